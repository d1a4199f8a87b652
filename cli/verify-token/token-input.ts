/** Where the token of `verify-token` comes from. */
import { text } from 'node:stream/consumers';
import { ExitError } from '../exit.ts';
import { say } from '../output.ts';

/**
 * @param argument `-` is stdin
 * @param variable TODO_API_TOKEN. It comes before a stdin that nobody asked for, which may never end
 * @returns the token without what is around it when copied: white space, and the scheme of the header
 * @throws ExitError 2 when there is none
 */
export async function readToken(argument: string | undefined, variable: string | undefined): Promise<string> {
  const given = argument === '-' ? await readStdin() : (argument ?? (variable || (await readStdin())));
  const token = given.trim().replace(/^(authorization:\s*)?bearer\s+/i, '');
  if (token !== '') return token;
  throw new ExitError(2, 'No token: pipe it into this command, or set TODO_API_TOKEN (todo-api verify-token --help).');
}

async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) say('Paste the token, then press Enter and Ctrl-D:');
  return text(process.stdin);
}
