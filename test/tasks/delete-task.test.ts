import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();

test('[US1.4] a deleted task is gone: 204, then 404, and no list has it', async () => {
  const [task, other] = [await user.create(), await user.create()];
  const answer = await user.send('DELETE', task.path);
  assert.deepEqual([answer.statusCode, answer.body], [204, '']);
  assert.equal(answer.headers['content-type'], undefined);
  for (const [method, url] of [
    ['GET', task.path],
    ['DELETE', task.path],
    ['PATCH', `${task.path}/complete`],
  ] as const) {
    assertProblem(await user.send(method, url), 'task_not_found');
  }
  assert.deepEqual(
    (await user.send('GET', user.tasks)).json().items.map(({ id }: { id: string }) => id),
    [other.id],
  );
});

test('[FR-006] DELETE takes no body: nothing is silently dropped', async () => {
  const task = await user.create();
  for (const payload of ['{}', '{"completed":true}', 'null']) {
    const answer = await user.send('DELETE', task.path, { payload, headers: { 'content-type': 'application/json' } });
    assertProblem(answer, 'body_invalid');
  }
  assert.equal((await user.send('GET', task.path)).statusCode, 200);
});

test('[EC-4] of 10 parallel deletes exactly one is 204', async () => {
  const task = await user.create();
  const answers = await Promise.all(Array.from({ length: 10 }, () => user.send('DELETE', task.path)));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [204, ...Array(9).fill(404)]);
});
