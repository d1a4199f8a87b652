/** Runs `todo-api dev` as a process of its own, as a person does. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { killAfterwards } from './dev-folder.ts';

/** The folder with package.json. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** The command line of `dev`. */
export const DEV = [process.execPath, join(CHECKOUT, 'cli', 'todo-api.js'), 'dev'] as const;

/** What `dev --json` prints, as far as tests look at it. */
export interface Announced {
  readonly api: string;
  readonly issuer: string;
  readonly jwks_url: string;
  readonly users: readonly { readonly user_id: string; readonly session: string; readonly token: string }[];
  readonly lines: readonly { readonly shows: string; readonly line: string }[];
}

/** A `dev` that runs, or has ended. */
export interface DevProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The JSON of stdout. */
  readonly announced: () => Announced;
  /** Exit code, or the signal that killed it; sends `signal` first if one is given. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/**
 * Starts `dev` on free ports and waits until it has printed what it has to say, or has ended; killed after the test that the folder belongs to.
 * @param options.command how to run it; default `dev --json`
 */
export async function startDev(
  folder: string,
  options: { env?: NodeJS.ProcessEnv; command?: readonly [string, ...string[]]; cwd?: string } = {},
): Promise<DevProcess> {
  const { env = {}, cwd = '/', command = [...DEV, '--json'] } = options;
  const child = spawn(command[0], command.slice(1), {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', DEV_DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  killAfterwards(folder, child);
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (/\n\}\n$|-- prove \S+\n+$/.test(stdout)) resolve(); // the end of the object, or of the text
    });
    child.once('close', () => resolve());
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    announced: () => JSON.parse(stdout),
    async end(signal) {
      if (signal !== undefined && !isOver) child.kill(signal);
      const [code, killedBy] = await ended;
      return code ?? killedBy;
    },
  };
}

/** Runs one line as somebody who pastes it into a shell. */
export async function pasted(line: string): Promise<string> {
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line], { cwd: '/' });
  return stdout;
}

/** The titles of all tasks of a demo user, newest first. */
export async function titles({ api, users }: Announced, who = 0): Promise<string[]> {
  const found: string[] = [];
  const headers = { authorization: `Bearer ${users[who]?.token}` };
  for (let path: string | undefined = `/api/${users[who]?.user_id}/tasks?limit=100`; path !== undefined; ) {
    const response: Response = await fetch(api + path, { headers });
    assert.equal(response.status, 200, await response.clone().text());
    const { items } = (await response.json()) as { items: { title: string }[] };
    found.push(...items.map(({ title }) => title));
    path = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return found;
}
