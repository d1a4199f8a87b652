import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp, type TestUser } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();
const FULL = { title: 'old', description: 'text', completed: true };

/** Each write that takes If-Match, on a task of its own. */
const WRITES: Record<
  string,
  (user: TestUser, path: string, headers: Record<string, string>) => ReturnType<TestUser['send']>
> = {
  PUT: (who, path, headers) => who.send('PUT', path, { payload: { title: 'new' }, headers }),
  PATCH: (who, path, headers) => who.send('PATCH', path, { payload: { title: 'new' }, headers }),
  'PATCH {}': (who, path, headers) => who.send('PATCH', path, { payload: {}, headers }),
  complete: (who, path, headers) => who.send('PATCH', `${path}/complete`, { headers }),
  'complete {"completed":true}': (who, path, headers) =>
    who.send('PATCH', `${path}/complete`, { payload: { completed: true }, headers }),
  DELETE: (who, path, headers) => who.send('DELETE', path, { headers }),
};

for (const [name, write] of Object.entries(WRITES)) {
  test(`[FR-005] ${name} with If-Match: done if the ETag is current, else 412`, async () => {
    for (const [given, wanted] of [
      [(tag: string) => tag, 'done'],
      [() => '*', 'done'],
      [(tag: string) => `"x", ${tag}`, 'done'],
      [(tag: string) => `"x" ,,\t${tag},`, 'done'],
      [() => '"1"', 412],
      [(tag: string) => `W/${tag}`, 412],
      [(tag: string) => `"0${tag.slice(1)}`, 412],
      [() => '""', 412],
      [() => '"99999999999999999999999"', 412],
      [(tag: string) => tag.replaceAll('"', ''), 400],
      [() => '', 400],
      [() => ',', 400],
      [() => '*, "1"', 400],
      [(tag: string) => `${tag} ${tag}`, 400],
      [(tag: string) => `w/${tag}`, 400],
      [() => '"', 400],
    ] as const) {
      const task = await user.create(FULL);
      const answer = await write(user, task.path, { 'if-match': given(task.etag) });
      if (wanted === 'done') assert.ok([200, 204].includes(answer.statusCode), `${given(task.etag)}: ${answer.body}`);
      else {
        const problem = assertProblem(answer, wanted === 412 ? 'precondition_failed' : 'precondition_invalid');
        if (wanted === 400) assert.equal(problem.errors?.[0]?.header, 'if-match');
        assert.equal((await user.send('GET', task.path)).headers.etag, task.etag, 'nothing happened');
      }
    }
  });

  test(`[FR-005] ${name} with If-None-Match other than * is 400`, async () => {
    const task = await user.create(FULL);
    for (const tag of [task.etag, '"x"', 'W/"x"', '', '*, *']) {
      const problem = assertProblem(await write(user, task.path, { 'if-none-match': tag }), 'precondition_invalid');
      assert.equal(problem.errors?.[0]?.header, 'if-none-match');
    }
    assert.equal((await user.send('GET', task.path)).headers.etag, task.etag);
  });

  if (name !== 'PUT') {
    test(`[FR-005] ${name} with If-None-Match: * can never hold: 412, or 404 where there is no task`, async () => {
      const task = await user.create(FULL);
      assertProblem(await write(user, task.path, { 'if-none-match': '*' }), 'precondition_failed');
      const nowhere = `${user.tasks}/${crypto.randomUUID()}`;
      assertProblem(await write(user, nowhere, { 'if-none-match': '*' }), 'task_not_found');
    });
  }
}

test('[FR-005] PUT with If-Match and If-None-Match: * can never hold: 412, or 404 where there is no task', async () => {
  const task = await user.create(FULL);
  const nowhere = `${user.tasks}/${crypto.randomUUID()}`;
  for (const tag of [task.etag, '*']) {
    const options = { payload: { title: 'x' }, headers: { 'if-none-match': '*', 'if-match': tag } };
    assertProblem(await user.send('PUT', task.path, options), 'precondition_failed');
    assertProblem(await user.send('PUT', nowhere, options), 'task_not_found');
  }
  assert.equal((await user.send('GET', task.path)).headers.etag, task.etag);
});

test('[FR-003] POST with If-None-Match other than * is 400, like every write', async () => {
  const payload = { title: 'x' };
  const send = (value: string) => user.send('POST', user.tasks, { payload, headers: { 'if-none-match': value } });
  assertProblem(await send('"1"'), 'precondition_invalid');
  assert.equal((await send('*')).statusCode, 201);
});
