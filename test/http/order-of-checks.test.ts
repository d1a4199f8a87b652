import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { build, sharedApp, signToken } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

/** Counts what reaches the database. */
let uses = 0;
const real = await sharedApp();
const { database } = real;
const counted: typeof database = {
  ...database,
  pool: database.pool,
  read(...args) {
    uses++;
    return database.read(...args);
  },
  write(...args) {
    uses++;
    return database.write(...args);
  },
};
const api = await build({ after }, { database: counted });
const [alice, bob] = [await api.user(), await api.user()];
const task = await alice.create();

/** Every operation on a path. */
const OPERATIONS = (tasks: string, id: string): [method: string, url: string][] => [
  ['POST', tasks],
  ['GET', tasks],
  ['HEAD', tasks],
  ['GET', `${tasks}/${id}`],
  ['HEAD', `${tasks}/${id}`],
  ['PUT', `${tasks}/${id}`],
  ['PATCH', `${tasks}/${id}`],
  ['PATCH', `${tasks}/${id}/complete`],
  ['DELETE', `${tasks}/${id}`],
];

for (const [method, url] of OPERATIONS(alice.tasks, task.id)) {
  const name = `${method} ${url.replace(alice.id, '{user_id}').replace(task.id, '{task_id}')}`;

  test(`[US2.3] ${name} of another user is 403, before body, parameters and database are looked at`, async () => {
    const before = uses;
    const bad = { payload: '{not json', headers: { 'content-type': 'text/plain', 'if-match': 'nonsense' } };
    for (const options of [{}, ...(method === 'GET' || method === 'HEAD' ? [] : [bad])]) {
      for (const query of ['', '?nope=1&limit=x']) {
        const answer = await bob.send(method, url + query, options);
        assert.equal(answer.statusCode, 403);
        if (method !== 'HEAD') assertProblem(answer, 'not_owner');
      }
    }
    assert.equal(uses, before);
  });

  test(`[US2.2] ${name} without a good token is 401, before anything else`, async () => {
    const before = uses;
    const expired = await signToken(alice.id, { iat: 1, exp: 2 });
    for (const [authorization, code] of [
      [undefined, 'token_missing'],
      ['', 'token_missing'],
      ['Basic YTpi', 'token_missing'],
      ['Bearer x', 'token_malformed'],
      [`Bearer ${alice.token.slice(0, -8)}AAAAAAAA`, 'token_signature_invalid'],
      [`Bearer ${expired}`, 'token_expired'],
    ] as const) {
      for (const target of [url, url.replace(alice.id, bob.id), `${url}?nope=1`]) {
        const headers = authorization === undefined ? {} : { authorization };
        const answer = await api.app.inject({ method: method as 'GET', url: target, headers });
        assert.equal(answer.statusCode, 401);
        if (method !== 'HEAD') assertProblem(answer, code);
        const challenge = code === 'token_missing' ? 'Bearer' : /^Bearer .*error="invalid_token"/;
        if (typeof challenge === 'string') assert.equal(answer.headers['www-authenticate'], challenge);
        else assert.match(String(answer.headers['www-authenticate']), challenge);
      }
    }
    assert.equal(uses, before);
  });
}

test('[FR-008] media type, body and parameters (400, 413, 415) come before the task (404, 412)', async () => {
  const before = uses;
  const nowhere = `${alice.tasks}/${crypto.randomUUID()}`;
  const json = { 'content-type': 'application/json' };
  for (const [options, status] of [
    [{ payload: 'x', headers: { 'content-type': 'text/plain' } }, 415],
    [{ payload: '{', headers: json }, 400],
    [{ payload: { title: 5 } }, 400],
    [{ payload: { title: 'x' }, headers: { 'if-match': 'x' } }, 400],
    [{ payload: 'x'.repeat(200_000), headers: json }, 413],
  ] as const) {
    assert.equal((await alice.send('PUT', nowhere, options)).statusCode, status);
  }
  assert.equal(uses, before);
});

test('[FR-007] somebody else’s task and no task are the same 404, byte for byte but for instance, request id and times', async () => {
  const absent = crypto.randomUUID();
  for (const [method, url] of OPERATIONS(bob.tasks, task.id).slice(3)) {
    const options =
      method === 'PUT' || (method === 'PATCH' && !url.endsWith('complete')) ? { payload: { title: 'x' } } : {};
    for (const headers of [{}, { 'if-match': task.etag }, { 'if-match': '"1"' }, { 'if-none-match': task.etag }]) {
      if (method !== 'GET' && method !== 'HEAD' && 'if-none-match' in headers) continue; // 400 on writes
      const [foreign, missing] = [
        await bob.send(method, url, { ...options, headers: { ...headers, 'x-request-id': 'same' } }),
        await bob.send(method, url.replace(task.id, absent), {
          ...options,
          headers: { ...headers, 'x-request-id': 'same' },
        }),
      ];
      assert.equal(foreign.statusCode, 404);
      assert.equal(foreign.body, missing.body.replaceAll(absent, task.id));
      assert.ok(!foreign.body.replace(/"instance":"[^"]*"/, '').includes(task.id), 'no detail names the id');
      const times = { date: '', 'server-timing': '' };
      assert.deepEqual({ ...foreign.headers, ...times }, { ...missing.headers, ...times });
      assert.deepEqual(Object.keys(foreign.headers), Object.keys(missing.headers), 'in the same order');
    }
  }
  assert.equal((await alice.send('GET', task.path)).headers.etag, task.etag, 'nothing happened to it');
});

test('[FR-007] a path is the owner’s only if it is exactly the sub', async () => {
  for (const other of [
    alice.id.toUpperCase(),
    `${alice.id} `,
    `${alice.id}%00`,
    `${alice.id}%20`,
    alice.id.slice(0, -1),
    `${alice.id}x`,
    '__proto__',
    'x'.repeat(5_000),
  ]) {
    assertProblem(await alice.send('GET', `/api/${other}/tasks`), 'not_owner');
  }
  const encoded = alice.id.replace('user', '%75%73%65%72');
  assert.equal((await alice.send('GET', `/api/${encoded}/tasks`)).statusCode, 200, 'percent-encoding does not matter');
});

test('[FR-001] a token counts in the Authorization header alone', async () => {
  for (const url of [`${alice.tasks}?access_token=${alice.token}`, `${alice.tasks}?token=${alice.token}`]) {
    assertProblem(await api.app.inject({ url }), 'token_missing');
  }
  const elsewhere = {
    cookie: `token=${alice.token}`,
    'x-authorization': `Bearer ${alice.token}`,
    'proxy-authorization': `Bearer ${alice.token}`,
  };
  assertProblem(await api.app.inject({ url: alice.tasks, headers: elsewhere }), 'token_missing');
});
