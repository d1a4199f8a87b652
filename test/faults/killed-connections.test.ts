/** The database drops connections all the time: nothing but success and 503, and a history that holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { migratedDatabase } from '../support/database.ts';
import { History } from '../support/history.ts';
import { administer } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { type Answer, Client, work } from '../support/traffic.ts';

const SECONDS = process.env['TEST_LONG'] === '1' ? 30 : 3;
const USERS = 20;

test(`[EC-2] server connections killed every 200 ms for ${SECONDS} s under load: only 2xx and 503, history clean`, async (t) => {
  const url = await migratedDatabase(t);
  const server = await startServe(t, { DATABASE_URL: url });
  const clients = Array.from({ length: USERS }, () => new Client(server.origin));
  const [history, answers, stop] = [new History(), [] as Answer[], new AbortController()];
  const traffic = clients.map((client) => work(client, history, answers, stop.signal));

  let killed = 0;
  for (const end = performance.now() + SECONDS * 1_000; performance.now() < end; await sleep(200)) {
    const [result] = await administer(
      [
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      ],
      url,
    );
    killed += result?.rowCount ?? 0;
  }
  stop.abort();
  await Promise.all(traffic);

  const odd = answers.filter(({ status }) => status !== 503 && (status < 200 || status > 299));
  assert.deepEqual(odd, []);
  assert.ok(
    answers.filter(({ status }) => status === 503).every(({ retryAfter }) => Number(retryAfter) > 0),
    'Retry-After',
  );
  assert.ok(killed > SECONDS * 5, `${killed} connections killed`);
  assert.ok(history.count('done') > SECONDS * 50, `${history.count('done')} acknowledged writes`);
  await history.check(url);
  t.diagnostic(
    `${answers.length} answers, ${answers.filter(({ status }) => status === 503).length} of them 503, ${killed} connections killed, ${history.count('unknown')} unknown`,
  );
  for (const client of clients) client.close();
  assert.equal(await server.end('SIGTERM'), 0);
});
