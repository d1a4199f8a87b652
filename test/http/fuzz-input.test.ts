import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedApp } from '../support/app.ts';
import { assertNoFault, FUZZ, wellFormed } from '../support/fuzz.ts';

const api = await sharedApp();
const user = await api.user();
const task = await user.create();

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('\u0000', '\ud800', '', ' ', '__proto__', '\u2028', '%', "'", '\\', '{}', 'null', '1e999', '-0'),
);
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
    FUZZ,
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
    FUZZ,
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
    FUZZ,
  );
});
