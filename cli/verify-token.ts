/** `todo-api verify-token`: the server's own verifier, explained check by check. */
import type { Command } from 'commander';
import { createTokenVerifier } from '../src/auth/token-verifier.ts';
import { loadConfig } from '../src/config.ts';
import { loadDotEnv } from './dot-env.ts';
import { ExitError } from './exit.ts';
import { print, printJson } from './output.ts';
import { explain } from './verify-token/explain.ts';
import { reportLines } from './verify-token/report-lines.ts';
import { readToken } from './verify-token/token-input.ts';

const HELP = `
Says which check refuses a token, what was expected and found, and what to do. Nothing of the token is printed but the values
that are checked. It needs the variables of the server's tokens (JWT_*), not the database.

A token on the command line is visible to other users of the machine: better pipe it.
Exit codes: 0 good, 1 refused, 2 usage or configuration, 3 the issuer's keys cannot be fetched.

Examples:
  $ curl -s http://localhost:3001/api/auth/token -H "Authorization: Bearer $SESSION" | jq -r .token | todo-api verify-token
  $ todo-api verify-token - < token.txt
  $ TODO_API_TOKEN="$TOKEN" todo-api verify-token --json`;

/** The key source tells its story to the log of a server; here the report does. */
const SILENT = { info() {}, warn() {} };

export function define(command: Command): void {
  command
    .argument('[token]', 'the token, or - for stdin (default: TODO_API_TOKEN, else stdin)')
    .option('--json', 'the checks as JSON')
    .addHelpText('after', HELP)
    .action(verifyToken);
}

/** @throws ConfigError, and ExitError: 1 refused, 2 no token given, 3 keys out of reach */
async function verifyToken(argument: string | undefined, { json }: { json?: true }): Promise<void> {
  loadDotEnv();
  const policy = loadConfig(process.env, ['tokens']).tokens;
  const token = await readToken(argument, process.env['TODO_API_TOKEN']);
  const verifier = createTokenVerifier(policy, { log: SILENT });
  try {
    const explanation = explain(await verifier.explain(token), policy);
    if (json) {
      const { code, checks, identity } = explanation;
      printJson({ ok: identity !== null, code, user_id: identity?.userId ?? null, checks });
    } else for (const line of reportLines(explanation)) print(line);
    if (explanation.code !== null) throw new ExitError(explanation.code === 'keys_unavailable' ? 3 : 1, '');
  } finally {
    verifier.close();
  }
}
