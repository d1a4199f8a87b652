/** No route can be put under /api without authentication in front of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { guardApi } from '../../src/auth/api-guard.ts';
import { authPlugin } from '../../src/auth/auth-plugin.ts';
import { refusal } from '../../src/auth/refusal.ts';

const NOBODY = { verifyToken: () => Promise.reject(refusal('token_malformed')) };
const REFUSED = /can be reached under \/api without a token/;

function guarded(): FastifyInstance {
  const app = Fastify();
  guardApi(app);
  return app;
}
const handler = async () => 'open';

for (const url of [
  '/api',
  '/api/',
  '/api/x',
  '/API/x',
  '/api/:id',
  '/:any',
  '/:any/x',
  '/*',
  '*',
  '/:file(^\\d+).png',
  '/a:b/c',
]) {
  test(`[FR-001] GET ${url} outside the closed scope is refused when it is registered`, () => {
    assert.throws(() => guarded().get(url, handler), REFUSED);
  });
}

test('[FR-001] so is any other method, a list of them, a scope of its own, and a prefix', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const) {
    assert.throws(() => guarded().route({ method, url: '/api/x', handler }), REFUSED);
  }
  assert.throws(() => guarded().route({ method: ['OPTIONS', 'GET'], url: '/api/x', handler }), REFUSED);
  const app = guarded();
  app.register(async (scope) => void scope.get('/x', handler), { prefix: '/api' });
  await assert.rejects(async () => app.ready(), REFUSED);
});

test('[FR-001] a route beside the plugin, or before it, is not behind it', async () => {
  const app = guarded();
  app.register(async (scope) => void (await scope.register(authPlugin, NOBODY)), { prefix: '/api' });
  app.register(async (scope) => void scope.get('/beside', handler), { prefix: '/api' });
  await assert.rejects(async () => app.ready(), REFUSED);
  const early = guarded();
  early.register(
    async (scope) => {
      scope.get('/early', handler);
      await scope.register(authPlugin, NOBODY);
    },
    { prefix: '/api' },
  );
  await assert.rejects(async () => early.ready(), REFUSED);
});

test('[FR-001] behind the plugin routes, scopes inside and unknown paths all need a token', async () => {
  const app = guarded();
  app.get('/livez', handler);
  app.options('*', handler);
  app.register(
    async (scope) => {
      await scope.register(authPlugin, NOBODY);
      scope.setNotFoundHandler(handler);
      scope.get('/x', handler);
      scope.register(async (inner) => void inner.post('/y', handler), { prefix: '/inner' });
    },
    { prefix: '/api' },
  );
  for (const [method, url] of [
    ['GET', '/api/x'],
    ['HEAD', '/api/x'],
    ['POST', '/api/inner/y'],
    ['GET', '/api/none'],
    ['PUT', '/api/x'],
  ] as const) {
    const answer = await app.inject({ method, url });
    assert.deepEqual(
      [answer.statusCode, method === 'HEAD' || answer.json().code],
      [401, method === 'HEAD' || 'token_missing'],
      `${method} ${url}`,
    );
  }
  assert.equal((await app.inject('/livez')).statusCode, 200);
  await app.close();
});
