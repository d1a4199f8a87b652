/** `todo-api prove`: attacks a running server as two users, and shows that each stays with their own. */
import { stripVTControlCharacters } from 'node:util';
import type { Command } from 'commander';
import { ConfigError, loadConfig } from '../src/config.ts';
import { ExitError } from './exit.ts';
import { print, printJson, say, styled } from './output.ts';
import type { Verdict } from './prove/attack.ts';
import { prove } from './prove/run.ts';

const HELP = `
Two tokens of two different users are needed: from the options, from TODO_API_TOKEN_A and TODO_API_TOKEN_B, or from stdin, one
a line (the first is A's). Options are visible to other users of the machine. With --database the second wall is attacked
by itself, by SQL as the runtime role. Tasks that the attacks make are removed in the end, also after Ctrl-C.

Examples:
  $ todo-api prove http://127.0.0.1:3000          # tokens from the environment
  $ todo-api prove https://todo.example < tokens
  $ todo-api prove http://127.0.0.1:3000 --database "$DATABASE_URL" --json`;

interface Options {
  readonly tokenA?: string;
  readonly tokenB?: string;
  readonly database?: string;
  readonly json?: true;
}

export function define(command: Command): void {
  command
    .argument('<url>', 'where the server is, such as http://127.0.0.1:3000')
    .option('--token-a <token>', 'token of the attacker (TODO_API_TOKEN_A)')
    .option('--token-b <token>', 'token of the one attacked (TODO_API_TOKEN_B)')
    .option('--database <url>', "the server's database, to attack it by SQL as well")
    .option('--json', 'the verdicts as JSON')
    .addHelpText('after', HELP)
    .action(run);
}

/** @throws ExitError 1 for a leak, 2 for tokens or URLs that do not do, 3 for what is out of reach */
async function run(text: string, options: Options): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw new ExitError(2, `${text} is no http: or https: URL.`);
  const databaseUrl = options.database === undefined ? undefined : checkedDatabase(options.database);
  const [tokenA, tokenB] = await tokens(options);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    report(await prove({ url, tokenA, tokenB, databaseUrl, signal: stopping.signal, progress }), options.json === true);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    throw new ExitError(1, 'Interrupted: nothing is proven. What the attacks had made was removed.', { cause: error });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** The option as DATABASE_URL would be read. @throws ConfigError */
function checkedDatabase(text: string): string {
  try {
    return loadConfig({ DATABASE_URL: text }, ['database']).database.url;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.faults.map((fault) => ({ ...fault, variable: '--database' })));
  }
}

async function tokens({ tokenA, tokenB }: Options): Promise<[string, string]> {
  const a = tokenA ?? process.env['TODO_API_TOKEN_A'];
  const b = tokenB ?? process.env['TODO_API_TOKEN_B'];
  const missing = [a, b].filter((token) => !token).length;
  if (missing > 0 && process.stdin.isTTY) say('Paste one token a line, then Ctrl-D (the first is A’s):');
  const lines = missing > 0 ? await stdinLines() : [];
  const [first, second] = [a || lines.shift(), b || lines.shift()];
  if (first && second) return [first, second];
  throw new ExitError(
    2,
    'Two tokens are needed: --token-a and --token-b, TODO_API_TOKEN_A and _B, or two lines on stdin.',
  );
}

async function stdinLines(): Promise<string[]> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text.split(/\s+/).filter((line) => line !== '');
}

/** A line that overwrites itself where stderr is a terminal; else now and then a line. */
function progress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} attacks${done === all ? '\n' : ''}`);
  else if (done % 50 === 0 || done === all) say(`${done} of ${all} attacks`);
}

function report(attacks: readonly Verdict[], json: boolean): void {
  const leaks = attacks.filter(({ ok }) => !ok);
  if (json) printJson({ ok: leaks.length === 0, attacks });
  else for (const line of table(attacks)) print(line);
  if (leaks.length > 0)
    throw new ExitError(1, json ? '' : `${leaks.length} of ${attacks.length} attacks were not stopped.`);
  if (!json) say(styled('green', `All ${attacks.length} attacks were stopped.`));
}

/** Columns as wide as their contents. */
function table(attacks: readonly Verdict[]): string[] {
  const rows = [
    ['', 'attack', 'expected', 'found', 'what it tries'],
    ...attacks.map(({ ok, id, expected, found, name }) => [ok ? '✓' : '✗', id, expected, found, name]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    // What a server answered may hold anything: it must not reach the terminal as commands.
    stripVTControlCharacters(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).trimEnd(),
  );
}
