import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { build } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const LIMIT = 5;
const limited = () => build({ after }, { server: { rateLimitPerMinute: LIMIT, trustProxy: ['127.0.0.1'] } });

test('[FR-008] each user has requests of one’s own: the next one is 429 with Retry-After', async () => {
  const api = await limited();
  const [alice, bob] = [await api.user(), await api.user()];
  for (let i = 0; i < LIMIT; i++) assert.equal((await alice.send('GET', '/api/me')).statusCode, 200);
  const answer = await alice.send('GET', '/api/me');
  assertProblem(answer, 'rate_limited');
  const seconds = Number(answer.headers['retry-after']);
  assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60, String(seconds));
  assert.equal((await bob.send('GET', '/api/me')).statusCode, 200, 'from the same address');
});

test('[FR-008] the user limit comes before the owner of the path, and counts refusals and unknown routes', async () => {
  const api = await limited();
  const user = await api.user();
  assertProblem(await user.send('GET', '/api/nobody/tasks'), 'not_owner');
  assertProblem(await user.send('GET', '/api/nope'), 'route_not_found');
  assertProblem(await user.send('PUT', user.tasks), 'method_not_allowed');
  assertProblem(await user.send('POST', user.tasks, { payload: {} }), 'body_invalid');
  assert.equal((await user.send('GET', user.tasks)).statusCode, 200);
  for (const [method, url] of [
    ['GET', '/api/nobody/tasks'],
    ['GET', '/api/nope'],
    ['PUT', user.tasks],
    ['GET', user.tasks],
  ] as const) {
    assertProblem(await user.send(method, url), 'rate_limited');
  }
});

test('[FR-001] an address that failed to authenticate too often is 429, before its token is looked at', async () => {
  const api = await limited();
  const user = await api.user();
  const from = (ip: string, authorization?: string) =>
    api.app.inject({ url: '/api/me', headers: { 'x-forwarded-for': ip, ...(authorization && { authorization }) } });
  for (let i = 0; i < LIMIT; i++)
    assertProblem(await from('192.0.2.1', i % 2 ? 'Bearer x' : undefined), i % 2 ? 'token_malformed' : 'token_missing');
  for (const authorization of [undefined, 'Bearer x', `Bearer ${user.token}`]) {
    const answer = await from('192.0.2.1', authorization);
    assertProblem(answer, 'rate_limited');
    assert.match(String(answer.headers['retry-after']), /^([1-9]|[1-5]\d|60)$/);
  }
  assertProblem(await from('192.0.2.2', 'Bearer x'), 'token_malformed');
  assert.equal((await from('192.0.2.2', `Bearer ${user.token}`)).statusCode, 200);
});

test('[SC-002] only failed authentications count against an address: neighbours do not pay for each other', async () => {
  const api = await limited();
  for (let i = 0; i < LIMIT * 2; i++) {
    const user = await api.user();
    assert.equal((await user.send('GET', '/api/me')).statusCode, 200);
    assertProblem(await user.send('GET', '/api/nobody/tasks'), 'not_owner');
    assertProblem(await user.send('GET', '/api/nope'), 'route_not_found');
    assertProblem(await user.send('POST', user.tasks, { payload: {} }), 'body_invalid');
  }
  assertProblem(await api.app.inject('/api/me'), 'token_missing');
});

test('[FR-008] an IPv6 address counts by its /64, which one subscriber has whole', async () => {
  const api = await limited();
  for (let i = 0; i < LIMIT; i++)
    await api.app.inject({ url: '/api/me', headers: { 'x-forwarded-for': `2001:db8:1:2::${i}` } });
  assertProblem(
    await api.app.inject({ url: '/api/me', headers: { 'x-forwarded-for': '2001:db8:1:2:ffff::1' } }),
    'rate_limited',
  );
  assertProblem(
    await api.app.inject({ url: '/api/me', headers: { 'x-forwarded-for': '2001:db8:1:3::1' } }),
    'token_missing',
  );
});

test('[FR-008] X-Forwarded-For of a stranger is ignored', async () => {
  const api = await build({ after }, { server: { rateLimitPerMinute: LIMIT, trustProxy: false } });
  for (let i = 0; i < LIMIT; i++)
    await api.app.inject({ url: '/api/me', headers: { 'x-forwarded-for': `192.0.2.${i}` } });
  assertProblem(await api.app.inject({ url: '/api/me', headers: { 'x-forwarded-for': '192.0.2.99' } }), 'rate_limited');
});

test('[FR-008] health, document and unknown paths outside of /api are never limited; 0 turns limits off', async () => {
  const api = await limited();
  for (let i = 0; i < LIMIT * 2; i++) {
    for (const url of ['/livez', '/readyz', '/openapi.json']) assert.equal((await api.app.inject(url)).statusCode, 200);
    assertProblem(await api.app.inject('/nope'), 'route_not_found');
  }
  const free = await build({ after });
  for (let i = 0; i < 30; i++) assertProblem(await free.app.inject('/api/me'), 'token_missing');
});

test('[FR-008] the windows end after a minute', async (t) => {
  const api = await limited();
  const user = await api.user();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  for (let i = 0; i <= LIMIT; i++) await user.send('GET', '/api/me');
  for (let i = 0; i <= LIMIT; i++) await api.app.inject('/api/me');
  t.mock.timers.tick(59_000);
  assertProblem(await user.send('GET', '/api/me'), 'rate_limited');
  t.mock.timers.tick(2_000);
  assert.equal((await user.send('GET', '/api/me')).statusCode, 200);
  assertProblem(await api.app.inject('/api/me'), 'token_missing');
});
