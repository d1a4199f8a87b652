/** What `dev` prints when all of it runs: for a person, or with `--json` for a program. */
import { type Addresses, curlLines, proveLine, type ShellLine, tokenLines } from './curl-lines.ts';
import type { DemoUser } from './demo-users.ts';

/** All that somebody who wants to try the service has to know. */
export interface Running extends Addresses {
  readonly jwksUrl: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Of both demo users. */
  readonly password: string;
  readonly ada: DemoUser;
  readonly grace: DemoUser;
}

/** The text for a person. Every line that starts with `curl` or `TODO_API_` can be pasted into a shell. */
export function welcomeText(running: Running): string {
  const { ada, grace, password } = running;
  return `
todo-api is running. Ctrl-C stops all of it; the next start finds users, keys and tasks again.

  API       ${running.api}
  Docs      ${running.api}/docs
  Issuer    ${running.issuer}  (a real Better Auth, where users sign up and fetch tokens)
  Database  ${running.databaseUrl}
  Data      ${running.dataDir}

Two users have signed up, with the password ${password}. Their tokens are valid for 15 minutes:

${[ada, grace].map((user) => `  ${user.email}, user id ${user.userId}\n${user.token}\n`).join('\n')}
Lines to paste, one at a time. Each fetches a fresh token by itself, so it works at any time.
${shown(curlLines(running, ada, grace))}
When a token has run out:
${shown(tokenLines(running, [ada, grace], password))}
Would these two users ever see each other's tasks? Try it in a second terminal:
${shown([proveLine(running, ada, grace)])}`;
}

/** The same as data. */
export function welcomeJson(running: Running): Record<string, unknown> {
  const { ada, grace, password } = running;
  return {
    ok: true,
    api: running.api,
    docs: `${running.api}/docs`,
    issuer: running.issuer,
    jwks_url: running.jwksUrl,
    database_url: running.databaseUrl,
    data_dir: running.dataDir,
    users: [ada, grace].map(({ name, email, userId, session, token }) => {
      return { name, email, password, user_id: userId, session, token };
    }),
    lines: [
      ...curlLines(running, ada, grace),
      ...tokenLines(running, [ada, grace], password),
      proveLine(running, ada, grace),
    ],
  };
}

const shown = (lines: readonly ShellLine[]): string =>
  lines.map(({ shows, line }) => `\n# ${shows}\n${line}\n`).join('');
