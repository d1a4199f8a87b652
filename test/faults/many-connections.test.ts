/** Thousands of connections that do nothing, and hundreds that are slow on purpose: a healthy client does not notice. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServe } from '../support/server-process.ts';
import { Client } from '../support/traffic.ts';

const LONG = process.env['TEST_LONG'] === '1';
const [IDLE, SLOW] = LONG ? [2_000, 500] : [400, 100];

test(`${IDLE} idle keep-alive connections and ${SLOW} slow ones: a healthy client does not notice`, async (t) => {
  const server = await startServe(t);
  const client = new Client(server.origin);
  await timed(client, 50); // warm
  const before = await timed(client, 100);

  const idle = await openAll(IDLE, server.origin);
  for (const socket of idle) socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
  await Promise.all(idle.map((socket) => once(socket, 'data')));
  const slow = await openAll(SLOW, server.origin);
  const ends = slow.map(readAll);
  for (const socket of slow) socket.write('POST /api/me HTTP/1.1\r\nHost: a\r\nX-Slow: ');
  const dribble = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write('a');
  }, 200);
  await sleep(300);

  const during = await timed(client, 100);
  assert.ok(during < 3 * before + 20, `p95 before ${before} ms, during ${during} ms`);
  assert.equal(idle.filter((socket) => socket.destroyed).length, 0, 'idle connections are left alone');

  // Five seconds for the headers, and a look each second.
  const answers = await Promise.all(ends);
  clearInterval(dribble);
  assert.deepEqual(
    answers.filter((text) => !text.startsWith('HTTP/1.1 408 ')),
    [],
    'slow ones are answered and closed',
  );
  client.close();
  for (const socket of [...idle, ...slow]) socket.destroy();
  assert.equal(await server.end('SIGTERM'), 0);
});

/** @returns p95 of the answer times, ms */
async function timed(client: Client, count: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const answer = await client.send(i % 5 === 0 ? 'POST' : 'GET', '', i % 5 === 0 ? { title: 'x' } : undefined);
    assert.ok(answer.status < 300, `${answer.status} ${answer.code}`);
    times.push(answer.ms);
  }
  return times.sort((a, b) => a - b)[Math.floor(count * 0.95)] ?? 0;
}

function openAll(count: number, origin: string): Promise<Socket[]> {
  const { port, hostname } = new URL(origin);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      return socket;
    }),
  );
}

async function readAll(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {}); // written to after the server had closed
  await once(socket, 'close');
  return text;
}
