/** Data folders for the tests of `dev`, and looks at the processes that belong to one. */
import { randomUUID } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

/** The path of a folder that does not exist yet and is gone after the test, with what root may have had to put elsewhere. */
export function devFolder(t: TestContext, parent = tmpdir()): string {
  const folder = join(parent, `todo-api-test-${randomUUID()}`, 'with a space');
  t.after(async () => {
    // A server whose parent was killed may still be writing its last files.
    for (let tries = 0; tries < 50 && (processesWith(folder) ?? []).length > 0; tries += 1) await sleep(100);
    const link = join(folder, 'postgres');
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(readlinkSync(link), { recursive: true });
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  return folder;
}

/** Process ids (and command lines) of what runs with `text` in its command line; Linux only, null elsewhere. */
export function processesWith(text: string): { pid: number; command: string }[] | null {
  if (process.platform !== 'linux') return null;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), command: commandOf(name) }))
    .filter(({ command }) => command.includes(text));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it ended meanwhile
  }
}
