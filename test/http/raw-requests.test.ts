import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { build } from '../support/app.ts';
import { assertRefused, sendRaw } from '../support/raw-socket.ts';

const api = await build({ after });
await api.app.listen({ host: '127.0.0.1', port: 0 });
const { port } = api.app.server.address() as AddressInfo;
const user = await api.user();
const AUTH = `Host: localhost\r\nAuthorization: Bearer ${user.token}\r\n`;
const CLOSE = 'Connection: close\r\n';

test('[FR-008] what is not HTTP is 400', async () => {
  for (const [text, instance] of [
    ['\x16\x03\x01\x02\x00', '/'],
    ['hello\r\n\r\n', '/'],
    ['GET /livez\r\n\r\n', '/livez'],
    ['GET /livez HTTP/3.0\r\n\r\n', '/'],
    ['get /livez HTTP/1.1\r\nHost: x\r\n\r\n', '/'],
    ['GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', '/'],
    ['GET /livez?q HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n', '/livez'],
    ['GET /livez HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n', '/livez'],
    ['GET /livez HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n', '/livez'],
    ['GET /livez HTTP/1.1\r\n\r\n', undefined],
  ] as const) {
    assertRefused(await sendRaw(port, [text]), 'request_malformed', 400, instance);
  }
});

test('[FR-008] framing that two servers could read differently is 400, and the connection ends', async () => {
  const post = (headers: string, body = '') =>
    `POST ${user.tasks} HTTP/1.1\r\n${AUTH}Content-Type: application/json\r\n${headers}\r\n${body}`;
  const smuggled = `GET ${user.tasks} HTTP/1.1\r\n${AUTH}\r\n`;
  for (const text of [
    post('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggled}`),
    post('Content-Length: 2\r\nContent-Length: 3\r\n', `{}${smuggled}`),
    post('Content-Length: 2, 2\r\n', `{}${smuggled}`),
    post('Content-Length: +2\r\n', `{}${smuggled}`),
    post('Content-Length: -1\r\n', smuggled),
    post('Transfer-Encoding: xchunked\r\n', `2\r\n{}\r\n0\r\n\r\n${smuggled}`),
    post('Transfer-Encoding: identity\r\n', smuggled),
    post('Transfer-Encoding: gzip, chunked\r\n', `2\r\n{}\r\n0\r\n\r\n${smuggled}`),
    post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', `2\r\n{}\r\n0\r\n\r\n${smuggled}`),
    post('Transfer-Encoding: chunked\r\n', `zz\r\n{}\r\n0\r\n\r\n${smuggled}`),
    `GET ${user.tasks} HTTP/1.1\r\n${AUTH}Host: other\r\n\r\n${smuggled}`,
    `GET ${user.tasks} HTTP/1.1\r\n${AUTH}hOsT: localhost\r\n\r\n${smuggled}`,
  ]) {
    assertRefused(await sendRaw(port, [text]), 'request_malformed', 400);
  }
  assert.deepEqual((await user.send('GET', user.tasks)).json().items, [], 'nothing was stored');
});

test('[FR-001] a second Authorization header is 401, also one that says the same', async () => {
  for (const second of [`Authorization: Bearer ${user.token}`, 'authorization: Basic x', 'AUTHORIZATION:']) {
    const [answer] = await sendRaw(port, [`GET /api/me HTTP/1.1\r\n${AUTH}${second}\r\n${CLOSE}\r\n`]);
    assert.deepEqual([answer?.status, JSON.parse(answer?.body ?? '').code], [401, 'token_malformed']);
  }
});

test('[FR-013] a chunked body is read, and connections are kept', async () => {
  const body = '{"title":"in pieces"}';
  const chunked = `POST ${user.tasks} HTTP/1.1\r\n${AUTH}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const pieces = [...body].map((char) => `1\r\n${char}\r\n`);
  const last = `GET ${user.tasks} HTTP/1.1\r\n${AUTH}${CLOSE}\r\n`;
  const [created, listed] = await sendRaw(port, [chunked, ...pieces, '0\r\n\r\n', 50, last]);
  assert.deepEqual([created?.status, listed?.status], [201, 200]);
  assert.equal(JSON.parse(listed?.body ?? '').items[0].title, 'in pieces');
});

test('[FR-013] raw bytes in path and headers are never a 500', async () => {
  for (const [text, status] of [
    [`GET /api/\xff\xfe/tasks HTTP/1.1\r\n${AUTH}${CLOSE}\r\n`, [400, 403]],
    [`GET ${user.tasks}?q=\xc3\xa9 HTTP/1.1\r\n${AUTH}${CLOSE}\r\n`, [200, 400]],
    [`GET /api/me HTTP/1.1\r\n${AUTH}X-Request-Id: \xe9\r\n${CLOSE}\r\n`, [200]],
    [`GET /api/me HTTP/1.1\r\n${AUTH}If-None-Match: "\xe9"\r\n${CLOSE}\r\n`, [200]],
    [`GET http://elsewhere.example/api/me HTTP/1.1\r\n${AUTH}${CLOSE}\r\n`, [200]],
    [`GET http://elsewhere.example/api/%zz HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, [401]],
    [`OPTIONS * HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, [204, 400, 404]],
    [`GET * HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, [400, 404]],
    [`GET /api/me#x HTTP/1.1\r\n${AUTH}${CLOSE}\r\n`, [400]],
    [`GET //api/me HTTP/1.1\r\n${AUTH}${CLOSE}\r\n`, [404]],
    [`GET /docs/../api/me HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, [404]],
    [`GET /docs/static/%2e%2e/package.json HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, [403, 404]],
    [`GET /docs/static/..%2f..%2fpackage.json HTTP/1.1\r\nHost: x\r\n${CLOSE}\r\n`, [403, 404]],
  ] as const) {
    const [answer] = await sendRaw(port, [text]);
    assert.ok(
      answer !== undefined && (status as readonly number[]).includes(answer.status),
      `${text} → ${JSON.stringify(answer)}`,
    );
    if (answer.status >= 400) assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/);
  }
});

test('[FR-013] HTTP/1.0 without a Host header is served', async () => {
  const [answer] = await sendRaw(port, ['GET /livez HTTP/1.0\r\n\r\n']);
  assert.equal(answer?.status, 200);
});

test('[FR-013] Expect: 100-continue is answered, any other expectation is ignored', async () => {
  const head = `POST ${user.tasks} HTTP/1.1\r\n${AUTH}${CLOSE}Content-Type: application/json\r\nContent-Length: 13\r\n`;
  const [interim, created] = await sendRaw(port, [`${head}Expect: 100-continue\r\n\r\n`, 50, '{"title":"x"}']);
  assert.deepEqual([interim?.status, created?.status], [100, 201]);
  const [ignored] = await sendRaw(port, [`${head}Expect: miracles\r\n\r\n{"title":"x"}`]);
  assert.equal(ignored?.status, 201);
});
