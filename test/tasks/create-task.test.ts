import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();

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
