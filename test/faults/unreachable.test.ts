/** A database that is not there, falls silent or comes back: answers within their deadline, recovery without restart. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultProxy } from '../support/fault-proxy.ts';
import { databaseUrl } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { Client } from '../support/traffic.ts';

/** POOL_WAIT_MS and STATEMENT_TIMEOUT_MS below, and the second after which silence counts: an answer takes no longer. */
const LIMITS = { POOL_WAIT_MS: '500', STATEMENT_TIMEOUT_MS: '1000' };
const DEADLINE_MS = 500 + 1_000 + 1_000 + 500; // and some for a busy machine

test('[EC-2] a database out of reach at start: the process lives, all else is 503, and it heals by itself', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  await proxy.set('refuse');
  const server = await startServe(t, { DATABASE_URL: proxy.url, ...LIMITS });
  const client = new Client(server.origin);
  t.after(() => client.close());
  assert.equal(await statusOf(server.origin, '/livez'), 200);
  assert.equal(await statusOf(server.origin, '/readyz'), 503);
  assert.equal(await statusOf(server.adminOrigin, '/readyz'), 503);
  const refused = await client.send('GET');
  assert.deepEqual([refused.status, refused.code, Number(refused.retryAfter) > 0], [503, 'database_unavailable', true]);
  await proxy.set('pass');
  assert.equal((await client.send('POST', '', { title: 'after the outage' })).status, 201);
  assert.equal(await statusOf(server.origin, '/readyz'), 200);
});

test('[EC-2] a black-holed database: every answer within its deadline, recovery within 2 s', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  const server = await startServe(t, { DATABASE_URL: proxy.url, DATABASE_POOL_MAX: '4', ...LIMITS });
  const clients = Array.from({ length: 12 }, () => new Client(server.origin));
  t.after(() => {
    for (const client of clients) client.close();
  });
  const all = () =>
    Promise.all(clients.flatMap((client) => [client.send('GET'), client.send('POST', '', { title: 'x' })]));
  assert.ok(
    (await all()).every(({ status }) => status < 300),
    'healthy before',
  );

  await proxy.set('black-hole');
  for (let round = 0; round < 2; round += 1) {
    const answers = await all();
    assert.deepEqual(
      answers.filter(({ status }) => status !== 503),
      [],
      'only 503',
    );
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    assert.ok(slowest < 2 * DEADLINE_MS, `the slower request of a client had waited for the other: ${slowest} ms`);
    assert.equal(await statusOf(server.origin, '/livez'), 200);
    assert.equal(await statusOf(server.origin, '/readyz'), 503);
  }

  const pending = clients.map((client) => client.send('GET')); // under way while it heals
  await proxy.set('pass');
  const healed = performance.now();
  const probe = new Client(server.origin);
  t.after(() => probe.close());
  while ((await probe.send('GET')).status !== 200 && performance.now() - healed < 10_000) await sleep(50);
  assert.ok(performance.now() - healed < 2_000, `recovered after ${performance.now() - healed} ms`);
  await Promise.all(pending);
  assert.ok(
    (await all()).every(({ status }) => status < 300),
    'healthy again',
  );
  assert.equal(await statusOf(server.origin, '/readyz'), 200);
});

test('[EC-2] reset and refused connections heal as soon as the database is back', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  const server = await startServe(t, { DATABASE_URL: proxy.url, ...LIMITS });
  const client = new Client(server.origin);
  t.after(() => client.close());
  for (const fault of ['reset', 'refuse'] as const) {
    await proxy.set(fault);
    proxy.killAll();
    const answer = await client.send('GET');
    assert.deepEqual([answer.status, answer.code], [503, 'database_unavailable'], fault);
    await proxy.set('pass');
    assert.equal((await client.send('GET')).status, 200, fault);
  }
});

test('a slow cold start is waited for: 503 database_waking or success, never an odd answer', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  proxy.delayMs = 100; // each of the some four round trips of a new connection
  const server = await startServe(t, { DATABASE_URL: proxy.url, POOL_WAIT_MS: '2000' });
  const client = new Client(server.origin);
  t.after(() => client.close());
  assert.equal((await client.send('GET')).status, 200);
});

async function statusOf(origin: string, path: string): Promise<number> {
  const response = await fetch(origin + path);
  await response.body?.cancel();
  return response.status;
}
