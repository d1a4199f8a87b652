import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { build, type TestUser } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await build({ after });
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

test('[EC-4] of two PUTs with the same If-Match exactly one is 200 and one 412', async () => {
  for (let round = 0; round < 20; round++) {
    const task = await user.create();
    const answers = await Promise.all(
      ['a', 'b'].map((title) =>
        user.send('PUT', task.path, { payload: { title }, headers: { 'if-match': task.etag } }),
      ),
    );
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 412]);
    const winner = answers.find(({ statusCode }) => statusCode === 200);
    assert.deepEqual((await user.send('GET', task.path)).json(), winner?.json());
  }
});

test('[EC-4] without If-Match the last write wins, whole', async () => {
  const task = await user.create();
  const sent = Array.from({ length: 10 }, (_, i) => ({ title: `t${i}`, description: `d${i}`, completed: i % 2 === 0 }));
  const answers = await Promise.all(sent.map((payload) => user.send('PUT', task.path, { payload })));
  assert.ok(answers.every(({ statusCode }) => statusCode === 200));
  const { title, description, completed } = (await user.send('GET', task.path)).json();
  assert.ok(sent.some((one) => one.title === title && one.description === description && one.completed === completed));
});
