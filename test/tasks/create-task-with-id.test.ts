import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { administer, databaseUrl } from '../support/postgres.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const CREATE = { 'if-none-match': '*' };

test('[FR-003] PUT with If-None-Match: * creates under the id of the client: 201 with Location and ETag', async () => {
  const user = await api.user();
  const id = crypto.randomUUID();
  const answer = await user.send('PUT', `${user.tasks}/${id}`, { payload: { title: 'mine' }, headers: CREATE });
  assert.equal(answer.statusCode, 201);
  assert.deepEqual([answer.json().id, answer.headers.location], [id, `${user.tasks}/${id}`]);
  const read = await user.send('GET', `${user.tasks}/${id}`);
  assert.deepEqual([read.json(), read.headers.etag], [answer.json(), answer.headers.etag]);
});

test('[FR-003] the same again is 412 task_exists, and the first one stays', async () => {
  const user = await api.user();
  const task = await user.create({ title: 'first' });
  assertProblem(await user.send('PUT', task.path, { payload: { title: 'second' }, headers: CREATE }), 'task_exists');
  assert.equal((await user.send('GET', task.path)).json().title, 'first');
});

test('[FR-003] any version of UUID is taken, in either case; anything else is 400', async () => {
  const user = await api.user();
  for (const id of [
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '6BA7B810-9DAD-11D1-80B4-00C04FD430C8',
  ]) {
    const answer = await user.send('PUT', `${user.tasks}/${id}`, { payload: { title: 'x' }, headers: CREATE });
    assert.equal(answer.statusCode, 201);
    assert.equal(answer.json().id, id.toLowerCase());
    assert.equal(answer.headers.location, `${user.tasks}/${id.toLowerCase()}`);
  }
  for (const id of [
    '1',
    'x',
    `{${crypto.randomUUID()}}`,
    `urn:uuid:${crypto.randomUUID()}`,
    crypto.randomUUID().replaceAll('-', ''),
    `${crypto.randomUUID()}0`,
    `%20${crypto.randomUUID()}`,
    `${crypto.randomUUID()}%0A`,
    '%00',
    'a'.repeat(2_000),
  ]) {
    const problem = assertProblem(
      await user.send('PUT', `${user.tasks}/${id}`, { payload: { title: 'x' }, headers: CREATE }),
      'parameter_invalid',
    );
    assert.equal(problem.errors?.[0]?.parameter, 'task_id');
  }
});

test('[FR-007] two users may have tasks of the same id: neither learns of the other', async () => {
  const [alice, bob] = [await api.user(), await api.user()];
  const task = await alice.create({ title: 'hers' });
  const answer = await bob.send('PUT', `${bob.tasks}/${task.id}`, { payload: { title: 'his' }, headers: CREATE });
  assert.equal(answer.statusCode, 201);
  assert.equal((await alice.send('GET', task.path)).json().title, 'hers');
  assert.equal((await bob.send('DELETE', `${bob.tasks}/${task.id}`)).statusCode, 204);
  assert.equal((await alice.send('GET', task.path)).statusCode, 200);
});

test('[EC-4] of 20 parallel PUT-creates of one id exactly one is 201', async () => {
  const user = await api.user();
  const path = `${user.tasks}/${crypto.randomUUID()}`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => user.send('PUT', path, { payload: { title: `try ${i}` }, headers: CREATE })),
  );
  const created = answers.filter(({ statusCode }) => statusCode === 201);
  assert.equal(created.length, 1);
  for (const answer of answers) if (answer !== created[0]) assertProblem(answer, 'task_exists');
  assert.deepEqual((await user.send('GET', path)).json(), created[0]?.json());
});

test('[FR-003] an ETag never comes back, even when the task is deleted and made again under its id', async () => {
  const user = await api.user();
  const path = `${user.tasks}/${crypto.randomUUID()}`;
  const seen = new Set<unknown>();
  for (let i = 0; i < 5; i++) {
    seen.add((await user.send('PUT', path, { payload: { title: 'x' }, headers: CREATE })).headers.etag);
    seen.add((await user.send('PATCH', `${path}/complete`)).headers.etag);
    await user.send('DELETE', path);
  }
  assert.equal(seen.size, 10);
});

test('[FR-003] nor as fast as the database itself can make, change and delete it', async () => {
  const user = crypto.randomUUID();
  const one = `user_id = '${user}' and id = '${user}'`;
  await administer(
    [
      `do $$ declare seen bigint[] := '{}'; made bigint; changed bigint; begin
      for i in 1..200 loop
        insert into tasks (user_id, id, title) values ('${user}', '${user}', 'x') returning version into made;
        update tasks set completed = true where ${one} returning version into changed;
        delete from tasks where ${one};
        seen := seen || made || changed;
      end loop;
      if (select count(distinct version) from unnest(seen) version) <> 400 then raise 'a version came back'; end if;
    end $$`,
    ],
    databaseUrl(),
  );
});
