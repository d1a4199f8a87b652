/** The embedded PostgreSQL: it keeps every acknowledged row, and nothing that was left behind stops the next start. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../../../cli/dev/embedded-postgres.ts';
import { FolderInUseError } from '../../../cli/dev/folder-lock.ts';
import { PostgresStartError } from '../../../cli/dev/postgres-home.ts';
import { devFolder, processesWith } from '../../support/dev-folder.ts';
import { administer } from '../../support/postgres.ts';

const HOLDER = new URL('../../support/postgres-holder.ts', import.meta.url).pathname;

/** A process that runs PostgreSQL in `folder`, and the URL of its database. */
async function holder(t: TestContext, folder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [chunk] = await once(child.stdout, 'data');
  return { child, url: String(chunk) };
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** The numbers in table `t`, from a fresh start in `folder`. */
async function rowsAfterStart(folder: string): Promise<number[]> {
  const postgres = await startPostgres({ folder });
  try {
    const [result] = await administer(['select x from t order by x'], postgres.url('postgres'));
    return result?.rows.map((row) => row.x) ?? [];
  } finally {
    await postgres.stop();
  }
}

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

test('[US3.1] SIGKILL of the process loses no acknowledged row, ends its server, and does not block the next start', async (t) => {
  const folder = devFolder(t);
  const { child, url } = await holder(t, folder);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // the server goes away under it: that is the point
  await client.connect();
  await client.query('create table t (x int)');
  for (let x = 1; x <= 20; x += 1) await client.query('insert into t values ($1)', [x]);
  await killed(child);

  const expected = Array.from({ length: 20 }, (_, index) => index + 1);
  assert.deepEqual(
    await rowsAfterStart(folder),
    expected,
    'started at once, while the old server may still be stopping',
  );
  assert.deepEqual(processesWith(folder) ?? [], [], 'neither server nor watchdog is left');
});

test('[US3.1] a server orphaned with its watchdog is stopped by the next start, and its rows are found', async (t) => {
  if (process.platform !== 'linux') return t.skip('finds the watchdog through /proc');
  const folder = devFolder(t);
  const { child, url } = await holder(t, folder);
  await administer(['create table t (x int)', 'insert into t values (7)'], url);
  const watchdog = processesWith(folder)?.find(({ command }) => command.includes('watchdog'));
  assert.ok(watchdog, 'a watchdog runs');
  process.kill(watchdog.pid, 'SIGKILL');
  await killed(child);
  await sleep(300);
  await administer(['select 1'], url); // the orphan lives
  assert.deepEqual(await rowsAfterStart(folder), [7]);
  await assert.rejects(administer(['select 1'], url), { code: 'ECONNREFUSED' });
});

test('[US3.1] stale leftovers do not block a start: a pid file that names a stranger, an initdb broken off half-way', async (t) => {
  const folder = devFolder(t);
  mkdirSync(join(folder, 'postgres', 'data.unfinished'), { recursive: true });
  const first = await startPostgres({ folder });
  await administer(['create table t (x int)', 'insert into t values (1)'], first.url('postgres'));
  const data = join(folder, 'postgres', 'data');
  const pidFile = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  await first.stop();

  const stranger = spawn('sleep', ['60'], { cwd: '/' });
  t.after(() => stranger.kill());
  writeFileSync(join(data, 'postmaster.pid'), pidFile.replace(/^\d+/, String(stranger.pid)));
  assert.deepEqual(await rowsAfterStart(folder), [1]);
  assert.equal(stranger.exitCode ?? stranger.signalCode, null, 'the stranger was left alone');
});

test('[US3.1] two at once in one folder: the second is refused, naming the process that holds it', async (t) => {
  const folder = devFolder(t);
  const { child } = await holder(t, folder);
  await assert.rejects(startPostgres({ folder }), (error) => {
    assert.ok(error instanceof FolderInUseError);
    assert.match(error.message, new RegExp(`process ${child.pid} `));
    return true;
  });
  await killed(child);
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
