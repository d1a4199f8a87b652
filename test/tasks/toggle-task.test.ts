import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();

test('[FR-005] complete without a body flips, and flips back', async () => {
  const task = await user.create();
  for (const completed of [true, false, true]) {
    const answer = await user.send('PATCH', `${task.path}/complete`);
    assert.deepEqual([answer.statusCode, answer.json().completed], [200, completed]);
    const read = await user.send('GET', task.path);
    assert.deepEqual([read.json(), read.headers.etag], [answer.json(), answer.headers.etag]);
  }
});

test('[FR-005] complete with a body sets, as often as it is sent', async () => {
  const task = await user.create();
  for (const completed of [true, true, false, false]) {
    const answer = await user.send('PATCH', `${task.path}/complete`, { payload: { completed } });
    assert.deepEqual([answer.statusCode, answer.json().completed], [200, completed]);
  }
});

test('[FR-008] complete with {} or anything but a boolean is 400', async () => {
  const task = await user.create();
  for (const [body, pointer] of [
    ['{}', '/completed'],
    ['{"completed":null}', '/completed'],
    ['{"completed":"true"}', '/completed'],
    ['{"completed":1}', '/completed'],
    ['{"completed":true,"title":"x"}', '/title'],
    ['null', ''],
    ['true', ''],
    ['[]', ''],
  ] as const) {
    const answer = await user.send('PATCH', `${task.path}/complete`, {
      payload: body,
      headers: { 'content-type': 'application/json' },
    });
    assert.deepEqual(
      assertProblem(answer, 'body_invalid').errors?.map((fault) => fault.pointer),
      [pointer],
      body,
    );
  }
  assert.equal((await user.send('GET', task.path)).headers.etag, task.etag);
});

test('[FR-008] complete of a bad id is 400 also without a body', async () => {
  const problem = assertProblem(await user.send('PATCH', `${user.tasks}/nope/complete`), 'parameter_invalid');
  assert.equal(problem.errors?.[0]?.parameter, 'task_id');
});

test('[EC-4] 50 parallel flips are 50 flips', async () => {
  for (const flips of [50, 51]) {
    const task = await user.create();
    const answers = await Promise.all(Array.from({ length: flips }, () => user.send('PATCH', `${task.path}/complete`)));
    assert.ok(answers.every(({ statusCode }) => statusCode === 200));
    assert.equal(new Set(answers.map(({ headers }) => headers.etag)).size, flips, 'each flip is a version of its own');
    assert.equal((await user.send('GET', task.path)).json().completed, flips % 2 === 1);
  }
});
