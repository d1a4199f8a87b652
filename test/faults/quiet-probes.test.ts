/** Nobody without a good token, and no probe, wakes the database or keeps it awake: a suspended Neon stays suspended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultProxy } from '../support/fault-proxy.ts';
import { databaseUrl } from '../support/postgres.ts';
import { serveToken, startServe } from '../support/server-process.ts';
import { Client } from '../support/traffic.ts';

test('refused tokens, foreign paths, unknown routes, documents and probes make no database traffic', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  const server = await startServe(t, { DATABASE_URL: proxy.url });
  const client = new Client(server.origin);
  t.after(() => client.close());
  assert.equal((await client.send('GET')).status, 200);
  await sleep(100);
  const before = { bytes: proxy.bytes, connections: proxy.connections };

  const expired = (await serveToken('someone')).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const asked = [
    ...['/livez', '/readyz', '/openapi.json', '/docs', '/nowhere'].map((path) => fetch(server.origin + path)),
    ...['/livez', '/readyz', '/metrics'].map((path) => fetch(server.adminOrigin + path)),
    ...[undefined, 'Bearer nonsense', `Bearer ${expired}`].map((authorization) =>
      fetch(`${server.origin}/api/someone/tasks`, { ...(authorization && { headers: { authorization } }) }),
    ),
  ];
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  assert.deepEqual(statuses, [200, 200, 200, 200, 404, 200, 200, 200, 401, 401, 401]);
  assert.equal((await client.send('GET', '/api/somebody-else/tasks')).status, 403);
  assert.equal((await client.send('GET', '/api/me')).status, 200);
  assert.equal((await client.send('POST', '', { title: '' })).status, 400);
  await sleep(300); // no timer either
  assert.deepEqual({ bytes: proxy.bytes, connections: proxy.connections }, before);

  proxy.killAll(); // as Neon does when it suspends: no failure, and no reason to connect again
  await sleep(200);
  assert.equal((await fetch(`${server.origin}/readyz`)).status, 200);
  await sleep(200);
  assert.equal(proxy.connections, before.connections, 'nobody has woken it');
  assert.equal((await client.send('GET')).status, 200, 'the first who needs it does');
});

test('while it is out of reach, probes ask at most once in 10 s', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  await proxy.set('reset');
  const server = await startServe(t, { DATABASE_URL: proxy.url });
  const atStart = proxy.connections;
  for (let i = 0; i < 20; i += 1) assert.equal((await fetch(`${server.origin}/readyz`)).status, 503);
  assert.equal(proxy.connections, atStart);
});
