import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';

const api = await sharedApp();
const user = await api.user();
const task = await user.create();

/** Answers of every kind: success, not modified, refusals before and after the token, outside of /api. */
const ANSWERS: [string, () => ReturnType<typeof user.send>][] = [
  ['200 list', () => user.send('GET', user.tasks)],
  ['200 task', () => user.send('GET', task.path)],
  ['200 HEAD', () => user.send('HEAD', task.path)],
  ['201', () => user.send('POST', user.tasks, { payload: { title: 'x' } })],
  ['204', async () => user.send('DELETE', (await user.create()).path)],
  ['304', () => user.send('GET', task.path, { headers: { 'if-none-match': task.etag } })],
  ['400', () => user.send('GET', `${user.tasks}?limit=0`)],
  ['400 path', () => user.send('GET', '/api/%zz')],
  ['401', () => api.app.inject(user.tasks)],
  ['403', () => user.send('GET', '/api/somebody/tasks')],
  ['404 task', () => user.send('GET', `${user.tasks}/${crypto.randomUUID()}`)],
  ['404 route', () => user.send('GET', '/api/nope')],
  ['405', () => user.send('PUT', user.tasks)],
  ['412', () => user.send('DELETE', task.path, { headers: { 'if-match': '"1"' } })],
  ['413', () => user.send('POST', user.tasks, { payload: { title: 'x'.repeat(200_000) } })],
  ['415', () => user.send('POST', user.tasks, { payload: 'x', headers: { 'content-type': 'text/plain' } })],
];
const OUTSIDE: typeof ANSWERS = [
  ['OPTIONS', () => api.app.inject({ method: 'OPTIONS', url: user.tasks })],
  ['livez', () => api.app.inject('/livez')],
  ['openapi.json', () => api.app.inject('/openapi.json')],
  ['docs', () => api.app.inject('/docs')],
  ['404 outside', () => api.app.inject('/nope')],
  ['405 outside', () => api.app.inject({ method: 'POST', url: '/livez' })],
];

for (const [name, send] of [...ANSWERS, ...OUTSIDE]) {
  test(`[FR-013] ${name}: has an X-Request-Id and the security headers`, async () => {
    const { headers } = await send();
    assert.match(String(headers['x-request-id']), /^[\da-f-]{36}$/);
    assert.match(String(headers['content-security-policy']), /default-src 'none';.*frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.match(String(headers['strict-transport-security']), /^max-age=\d+/);
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['server'], undefined);
  });
}

for (const [name, send] of ANSWERS) {
  test(`[FR-007] ${name}: no shared cache keeps it, and Server-Timing tells its times`, async () => {
    const { headers } = await send();
    if (name === '400 path') return; // belongs to no route, and has no user data
    assert.equal(headers['cache-control'], 'private, no-cache');
    assert.equal(headers['vary'], 'Authorization');
    assert.match(String(headers['server-timing']), /^auth;dur=\d+(\.\d+)?, db;dur=\d+(\.\d+)?$/);
  });
}

test('[SC-005] Server-Timing has what verification and database took, in milliseconds', async () => {
  const fresh = await api.user();
  const timing = String((await fresh.send('GET', fresh.tasks)).headers['server-timing']);
  const [, auth, db] = /^auth;dur=([\d.]+), db;dur=([\d.]+)$/.exec(timing) ?? [];
  assert.ok(Number(auth) > 0 && Number(auth) < 1_000, timing);
  assert.ok(Number(db) > 0 && Number(db) < 10_000, timing);
  const refused = String((await api.app.inject('/api/me')).headers['server-timing']);
  assert.match(refused, /db;dur=0$/);
});

test('[FR-013] a sane X-Request-Id is kept, others are replaced', async () => {
  for (const id of ['a', 'req-1', '7f0c1f0e-5b7e-4e0c-9a58-1f6f7c3d2b11', 'a.b:c/d@e+f=g~h', 'x'.repeat(128)]) {
    const answer = await api.app.inject({ url: '/livez', headers: { 'x-request-id': id } });
    assert.equal(answer.headers['x-request-id'], id);
  }
  for (const id of ['', ' ', 'a b', 'a,b', 'é', '<script>', 'x'.repeat(129), '"']) {
    const answer = await api.app.inject({ url: '/livez', headers: { 'x-request-id': id } });
    assert.match(String(answer.headers['x-request-id']), /^[\da-f-]{36}$/);
  }
});

test('[FR-004] every 200 and 201 that carries a task has its ETag, a strong one', async () => {
  const payload = { title: 'x' };
  for (const [method, url, options] of [
    ['POST', user.tasks, { payload }],
    ['GET', task.path, {}],
    ['HEAD', task.path, {}],
    ['PUT', task.path, { payload }],
    ['PATCH', task.path, { payload }],
    ['PATCH', `${task.path}/complete`, {}],
    ['PUT', `${user.tasks}/${crypto.randomUUID()}`, { payload, headers: { 'if-none-match': '*' } }],
  ] as const) {
    const answer = await user.send(method, url, options);
    assert.ok([200, 201].includes(answer.statusCode));
    assert.match(String(answer.headers.etag), /^"[!#-~]+"$/);
    assert.equal(answer.statusCode === 201, answer.headers.location !== undefined);
  }
});
