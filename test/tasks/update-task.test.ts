import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();
const FULL = { title: 'old', description: 'text', completed: true };

test('[US1.3] PUT replaces the whole task: absent members become null and false, and the owner stays', async () => {
  const task = await user.create(FULL);
  await sleep(2);
  const answer = await user.send('PUT', task.path, { payload: { title: 'new' } });
  assert.equal(answer.statusCode, 200);
  const { id, title, description, completed, user_id, created_at, updated_at } = answer.json();
  assert.deepEqual(
    { id, title, description, completed, user_id, created_at },
    { id: task.id, title: 'new', description: null, completed: false, user_id: user.id, created_at: task.created_at },
  );
  assert.ok(updated_at > task.updated_at);
  assert.notEqual(answer.headers.etag, task.etag);
  assert.deepEqual((await user.send('GET', task.path)).json(), answer.json());
});

test('[US3.3] a merge patch changes what it names and keeps the rest', async () => {
  const cases: [patch: object, expected: object][] = [
    [{ title: 'new' }, { ...FULL, title: 'new' }],
    [{ completed: false }, { ...FULL, completed: false }],
    [{ description: null }, { ...FULL, description: null }],
    [{ description: '' }, { ...FULL, description: '' }],
    [
      { title: 'a', description: 'b', completed: false },
      { title: 'a', description: 'b', completed: false },
    ],
  ];
  for (const [patch, expected] of cases) {
    for (const type of ['application/json', 'application/merge-patch+json']) {
      const task = await user.create(FULL);
      const answer = await user.send('PATCH', task.path, {
        payload: JSON.stringify(patch),
        headers: { 'content-type': type },
      });
      const { title, description, completed } = answer.json();
      assert.deepEqual({ title, description, completed }, expected);
      assert.notEqual(answer.headers.etag, task.etag);
      assert.deepEqual((await user.send('GET', task.path)).json(), answer.json());
    }
  }
});

test('[FR-005] null is right for description alone in a merge patch', async () => {
  const task = await user.create(FULL);
  for (const member of ['title', 'completed']) {
    const problem = assertProblem(await user.send('PATCH', task.path, { payload: { [member]: null } }), 'body_invalid');
    assert.deepEqual(
      problem.errors?.map(({ pointer }) => pointer),
      [`/${member}`],
    );
  }
  assert.equal((await user.send('GET', task.path)).headers.etag, task.etag);
});

test('[FR-005] PUT needs a title, PATCH nothing; unknown members are 400 in both', async () => {
  const task = await user.create(FULL);
  assert.deepEqual(
    assertProblem(await user.send('PUT', task.path, { payload: { completed: true } }), 'body_invalid').errors?.[0]
      ?.pointer,
    '/title',
  );
  for (const method of ['PUT', 'PATCH']) {
    for (const member of ['user_id', 'id', 'version', 'created_at', 'done']) {
      const payload = { title: 'x', [member]: 'x' };
      const problem = assertProblem(await user.send(method, task.path, { payload }), 'body_invalid');
      assert.deepEqual(
        problem.errors?.map(({ pointer }) => pointer),
        [`/${member}`],
      );
    }
  }
});

test('[FR-005] a write that changes nothing is 200 and leaves updated_at and ETag alone', async () => {
  const task = await user.create(FULL);
  await sleep(5);
  for (const [method, url, payload] of [
    ['PATCH', task.path, {}],
    ['PATCH', task.path, { title: 'old' }],
    ['PUT', task.path, FULL],
    ['PATCH', `${task.path}/complete`, { completed: true }],
  ] as const) {
    for (const headers of [{}, { 'if-match': task.etag }]) {
      const answer = await user.send(method, url, { payload, headers });
      assert.equal(answer.statusCode, 200);
      assert.deepEqual([answer.headers.etag, answer.json().updated_at], [task.etag, task.updated_at]);
    }
  }
});

test('[EC-3] PUT, PATCH, complete and DELETE of a task that is not there are 404, with and without If-Match', async () => {
  const path = `${user.tasks}/${crypto.randomUUID()}`;
  for (const headers of [{}, { 'if-match': '"1"' }, { 'if-match': '*' }, { 'if-match': 'W/"1"' }]) {
    assertProblem(await user.send('PUT', path, { payload: { title: 'x' }, headers }), 'task_not_found');
    assertProblem(await user.send('PATCH', path, { payload: { title: 'x' }, headers }), 'task_not_found');
    assertProblem(await user.send('PATCH', path, { payload: {}, headers }), 'task_not_found');
    assertProblem(await user.send('PATCH', `${path}/complete`, { headers }), 'task_not_found');
    assertProblem(await user.send('DELETE', path, { headers }), 'task_not_found');
  }
});
