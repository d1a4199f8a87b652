/** What a killed `dev` leaves behind: rows that were acknowledged, and nothing that stops the next start. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../../../cli/dev/embedded-postgres.ts';
import { FolderInUseError } from '../../../cli/dev/folder-lock.ts';
import { devFolder, processesOf } from '../../support/dev-folder.ts';
import { holder, killed, rowsAfterStart } from '../../support/held-postgres.ts';
import { administer } from '../../support/postgres.ts';

test('[US3.1] SIGKILL of the process loses no acknowledged row, ends its server, and does not block the next start', async (t) => {
  const folder = devFolder(t);
  const { child, url } = await holder(folder);
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
  assert.deepEqual(processesOf(folder) ?? [], [], 'neither server nor watchdog is left');
});

test('[US3.1] a server orphaned with its watchdog is stopped by the next start, and its rows are found', async (t) => {
  if (process.platform !== 'linux') return t.skip('finds the watchdog through /proc');
  const folder = devFolder(t);
  const { child, url } = await holder(folder);
  await administer(['create table t (x int)', 'insert into t values (7)'], url);
  const watchdog = processesOf(folder)?.find(({ command }) => command.includes('watchdog'));
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

  // Of the account that PostgreSQL runs under: only such a process would stop it from starting.
  const { uid, gid } = statSync(data);
  const stranger = spawn('sleep', ['60'], { cwd: '/', ...(process.getuid?.() === 0 && { uid, gid }) });
  t.after(() => stranger.kill());
  writeFileSync(join(data, 'postmaster.pid'), pidFile.replace(/^\d+/, String(stranger.pid)));
  assert.deepEqual(await rowsAfterStart(folder), [1]);
  assert.equal(stranger.exitCode ?? stranger.signalCode, null, 'the stranger was left alone');
});

test('[US3.1] two at once in one folder: the second is refused, naming the process that holds it', async (t) => {
  const folder = devFolder(t);
  const { child } = await holder(folder);
  await assert.rejects(startPostgres({ folder }), (error) => {
    assert.ok(error instanceof FolderInUseError);
    assert.match(error.message, new RegExp(`process ${child.pid} `));
    return true;
  });
  await killed(child);
});
