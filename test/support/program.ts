/** Programs of Debian that some tests run for real: found where they are installed, ended with the test. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

type Scope = { after(fn: () => unknown): void };

/** Debian puts servers where only root looks. */
export const SEARCH_PATH = [process.env['PATH'] ?? '', '/usr/sbin', '/usr/local/sbin'].join(delimiter);

/** Some programs will not run as root, and none here has to. */
export const AS_NOBODY: { uid?: number; gid?: number } = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** @param packages of Debian, by the names of their programs. @returns why tests are skipped; false where all are installed */
export function missing(packages: Readonly<Record<string, string>>): string | false {
  const absent = Object.keys(packages).filter((program) => {
    return !SEARCH_PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
  });
  if (absent.length === 0) return false;
  return `not installed: ${absent.join(', ')} (apt-get install ${absent.map((name) => packages[name]).join(' ')})`;
}

/** A folder for the files of such a program, for one test. */
export function programFolder(t: Scope): string {
  const folder = mkdtempSync(join(tmpdir(), 'todo-api-test-'));
  if (AS_NOBODY.uid !== undefined) chownSync(folder, AS_NOBODY.uid, AS_NOBODY.gid ?? -1);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server, and waits until it takes connections at `port` of 127.0.0.1. */
export async function startProgram(
  t: Scope,
  command: readonly [string, ...string[]],
  port: number,
  options: SpawnOptions = {},
): Promise<ChildProcess> {
  const [program, ...args] = command;
  const { PATH: _, ...env } = options.env ?? {};
  const child = spawn(program, args, {
    ...AS_NOBODY,
    ...options,
    env: { ...env, PATH: SEARCH_PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += chunk));
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    if (await takesConnections(port)) return child;
    await sleep(50);
  }
  throw new Error(`${program} does not listen: ${log}`);
}

async function takesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const opened = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return opened;
}
