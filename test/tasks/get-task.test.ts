import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();

test('[US1.2] the owner reads a task: 200 with ETag', async () => {
  const { etag, path, ...task } = await user.create({ title: 'x', description: 'y', completed: true });
  const answer = await user.send('GET', path);
  assert.deepEqual([answer.statusCode, answer.headers.etag, answer.json()], [200, etag, task]);
});

test('[FR-004] an upper-case UUID names the same task', async () => {
  const { etag, path, id, ...task } = await user.create();
  const answer = await user.send('GET', `${user.tasks}/${id.toUpperCase()}`);
  assert.deepEqual([answer.headers.etag, answer.json()], [etag, { id, ...task }]);
});

test('[FR-004] If-None-Match with the current ETag is 304 without a body, weakly compared', async () => {
  const task = await user.create();
  for (const tag of [task.etag, `W/${task.etag}`, '*', `"other", ${task.etag}`, `W/"x",,${task.etag} , "y"`]) {
    const answer = await user.send('GET', task.path, { headers: { 'if-none-match': tag } });
    assert.deepEqual([answer.statusCode, answer.body, answer.headers.etag], [304, '', task.etag], tag);
    assert.equal(answer.headers['cache-control'], 'private, no-cache');
    assert.equal(answer.headers['vary'], 'Authorization');
    assert.equal(answer.headers['content-type'], undefined);
  }
  const head = await user.send('HEAD', task.path, { headers: { 'if-none-match': task.etag } });
  assert.equal(head.statusCode, 304);
});

test('[FR-004] If-None-Match without the current ETag is 200', async () => {
  const task = await user.create();
  for (const tag of [
    '"other"',
    task.etag.replaceAll('"', ''),
    `"${task.etag}"`,
    '',
    'nonsense',
    `"0${task.etag.slice(1)}`,
  ]) {
    const answer = await user.send('GET', task.path, { headers: { 'if-none-match': tag } });
    assert.equal(answer.statusCode, 200, tag);
  }
  await user.send('PATCH', `${task.path}/complete`);
  assert.equal((await user.send('GET', task.path, { headers: { 'if-none-match': task.etag } })).statusCode, 200);
});

test('[EC-3] a task that does not exist is 404', async () => {
  assertProblem(await user.send('GET', `${user.tasks}/${crypto.randomUUID()}`), 'task_not_found');
});

test('[FR-008] a bad id is 400 and named', async () => {
  for (const id of [
    '1',
    'null',
    `urn:uuid:${crypto.randomUUID()}`,
    `${crypto.randomUUID()}x`,
    '%F0%9F%98%80',
    "'--",
    '',
  ]) {
    const problem = assertProblem(await user.send('GET', `${user.tasks}/${id}`), 'parameter_invalid');
    assert.deepEqual(
      problem.errors?.map(({ parameter }) => parameter),
      ['task_id'],
    );
  }
});
