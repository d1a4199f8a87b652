import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedApp } from '../support/app.ts';
import { assertNoFault, FUZZ, wellFormed } from '../support/fuzz.ts';

const api = await sharedApp();
const user = await api.user();
const task = await user.create();

test('[FR-008] no header makes a fault', async () => {
  const name = fc.constantFrom(
    'if-match',
    'if-none-match',
    'x-request-id',
    'content-type',
    'content-encoding',
    'accept',
    'origin',
    'expect',
    'range',
    'if-modified-since',
    'if-unmodified-since',
    'if-range',
    'accept-version',
    'x-http-method-override',
    'x-forwarded-for',
    'upgrade',
    'cookie',
    'te',
    'host',
    '__proto__',
  );
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'"*W/,= ;\t0179\xe9', task.etag), maxLength: 30 }),
    fc.constantFrom('*', task.etag, `W/${task.etag}`, '"', '', '1.x', 'h2c', 'bytes=0-', 'DELETE'),
  );
  const operation = fc.constantFrom(
    ['GET', user.tasks],
    ['GET', task.path],
    ['PUT', task.path],
    ['PATCH', task.path],
    ['PATCH', `${task.path}/complete`],
  );
  await fc.assert(
    fc.asyncProperty(
      operation,
      fc.dictionary(name, value, { maxKeys: 4 }),
      async ([method = '', url = ''], headers) => {
        const payload = method === 'PUT' || method === 'PATCH' ? { payload: '{"title":"x"}' } : {};
        assertNoFault(
          await user.send(method, url, {
            ...payload,
            headers: { ...(method !== 'GET' && { 'content-type': 'application/json' }), ...headers },
          }),
        );
      },
    ),
    FUZZ,
  );
});

test('[FR-007] no path makes a fault or leads anywhere that is not one’s own', async () => {
  const segment = fc.oneof(
    wellFormed.map(encodeURIComponent),
    fc.string({ unit: fc.constantFrom(...'%2f./\\~a0:*;-_'), maxLength: 12 }),
    fc.constantFrom(
      'api',
      'me',
      'tasks',
      'complete',
      'docs',
      'static',
      encodeURIComponent(user.id),
      task.id,
      task.id.toUpperCase(),
      '..',
      '%2e%2e',
    ),
  );
  const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'POST', 'OPTIONS');
  const other = await api.user();
  const secret = `secret-${crypto.randomUUID()}`;
  await user.create({ title: secret });
  await fc.assert(
    fc.asyncProperty(method, fc.array(segment, { minLength: 1, maxLength: 6 }), async (verb, segments) => {
      const path = `/${segments.join('/')}`;
      fc.pre(URL.canParse(path, 'http://x'));
      const answer = await other.send(verb, path);
      assertNoFault(answer);
      assert.ok(!answer.body.includes(secret), `${verb} ${path}`);
    }),
    FUZZ,
  );
});

test('[FR-001] no Authorization header makes a fault', async () => {
  const [header = '', claims = '', signature = ''] = user.token.split('.');
  const part = fc.oneof(
    fc.constantFrom(header, claims, signature, ''),
    fc.base64String({ maxLength: 60 }),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  );
  const value = fc.oneof(
    fc.tuple(part, part, part).map((parts) => `Bearer ${parts.join('.')}`),
    fc.string({ unit: fc.constantFrom(...'Bearer .,"=\t'), maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(value, async (authorization) => {
      const answer = await api.app.inject({ url: '/api/me', headers: { authorization } });
      assertNoFault(answer);
      assert.ok(answer.statusCode === 401 || authorization === `Bearer ${user.token}`);
    }),
    FUZZ,
  );
});
