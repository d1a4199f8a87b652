/** Data folders for the tests of `dev`, and looks at the processes that belong to one. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scope } from './postgres.ts';

/** Processes that use a folder, to be killed before it is removed: the hooks of a test run in the order of their making. */
const USERS = new Map<string, ChildProcess[]>();

/** Has a process killed at the end of the test that the folder belongs to. */
export function killAfterwards(folder: string, child: ChildProcess): void {
  USERS.get(folder)?.push(child);
}

/** The path of a folder that does not exist yet and is gone after the test, or after all tests of a file, with what root may have had to put elsewhere. */
export function devFolder(t: Scope, parent = tmpdir()): string {
  const folder = join(parent, `todo-api-test-${randomUUID()}`, 'with a space');
  USERS.set(folder, []);
  t.after(async () => {
    for (const child of USERS.get(folder) ?? []) child.kill('SIGKILL');
    await untilNothingRuns(folder); // a server whose parent was killed may still be writing its last files
    const link = join(folder, 'postgres');
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(readlinkSync(link), { recursive: true });
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  return folder;
}

/** What runs with `folder` in its command line or environment; Linux only, null elsewhere. */
export function processesOf(folder: string): { pid: number; command: string }[] | null {
  if (process.platform !== 'linux') return null;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: read(name, 'cmdline'), environment: read(name, 'environ') }))
    .filter(({ command, environment }) => command.includes(folder) || environment.includes(`=${folder} `));
}

/** Waits until nothing of {@link processesOf} the folder runs, for 20 seconds at most. */
export async function untilNothingRuns(folder: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((processesOf(folder) ?? []).length === 0) return;
    await sleep(100);
  }
  assert.deepEqual(processesOf(folder), []);
}

function read(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it ended meanwhile
  }
}
