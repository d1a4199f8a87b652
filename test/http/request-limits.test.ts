import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { build } from '../support/app.ts';
import { assertRefused, sendRaw } from '../support/raw-socket.ts';

const api = await build({ after }, { server: { requestTimeoutMs: 1_200 } });
await api.app.listen({ host: '127.0.0.1', port: 0 });
const { port } = api.app.server.address() as AddressInfo;
const user = await api.user();
const AUTH = `Host: localhost\r\nAuthorization: Bearer ${user.token}\r\n`;
const CLOSE = 'Connection: close\r\n';

test('[FR-008] headers that do not come to an end are 408', { concurrency: true }, async () => {
  assertRefused(await sendRaw(port, [`GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: `]), 'request_timeout', 408);
});

test('[FR-008] by default headers have 5 s and a whole request 10 s', async () => {
  const { server } = (await build({ after })).app;
  assert.deepEqual([server.headersTimeout, server.requestTimeout], [5_000, 10_000]);
});

test('[FR-008] a body that does not come to an end is 408', async () => {
  const head = `POST ${user.tasks} HTTP/1.1\r\n${AUTH}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"title":`;
  assertRefused(await sendRaw(port, [head, 300, '"a', 300, 'b']), 'request_timeout', 408, user.tasks);
});

test('[FR-008] a late body is told by path and id of its request, also a chunked one', async () => {
  const own = 'X-Request-Id: late-1\r\nTransfer-Encoding: chunked\r\n';
  const head = `PATCH ${user.tasks}/x?y=1 HTTP/1.1\r\n${AUTH}Content-Type: application/json\r\n${own}\r\n5\r\n{"ti`;
  const answers = await sendRaw(port, [head]);
  assertRefused(answers, 'request_timeout', 408, `${user.tasks}/x`);
  assert.equal(answers[0]?.headers['x-request-id'], 'late-1');
});

test('[FR-001] a slow body waits for nobody without a token: 401 at once', async () => {
  const [answer] = await sendRaw(port, [
    `POST ${user.tasks} HTTP/1.1\r\nHost: localhost\r\n${CLOSE}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
  ]);
  assert.equal(answer?.status, 401);
});

test('[FR-008] headers of more than 16 KiB are 431, however they come', async () => {
  for (const head of [
    `GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`,
    `GET /livez?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    `GET /livez HTTP/1.1\r\nHost: localhost\r\n${'X: y\r\n'.repeat(5_000)}\r\n`,
    `GET /livez HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${'x'.repeat(60_000)}\r\n\r\n`,
  ]) {
    assertRefused(await sendRaw(port, [head]), 'headers_too_large', 431);
  }
});

test('[FR-008] a chunked body of more than 128 KiB is 413', async () => {
  const head = `POST ${user.tasks} HTTP/1.1\r\n${AUTH}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
  const [answer] = await sendRaw(port, [head, chunk, chunk, chunk]);
  assert.deepEqual([answer?.status, JSON.parse(answer?.body ?? '').code], [413, 'body_too_large']);
});
