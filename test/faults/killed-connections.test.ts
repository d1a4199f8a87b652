/** The database drops connections all the time: nothing but success and 503, and a history that holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crowd, odd } from '../support/crowd.ts';
import { migratedDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import type { Answer } from '../support/traffic.ts';

const SECONDS = process.env['TEST_LONG'] === '1' ? 30 : 3;
const KILL = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

test(`[EC-2] server connections killed every 200 ms for ${SECONDS} s under load: only 2xx and 503, history clean`, async (t) => {
  const url = await migratedDatabase(t);
  const server = await startServe(t, { DATABASE_URL: url });
  const crowd = new Crowd(t, server.origin, 20);
  const answers: Answer[] = [];
  crowd.begin(answers);
  let killed = 0;
  for (const end = performance.now() + SECONDS * 1_000; performance.now() < end; await sleep(200)) {
    const [result] = await administer([KILL], url);
    killed += result?.rowCount ?? 0;
  }
  await crowd.end();

  assert.deepEqual(
    server.log.filter(({ level }) => level === 'fatal'),
    [],
  );
  assert.deepEqual(odd(answers), []);
  const refused = answers.filter(({ status }) => status === 503);
  assert.ok(
    refused.every(({ retryAfter }) => Number(retryAfter) > 0),
    'Retry-After',
  );
  assert.ok(killed > SECONDS * 5, `${killed} connections killed`);
  const { history } = crowd;
  assert.ok(history.count('done') > SECONDS * 20, `${history.count('done')} acknowledged writes`);
  await history.check(url);
  const told = `${answers.length} answers, ${refused.length} of them 503, ${killed} connections killed`;
  t.diagnostic(`${told}, ${history.count('unknown')} writes unknown`);
  assert.equal(await server.end('SIGTERM'), 0);
});
