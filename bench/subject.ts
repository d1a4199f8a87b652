/** The servers under test, each in a process of its own: the service as `serve` runs it, the baseline, or one that runs already. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../cli/dev/free-port.ts';
import type { BaselineOptions } from './baseline.ts';
import { NODE_ENVIRONMENT, NODE_FLAGS } from './node-settings.ts';
import { type ProcessUsage, usageOf } from './process-usage.ts';

export interface Subject {
  readonly name: string;
  readonly origin: string;
  /** null for a server of somebody else. */
  usage(): ProcessUsage | null;
  stop(): Promise<void>;
}

/** A server that runs already, wherever. */
export const runningSubject = (origin: string): Subject => ({
  name: 'todo-api',
  origin,
  usage: () => null,
  stop: async () => {},
});

const START_WITHIN_MS = 30_000;

/**
 * `todo-api serve` with its defaults, log included, but for the rate limits.
 * @param variables database and tokens, and whatever shall differ from the defaults
 * @throws Error with the server's own last words when it does not become ready
 */
export async function startService(variables: Readonly<Record<string, string>>): Promise<Subject> {
  const port = await freePort();
  const program = fileURLToPath(new URL('../cli/todo-api.js', import.meta.url));
  const child = spawn(process.execPath, [...NODE_FLAGS, program, 'serve'], {
    env: {
      ...NODE_ENVIRONMENT,
      HOST: '127.0.0.1',
      PORT: String(port),
      RATE_LIMIT_PER_MINUTE: '0',
      SHUTDOWN_DRAIN_MS: '0',
      ...variables,
    },
    stdio: ['ignore', openSync('/dev/null', 'w'), 'pipe'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  const origin = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + START_WITHIN_MS;
  while (!(await isReady(origin))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The server did not become ready (exit code ${child.exitCode}): ${lastWords}`);
    }
    await sleep(50);
  }
  return subjectOf('todo-api', origin, child, () => child.kill('SIGTERM'));
}

export async function startBaseline(options: BaselineOptions): Promise<Subject> {
  const child = fork(fileURLToPath(new URL('./baseline.ts', import.meta.url)), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(options);
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`The baseline ended before it listened (${signal ?? `exit code ${code}`})`);
  });
  const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
  ended.catch(() => {}); // from now on it may end
  return subjectOf('baseline', `http://127.0.0.1:${port}`, child, () => child.disconnect());
}

const subjectOf = (name: string, origin: string, child: ChildProcess, end: () => void): Subject => ({
  name,
  origin,
  usage: () => usageOf(child.pid ?? 0),
  async stop() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    end();
    await ended;
  },
});

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/readyz`)).ok;
  } catch {
    return false; // it does not listen yet
  }
}
