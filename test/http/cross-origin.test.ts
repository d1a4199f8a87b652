import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { build, sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const ORIGIN = 'https://app.example';
const api = await build({ after }, { server: { corsOrigins: [ORIGIN, 'http://localhost:5173'] } });
const user = await api.user();
const task = await user.create();

const preflight = (url: string, method: string, origin = ORIGIN) =>
  api.app.inject({
    method: 'OPTIONS',
    url,
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization' },
  });

test('[FR-013] a preflight of an allowed origin is answered without a token, for every method and header of the contract', async () => {
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const { statusCode, headers } = await preflight(task.path, method);
    assert.equal(statusCode, 204);
    assert.equal(headers['access-control-allow-origin'], ORIGIN);
    assert.ok(String(headers['access-control-allow-methods']).split(', ').includes(method));
    assert.deepEqual(String(headers['access-control-allow-headers']).split(', '), [
      'Authorization',
      'Content-Type',
      'If-Match',
      'If-None-Match',
      'X-Request-Id',
    ]);
    assert.equal(headers['access-control-allow-credentials'], undefined, 'no cookies are used');
  }
});

test('[FR-013] answers to an allowed origin name it and expose the headers of the contract, refusals too', async () => {
  for (const [url, status] of [
    [task.path, 200],
    [user.tasks, 200],
    [`${user.tasks}?x=1`, 400],
    ['/api/nobody/tasks', 403],
  ] as const) {
    const { statusCode, headers } = await user.send('GET', url, { headers: { origin: ORIGIN } });
    assert.equal(statusCode, status);
    assert.equal(headers['access-control-allow-origin'], ORIGIN);
    assert.equal(headers['access-control-expose-headers'], 'ETag, Link, Location, Retry-After, X-Request-Id');
    assert.equal(headers['vary'], 'Origin, Authorization');
  }
  const refused = await api.app.inject({ url: task.path, headers: { origin: ORIGIN } });
  assert.deepEqual([refused.statusCode, refused.headers['access-control-allow-origin']], [401, ORIGIN]);
});

test('[FR-013] other origins get nothing, however alike', async () => {
  for (const origin of [
    'https://evil.example',
    'null',
    'http://app.example',
    `${ORIGIN}:8443`,
    `${ORIGIN}.evil.example`,
    'https://APP.example',
    '*',
  ]) {
    for (const answer of [
      await preflight(task.path, 'PUT', origin),
      await user.send('GET', task.path, { headers: { origin } }),
    ]) {
      assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
    }
  }
});

test('[FR-013] OPTIONS that is no preflight is 204 with Allow, or 404; below /api unknown paths need a token', async () => {
  const plain = await api.app.inject({ method: 'OPTIONS', url: user.tasks });
  assert.deepEqual([plain.statusCode, plain.headers.allow], [204, 'GET, HEAD, POST, OPTIONS']);
  assertProblem(await api.app.inject({ method: 'OPTIONS', url: '/nope' }), 'route_not_found');
  assertProblem(await api.app.inject({ method: 'OPTIONS', url: '/api/nope' }), 'token_missing');
  assertProblem(await user.send('OPTIONS', '/api/nope'), 'route_not_found');
});

test('[FR-013] without an allow-list there is no CORS at all', async () => {
  const closed = await sharedApp();
  const answer = await closed.app.inject({
    method: 'OPTIONS',
    url: user.tasks,
    headers: { origin: ORIGIN, 'access-control-request-method': 'GET' },
  });
  assert.deepEqual([answer.statusCode, answer.headers.allow], [204, 'GET, HEAD, POST, OPTIONS']);
  assert.ok(Object.keys(answer.headers).every((name) => !name.startsWith('access-control-')));
});
