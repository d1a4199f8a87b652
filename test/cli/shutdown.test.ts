/** Stopping under load: nothing that was accepted is lost, and it ends in time whatever clients do. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crowd } from '../support/crowd.ts';
import { migratedDatabase } from '../support/database.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { databaseUrl } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { type Answer, Client } from '../support/traffic.ts';

test('SIGTERM under keep-alive load loses no accepted request: readiness first, then a goodbye on every connection', async (t) => {
  const url = await migratedDatabase(t);
  const server = await startServe(t, { DATABASE_URL: url, SHUTDOWN_DRAIN_MS: '3000' });
  const crowd = new Crowd(t, server.origin, 30);
  const answers: Answer[] = [];
  crowd.begin(answers);
  const served = async (more: number) => {
    for (const all = answers.length + more; answers.length < all; ) await sleep(20);
  };
  await served(100);
  server.process.kill('SIGTERM');
  await sleep(200);
  const ready = await fetch(`${server.origin}/readyz`);
  assert.equal(ready.status, 503);
  assert.match(await ready.text(), /"code":"shutting_down"/);
  assert.equal(ready.headers.get('connection'), 'close');
  await served(100);
  await crowd.end(); // as a balancer does that has seen readiness fail

  assert.deepEqual(
    answers.filter(({ status }) => status < 200 || status > 299),
    [],
    'nothing lost, nothing refused',
  );
  assert.ok(
    answers.slice(-30).every(({ closes }) => closes),
    'every connection was told goodbye',
  );
  assert.equal((await server.ended).code, 0);
  assert.equal(crowd.history.count('unknown'), 0);
  await crowd.history.check(url);
});

test('a request under way is finished, and connections without one are closed', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  const server = await startServe(t, { DATABASE_URL: proxy.url });
  const client = new Client(server.origin);
  const idle = once(await open(t, server.origin), 'close');
  assert.equal((await client.send('GET')).status, 200);
  proxy.delayMs = 700;
  const slow = client.send('POST', '', { title: 'under way' });
  await sleep(100);
  const started = performance.now();
  const code = server.end('SIGINT');
  assert.equal((await slow).status, 201);
  assert.equal(await code, 0);
  await idle;
  assert.ok(performance.now() - started < 4_000, 'the keep-alive of idle connections was not waited for');
});

test('half a request does not hold the end up beyond the hard deadline', async (t) => {
  const server = await startServe(t, { SHUTDOWN_GRACE_MS: '1500' });
  const socket = await open(t, server.origin);
  socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n'); // and no more
  await sleep(100);
  const started = performance.now();
  const code = await server.end('SIGTERM');
  assert.ok(performance.now() - started < 2_500, 'in time');
  assert.equal(code, 0, 'no accepted request was lost');
});

test('a request that never ends makes the hard deadline: exit 1, saying why', async (t) => {
  const proxy = await FaultProxy.start(t, databaseUrl());
  const server = await startServe(t, { DATABASE_URL: proxy.url, SHUTDOWN_GRACE_MS: '600' });
  const client = new Client(server.origin);
  assert.equal((await client.send('GET')).status, 200);
  await proxy.set('black-hole');
  const lost = client.send('GET');
  await sleep(100);
  const started = performance.now();
  assert.equal(await server.end('SIGTERM'), 1);
  assert.ok(performance.now() - started < 1_500, 'in time');
  assert.match((await server.ended).stderr, /SHUTDOWN_GRACE_MS/);
  assert.equal((await lost).status, 0);
});

test('a second signal ends it at once, with 1', async (t) => {
  const server = await startServe(t, { SHUTDOWN_DRAIN_MS: '5000' });
  server.process.kill('SIGTERM');
  await sleep(200);
  const started = performance.now();
  assert.equal(await server.end('SIGTERM'), 1);
  assert.ok(performance.now() - started < 1_000);
});

async function open(t: TestContext, origin: string): Promise<Socket> {
  const { port, hostname } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}); // a reset is as good an end as any
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}
