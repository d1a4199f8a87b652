/** What an earlier PostgreSQL may have left in its data folder: a server without a parent, or a stale postmaster.pid. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a fast shutdown may take before it is made an immediate one (safe: the next start recovers from the log). */
const FAST_SHUTDOWN_MS = 10_000;

/** The pid in the first line of postmaster.pid and the state in its eighth (`starting`, `ready`…), or null without the file. */
export function readPostmasterPid(data: string): { pid: number; state: string } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), state: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

/**
 * Clears the way for a server on `data`. Only to be called while holding the lock of the folder: a server that still runs
 * there has lost its parent, and is stopped once it is proven to run there. A pid file whose process is gone, or has become
 * something else (pids are used again, soonest in containers), is removed: PostgreSQL would refuse to start because of it.
 */
export async function clearOrphan(data: string): Promise<void> {
  const left = readPostmasterPid(data);
  if (left === null) return;
  await stopPostmaster(left.pid, () => runsIn(left.pid, data), 'SIGINT');
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Stops a postmaster and waits for its end: SIGINT is fast (rolls open transactions back), SIGQUIT immediate. */
export async function stopPostmaster(
  pid: number | undefined,
  alive: () => boolean,
  signal: 'SIGINT' | 'SIGQUIT',
): Promise<void> {
  if (pid === undefined || !alive()) return;
  process.kill(pid, signal);
  const deadline = Date.now() + FAST_SHUTDOWN_MS;
  while (alive()) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT');
    await sleep(20);
  }
}

/** Whether that process is a PostgreSQL on this data folder. A zombie is not. */
function runsIn(pid: number, data: string): boolean {
  try {
    // A postmaster's working folder is its data folder: true also after the folder was moved.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === data;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(data);
  } catch {
    return false; // gone, or of another account: ours would be readable
  }
}
