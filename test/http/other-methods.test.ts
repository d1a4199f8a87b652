import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();
const task = await user.create();

const ALLOWED: Record<string, string> = {
  [user.tasks]: 'GET, HEAD, POST, OPTIONS',
  [task.path]: 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS',
  [`${task.path}/complete`]: 'PATCH, OPTIONS',
  '/api/me': 'GET, HEAD, OPTIONS',
  '/livez': 'GET, HEAD, OPTIONS',
  '/readyz': 'GET, HEAD, OPTIONS',
  '/openapi.json': 'GET, HEAD, OPTIONS',
  '/docs': 'GET, HEAD, OPTIONS',
};

for (const [path, allow] of Object.entries(ALLOWED)) {
  test(`[FR-008] every other method on ${path.replaceAll(/[\w-]{20,}/g, '…')} is 405 with Allow`, async () => {
    for (const method of METHODS.filter((name) => name !== 'CONNECT' && !allow.includes(name))) {
      const answer = await user.send(method, path);
      assert.equal(answer.statusCode, 405, method);
      if (method !== 'HEAD') assertProblem(answer, 'method_not_allowed');
      assert.equal(answer.headers.allow, allow, method);
    }
  });

  test(`[FR-013] OPTIONS ${path.replaceAll(/[\w-]{20,}/g, '…')} is 204 with Allow, also without a token`, async () => {
    const answer = await api.app.inject({ method: 'OPTIONS', url: path });
    assert.deepEqual([answer.statusCode, answer.headers.allow, answer.body], [204, allow, '']);
  });
}

test('[FR-013] HEAD answers like GET, without the body', async () => {
  for (const path of [user.tasks, task.path, '/api/me', '/livez', '/readyz', '/openapi.json', '/docs']) {
    const [get, head] = [await user.send('GET', path), await user.send('HEAD', path)];
    assert.deepEqual([head.statusCode, head.body], [get.statusCode, ''], path);
    const volatile = { date: '', 'x-request-id': '', 'server-timing': '' };
    assert.deepEqual({ ...head.headers, ...volatile }, { ...get.headers, ...volatile }, path);
  }
});

test('[FR-008] an unknown path is 404 route_not_found with every method', async () => {
  for (const path of ['/', '/nope', '/api', '/api/', '/api/x/y/z', `${task.path}/`, '/API/me', '/api//me']) {
    for (const method of ['GET', 'POST', 'OPTIONS', 'PROPFIND']) {
      assertProblem(await user.send(method, path), 'route_not_found');
    }
  }
});

test('[FR-001] below /api 404 and 405 need a token first', async () => {
  for (const [method, url] of [
    ['GET', '/api'],
    ['GET', '/api/x/y/z'],
    ['OPTIONS', '/api/x/y/z'],
    ['PUT', user.tasks],
    ['PROPFIND', task.path],
    ['GET', '/%61pi/nope'],
    ['GET', '/api/%zz'],
    ['GET', '/api/me/%ff'],
  ] as const) {
    assertProblem(await api.app.inject({ method: method as 'GET', url }), 'token_missing');
  }
});

test('[FR-008] a path that is not percent-encoded UTF-8 is 400', async () => {
  for (const url of ['/api/%zz', `/api/%ff/tasks`, `${user.tasks}/%c3`, '/%']) {
    const problem = assertProblem(await user.send('GET', url), 'parameter_invalid');
    assert.deepEqual(problem.errors, [{ parameter: 'path', detail: 'must be percent-encoded UTF-8' }]);
  }
});
