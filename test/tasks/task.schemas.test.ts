import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();

const visible = [
  'x',
  '0',
  '.',
  '😀',
  '\u{1F468}\u200d\u{1F469}',
  'a'.repeat(200),
  '😀'.repeat(200),
  ' x ',
  'e\u0301',
  '\u202ex',
  '<b>',
  "'; drop table tasks; --",
  '\\u0000',
];
for (const title of visible) {
  test(`[FR-003] title ${JSON.stringify(title.slice(0, 20))} of ${[...title].length} is stored as sent`, async () => {
    const user = await api.user();
    const task = await user.create({ title, description: title });
    assert.deepEqual([task.title, task.description], [title, title]);
    assert.equal((await user.send('GET', task.path)).json().title, title);
  });
}

const refused: [why: string, title: unknown][] = [
  ['empty', ''],
  ['blank', ' '],
  ['no-break space', '\u00a0'],
  ['ideographic space', '\u3000'],
  ['zero-width space', '\u200b'],
  ['word joiner', '\u2060'],
  ['soft hyphen', '\u00ad'],
  ['Hangul filler', '\u3164'],
  ['right-to-left override', '\u202e'],
  ['private use', '\ue000'],
  ['unassigned', '\u0378'],
  ['201 code points', 'a'.repeat(201)],
  ['201 emoji', '😀'.repeat(201)],
  ['NUL', 'a\u0000b'],
  ['line feed', 'a\nb'],
  ['tab', 'a\tb'],
  ['delete', 'a\u007fb'],
  ['C1 control', 'a\u0085b'],
  ['lone high surrogate', 'a\ud800'],
  ['lone low surrogate', '\udc00a'],
  ['number', 123],
  ['boolean', true],
  ['null', null],
  ['array', ['a']],
  ['object', { a: 1 }],
];
for (const [why, title] of refused) {
  test(`[FR-003] a title that is or has ${why} is 400 at /title`, async () => {
    const user = await api.user();
    const answer = await user.send('POST', user.tasks, { payload: { title } });
    const problem = assertProblem(answer, 'body_invalid');
    assert.ok(
      problem.errors?.every(({ pointer }) => pointer === '/title'),
      answer.body,
    );
  });
}

const descriptions: [why: string, description: unknown][] = [
  ['10,001 code points', 'd'.repeat(10_001)],
  ['NUL', 'a\u0000b'],
  ['vertical tab', 'a\u000bb'],
  ['escape', '\u001b[31m'],
  ['lone surrogate', '\ud83d'],
  ['number', 0],
  ['false', false],
  ['array', []],
];
for (const [why, description] of descriptions) {
  test(`[FR-003] a description that is or has ${why} is 400 at /description`, async () => {
    const user = await api.user();
    const problem = assertProblem(
      await user.send('POST', user.tasks, { payload: { title: 'x', description } }),
      'body_invalid',
    );
    assert.deepEqual(
      problem.errors?.map(({ pointer }) => pointer),
      ['/description'],
    );
  });
}

test('[FR-003] a description holds line feeds, carriage returns, tabs and 10,000 code points', async () => {
  const user = await api.user();
  for (const description of ['a\r\n\tb', '😀'.repeat(10_000), ' ']) {
    assert.equal((await user.create({ title: 'x', description })).description, description);
  }
});

for (const completed of ['true', 1, 0, null, '', []]) {
  test(`[FR-003] completed ${JSON.stringify(completed)} is 400, not coerced`, async () => {
    const user = await api.user();
    const problem = assertProblem(
      await user.send('POST', user.tasks, { payload: { title: 'x', completed } }),
      'body_invalid',
    );
    assert.deepEqual(
      problem.errors?.map(({ pointer }) => pointer),
      ['/completed'],
    );
  });
}

for (const body of ['null', '[]', '"x"', '1', 'true', '[{"title":"x"}]']) {
  test(`[FR-003] a body that is ${body} is 400 at the whole`, async () => {
    const user = await api.user();
    const answer = await user.send('POST', user.tasks, {
      payload: body,
      headers: { 'content-type': 'application/json' },
    });
    assert.deepEqual(
      assertProblem(answer, 'body_invalid').errors?.map(({ pointer }) => pointer),
      [''],
    );
  });
}
