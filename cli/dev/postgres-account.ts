/** Under which account the embedded PostgreSQL runs: it refuses root, so root has to lend it an unprivileged one. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** An account of the operating system. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run PostgreSQL under, or null to run it as ourselves. For root it is whoever owns `home` already (so a
 * folder that was first used without root keeps working), else `nobody`, which every system has: initdb insists on a passwd entry.
 */
export function postgresAccount(home: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(home, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const entry = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (entry === null)
    throw new Error('PostgreSQL does not run as root, and there is no account "nobody" to run it under.');
  return { uid: Number(entry[1]) >>> 0, gid: Number(entry[2]) >>> 0 };
}

/** The options that make a child process run under `account`, in a folder that every account can enter. */
export function spawnAs(account: Account | null): { cwd: string; uid?: number; gid?: number } {
  // macOS gives nobody the uid -2: file calls want it unsigned, spawn wants it signed.
  return account === null ? { cwd: '/' } : { cwd: '/', uid: account.uid | 0, gid: account.gid | 0 };
}

/** Whether `account` can enter the folder, or run the file, at `path`: asked of the system, for mode bits are not the whole truth. */
export function canReach(account: Account, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], spawnAs(account)).status === 0;
}
