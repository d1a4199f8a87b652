import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { build } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await build({ after });
const user = await api.user();
const task = await user.create();
const RUNS = process.env['TEST_LONG'] ? 20_000 : 1_000;
const options = { numRuns: RUNS, interruptAfterTimeLimit: process.env['TEST_LONG'] ? 300_000 : 10_000 };

/** Any answer but a bug: below 500, and a refusal is a whole problem document. */
function assertNoFault(answer: Awaited<ReturnType<typeof user.send>>): void {
  assert.ok(answer.statusCode < 500, `${answer.statusCode} ${answer.body}`);
  if (answer.statusCode >= 400 && answer.body !== '') assertProblem(answer, answer.json().code);
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('\u0000', '\ud800', '', ' ', '__proto__', '\u2028', '%', "'", '\\', '{}', 'null', '1e999', '-0'),
);
const wellFormed = fc.string({ unit: 'binary', maxLength: 100 }); // code points, never lone surrogates
const json = fc.oneof(
  fc.json(),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
);
const member = fc.constantFrom('title', 'description', 'completed', 'user_id', 'id', '__proto__', 'x');
const almostTask = fc.dictionary(member, fc.oneof(text, fc.jsonValue(), fc.boolean(), fc.constant(null)), {
  maxKeys: 5,
});

test('[FR-008] no query string makes a fault', async () => {
  const name = fc.oneof(
    fc.constantFrom('completed', 'q', 'updated_since', 'sort', 'limit', 'cursor', 'include_total'),
    wellFormed,
  );
  const value = fc.oneof(
    wellFormed,
    fc.integer().map(String),
    fc.boolean().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom(
      'title',
      '-updated_at',
      '9999-12-31T23:59:60Z',
      '0000-01-01T00:00:00-23:59',
      '2016-12-31T23:59:60.999999999Z',
    ),
  );
  const pair = fc.tuple(name, value).map((parts) => parts.map(encodeURIComponent).join('='));
  const raw = fc.string({ unit: fc.constantFrom(...'&=%+[]a0\'";,./?:'), maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join('&')),
        raw,
      ),
      async (query) => {
        assertNoFault(await user.send('GET', `${user.tasks}?${query}`));
      },
    ),
    options,
  );
});

test('[FR-008] no body makes a fault, and what is stored is what was sent', async () => {
  const body = fc.oneof(
    json,
    almostTask.map((value) => JSON.stringify(value)),
    text,
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );
  const type = fc.constantFrom(
    'application/json',
    'application/merge-patch+json',
    'application/json; charset=utf-8',
    'text/plain',
  );
  const operation = fc.constantFrom(
    ['POST', user.tasks],
    ['PUT', task.path],
    ['PATCH', task.path],
    ['PATCH', `${task.path}/complete`],
  );
  await fc.assert(
    fc.asyncProperty(operation, body, type, async ([method = '', url = ''], payload, contentType) => {
      const answer = await user.send(method, url, { payload, headers: { 'content-type': contentType } });
      assertNoFault(answer);
      if (answer.statusCode >= 300 || url.endsWith('complete')) return;
      const sent = JSON.parse(String(payload));
      for (const name of Object.keys(sent)) assert.deepEqual(answer.json()[name], sent[name]);
    }),
    options,
  );
});

test('[FR-003] every title and description that the rules allow comes back as it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 250 }),
      fc.string({ unit: 'binary', maxLength: 250 }),
      async (title, description) => {
        const answer = await user.send('POST', user.tasks, { payload: { title, description } });
        const isFit =
          [...title].length <= 200 &&
          /[^\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(title) &&
          !/[\p{Cc}\p{Cs}]/u.test(title) &&
          !/[\p{Cc}\p{Cs}]/u.test(description.replaceAll(/[\t\n\r]/g, ''));
        assert.equal(answer.statusCode, isFit ? 201 : 400, answer.body);
        if (isFit) assert.deepEqual([answer.json().title, answer.json().description], [title, description]);
      },
    ),
    options,
  );
});

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
    options,
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
    options,
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
    options,
  );
});
