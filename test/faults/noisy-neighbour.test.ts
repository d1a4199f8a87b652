/** One user's flood or slow lock does not slow the others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migratedDatabase } from '../support/database.ts';
import { startServe } from '../support/server-process.ts';
import { Client } from '../support/traffic.ts';

test('[EC-4] a user whose task is locked by somebody, and who flips it 60 times at once, holds up nobody else', async (t) => {
  const url = await migratedDatabase(t);
  const server = await startServe(t, {
    DATABASE_URL: url,
    DATABASE_POOL_MAX: '6',
    STATEMENT_TIMEOUT_MS: '2000',
    POOL_WAIT_MS: '3000',
  });
  const [slow, quick] = [new Client(server.origin), new Client(server.origin)];
  const id = JSON.parse((await slow.send('POST', '', { title: 'locked' })).body).id as string;
  const locker = new pg.Client({ connectionString: url });
  await locker.connect();
  await locker.query('begin');
  await locker.query('select 1 from tasks where id = $1 for update', [id]);

  const crowd = Array.from({ length: 60 }, () => new Client(server.origin, slow.userId));
  const stuck = Promise.all(crowd.map((client) => client.send('PATCH', `/${id}/complete`)));
  await sleep(100);
  const times: number[] = [];
  for (let i = 0; i < 50; i += 1) {
    const answer = await quick.send(i % 2 === 0 ? 'POST' : 'GET', '', i % 2 === 0 ? { title: 'at once' } : undefined);
    assert.ok(answer.status < 300, `${answer.status} ${answer.code}`);
    times.push(answer.ms);
  }
  const slowest = Math.max(...times);
  assert.ok(slowest < 500, `the slowest of 50 requests of the other user took ${slowest} ms`);

  await locker.query('commit');
  await locker.end();
  const answers = await stuck;
  assert.deepEqual(
    answers.filter(({ status }) => status !== 200 && status !== 503),
    [],
  );
  for (const client of [slow, quick, ...crowd]) client.close();
});
