/** `todo-api serve` as a process of its own, with what it logged and how it ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { databaseUrl } from './postgres.ts';

const MAIN = fileURLToPath(new URL('../../cli/todo-api.js', import.meta.url));
const SECRET = randomBytes(32).toString('base64url');
const ISSUER = 'https://issuer.test';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running `serve`. */
export interface ServerProcess {
  readonly origin: string;
  readonly adminOrigin: string;
  readonly process: ChildProcess;
  /** The log so far. */
  readonly log: LogLine[];
  /** What it has written to stderr so far. */
  readonly stderr: string;
  readonly ended: Promise<Ended>;
  /** Sends a signal and waits for the end; resolves to the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What every `serve` of the tests has; a test adds its own or takes away with `undefined`. */
export const SERVE_ENV = {
  DATABASE_URL: undefined,
  HOST: '127.0.0.1',
  PORT: '0',
  ADMIN_PORT: '0',
  JWT_SECRET: SECRET,
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: ISSUER,
  RATE_LIMIT_PER_MINUTE: '0',
  SHUTDOWN_DRAIN_MS: '0',
} as const;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Runs the program to its end.
 * @param input what its stdin holds
 * @param folder to run it in; by default one without `.env`
 */
export function runProgram(args: readonly string[], env: Env = {}, input = '', folder?: string): Promise<Ended> {
  const child = launch(args, env, folder);
  child.stdin?.end(input);
  return endOf(child);
}

/** As much of stdout as is kept of a `serve`: its log is in `log`, and a soak writes hundreds of megabytes. */
const STDOUT_KEPT = 100_000;

/** Starts `serve` on the shared database unless `env` says otherwise, and waits until its log (level info) says that it listens. */
export async function startServe(t: { after(fn: () => unknown): void }, env: Env = {}): Promise<ServerProcess> {
  const child = launch(['serve'], { ...SERVE_ENV, DATABASE_URL: databaseUrl(), ...env });
  t.after(() => child.kill('SIGKILL'));
  const output = outputOf(child, STDOUT_KEPT);
  const ended = endOf(child, output);
  const log: LogLine[] = [];
  const listening = new Promise<LogLine>((resolve, reject) => {
    if (child.stdout === null) throw new Error('stdout is a pipe');
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      log.push(line);
      if (line['msg'] === 'listening') resolve(line);
    });
    void ended.then(({ code, stdout, stderr }) => reject(new Error(`serve ended with ${code}: ${stdout}${stderr}`)));
  });
  const { origin, admin_origin: adminOrigin } = await listening;
  return {
    origin: String(origin),
    adminOrigin: String(adminOrigin),
    process: child,
    log,
    get stderr() {
      return output.stderr;
    },
    ended,
    async end(signal) {
      child.kill(signal);
      return (await ended).code;
    },
  };
}

/** A token that such a server accepts. */
export function serveToken(sub: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: ISSUER, aud: ISSUER, sub, iat: now, exp: now + 3_600 })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(SECRET));
}

/** Starts the program. @param stdout a file descriptor in the place of a pipe */
export function launch(
  args: readonly string[],
  env: Env,
  folder = fileURLToPath(new URL('.', import.meta.url)),
  stdout: 'pipe' | number = 'pipe',
): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    cwd: folder,
    stdio: ['pipe', stdout, 'pipe'],
  });
}

/** What it has written so far. */
export function outputOf(child: ChildProcess, kept = Number.POSITIVE_INFINITY) {
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout = (output.stdout + chunk).slice(-kept)));
  child.stderr?.on('data', (chunk) => (output.stderr += chunk));
  return output;
}

async function endOf(child: ChildProcess, output = outputOf(child)): Promise<Ended> {
  const [code] = await once(child, 'close');
  return { code, ...output };
}
