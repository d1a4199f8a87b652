/** Makes the cluster (PostgreSQL's data folder) of an embedded server, once. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnAs } from './postgres-account.ts';
import { type PostgresBinaries, type PostgresHome, PostgresStartError, postgresEnvironment } from './postgres-home.ts';

/**
 * Makes the cluster in `<home>/data` unless it is there: whole or not at all, for it is renamed into place.
 * @param throwaway leave syncing to disk out (tests)
 * @returns the password of the superuser `postgres`, random per cluster and kept in `<home>/password` (0600)
 * @throws PostgresStartError with initdb's own words
 */
export function initialiseCluster(home: PostgresHome, binaries: PostgresBinaries, throwaway: boolean): string {
  const data = join(home.path, 'data');
  const passwordFile = join(home.path, 'password');
  if (existsSync(data)) return readFileSync(passwordFile, 'utf8').trim();

  const password = randomBytes(24).toString('hex');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.account !== null) chownSync(passwordFile, home.account.uid, home.account.gid);
  const unfinished = `${data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const flags = ['--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`, '--encoding=UTF8'];
  // PostgreSQL's own C.UTF-8: case mapping for all of Unicode, and the same on every operating system.
  flags.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  if (throwaway) flags.push('--no-sync');
  const run = spawnSync(binaries.initdb, ['-D', unfinished, ...flags], {
    ...spawnAs(home.account),
    env: postgresEnvironment(),
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    const words = run.error?.message ?? `${run.stdout}${run.stderr}`.trim();
    throw new PostgresStartError(`initdb could not make a database in ${home.path}. It says:\n${words}`);
  }
  renameSync(unfinished, data);
  return password;
}
