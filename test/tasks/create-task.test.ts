import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { build } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await build({ after });

test('[FR-003] a task is created with title, description and completion, and answered as stored', async () => {
  const user = await api.user();
  const sent = { title: 'Buy milk', description: 'Two bottles', completed: true };
  const before = Date.now();
  const answer = await user.send('POST', user.tasks, { payload: sent });
  assert.equal(answer.statusCode, 201);
  const { id, created_at, updated_at, ...rest } = answer.json();
  assert.deepEqual(rest, { ...sent, user_id: user.id }, 'these members and no others');
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'a UUID of version 7');
  assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.equal(updated_at, created_at);
  assert.ok(Math.abs(Date.parse(created_at) - before) < 60_000);
  assert.equal(answer.headers.location, `${user.tasks}/${id}`);
  assert.match(String(answer.headers.etag), /^"[^"]+"$/, 'a strong entity tag');
  assert.deepEqual((await user.send('GET', String(answer.headers.location))).json(), answer.json());
});

test('[FR-003] absent description and completed are null and false, and an empty description is not null', async () => {
  const user = await api.user();
  const { description, completed } = await user.create({ title: 'x' });
  assert.deepEqual({ description, completed }, { description: null, completed: false });
  assert.equal((await user.create({ title: 'x', description: '' })).description, '');
});

test('[US1.1] a new task belongs to the user of the token, and to nobody else', async () => {
  const [alice, bob] = [await api.user(), await api.user()];
  const task = await alice.create();
  assert.equal(task.user_id, alice.id);
  assert.equal((await alice.send('GET', task.path)).statusCode, 200);
  assertProblem(await bob.send('GET', task.path), 'not_owner');
  assertProblem(await bob.send('GET', `${bob.tasks}/${task.id}`), 'task_not_found');
});

test('[FR-002] nobody creates for another: user_id and id in the body are 400', async () => {
  const user = await api.user();
  for (const [member, value] of Object.entries({
    user_id: user.id,
    id: crypto.randomUUID(),
    created_at: 'x',
    version: 1,
    Title: 'x',
  })) {
    const problem = assertProblem(
      await user.send('POST', user.tasks, { payload: { title: 'x', [member]: value } }),
      'body_invalid',
    );
    assert.deepEqual(
      problem.errors?.map(({ pointer }) => pointer),
      [`/${member}`],
    );
  }
});

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

test('[FR-008] every fault of a body is named by its pointer, and nothing is stored', async () => {
  const user = await api.user();
  const answer = await user.send('POST', user.tasks, {
    payload: { titel: 'x', description: 5, completed: 'no', 'a/b~c': 1 },
  });
  const { errors = [] } = assertProblem(answer, 'body_invalid');
  assert.deepEqual(errors.map(({ pointer }) => pointer).sort(), [
    '/a~1b~0c',
    '/completed',
    '/description',
    '/titel',
    '/title',
  ]);
  assert.deepEqual((await user.send('GET', user.tasks)).json().items, []);
});

test('[FR-003] sending a create again makes another task', async () => {
  const user = await api.user();
  assert.notEqual((await user.create()).id, (await user.create()).id);
});
