/** Command lines to paste, for two users of a running `dev`: each works alone, at any time, in any folder. */
import type { DemoUser } from './demo-users.ts';

/** One line for a POSIX shell, and what it shows. */
export interface ShellLine {
  readonly shows: string;
  readonly line: string;
}

/** The task that the lines are about; `dev` makes it at every start if it is gone. A UUID of nobody's making. */
export const DEMO_TASK_ID = '00000000-0000-4000-8000-000000000001';

/** Where things run. */
export interface Addresses {
  /** The API's origin. */
  readonly api: string;
  /** The issuer's origin. */
  readonly issuer: string;
  /** The folder with package.json. */
  readonly checkout: string;
}

/**
 * The lines of {@link curlLines} fetch a token themselves, from a session that lasts 7 days: tokens live for 15 minutes,
 * and a line that fails after lunch helps nobody.
 */
export function curlLines(at: Addresses, ada: DemoUser, grace: DemoUser): ShellLine[] {
  const tasks = `${at.api}/api/${ada.userId}/tasks`;
  const task = `${tasks}/${DEMO_TASK_ID}`;
  const json = "-H 'Content-Type: application/json'";
  const as = (user: DemoUser) => `-H "Authorization: Bearer ${freshToken(at, user)}"`;
  const call = (rest: string, user = ada) => `curl -s -w '\\n%{http_code}\\n' ${rest} ${as(user)}`;
  return [
    { shows: 'create a task', line: call(`-X POST ${tasks} ${json} -d '{"title":"Buy milk"}'`) },
    { shows: 'list the tasks', line: call(tasks) },
    { shows: 'get one', line: call(task) },
    { shows: 'toggle it', line: call(`-X PATCH ${task}/complete`) },
    { shows: 'update it', line: call(`-X PATCH ${task} ${json} -d '{"title":"Changed","description":"by curl"}'`) },
    { shows: 'delete it', line: call(`-X DELETE ${task}`) },
    { shows: 'grace asks for the tasks of ada: 403', line: call(tasks, grace) },
  ];
}

/** Lines that fetch what runs out: a token after 15 minutes, a session after 7 days. */
export function tokenLines(at: Addresses, users: readonly DemoUser[], password: string): ShellLine[] {
  return users.flatMap((user) => {
    const credentials = JSON.stringify({ email: user.email, password });
    return [
      { shows: `a fresh token for ${user.name}`, line: fetchToken(at, user) },
      {
        shows: `sign ${user.name} in, as a front-end does`,
        line: `curl -s -w '\\n' ${at.issuer}/api/auth/sign-in/email -H 'Content-Type: application/json' -d '${credentials}'`,
      },
    ];
  });
}

/** Attacks the server as both users. */
export function proveLine(at: Addresses, ada: DemoUser, grace: DemoUser): ShellLine {
  const tokens = `TODO_API_TOKEN_A="${freshToken(at, ada)}" TODO_API_TOKEN_B="${freshToken(at, grace)}"`;
  return {
    shows: 'attack the server as both users',
    line: `${tokens} npm --prefix ${quoted(at.checkout)} run -s todo-api -- prove ${at.api}`,
  };
}

/** Prints a token: the fourth piece of `{"token":"…"}` between double quotes. */
function fetchToken(at: Addresses, user: DemoUser): string {
  return `curl -s ${at.issuer}/api/auth/token -H 'Authorization: Bearer ${user.session}' | cut -d '"' -f 4`;
}

const freshToken = (at: Addresses, user: DemoUser): string => `$(${fetchToken(at, user)})`;

const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
