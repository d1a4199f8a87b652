/** Queries cannot write, whatever they try. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { AppError } from '../../src/errors.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { openDatabase } from '../support/database.ts';

const INPUT = { title: 'Only read', description: null, completed: false };

test('a read that tries to write is 25006, and nothing is written', async (t) => {
  const database = openDatabase(t);
  const user = randomUUID();
  const { id } = await database.write(user, (scope) => createTask(scope, INPUT));
  const attempts = {
    insert: sql`insert into tasks (user_id, id, title) values (${user}, ${randomUUID()}, 'x')`,
    update: sql`update tasks set title = 'x' where user_id = ${user}`,
    delete: sql`delete from tasks where user_id = ${user} returning id`,
    'delete inside a select': sql`with gone as (delete from tasks where user_id = ${user} returning id) select * from gone`,
    lock: sql`select id from tasks where user_id = ${user} for update`,
    'delete after switching read-only off': sql`with
      off as materialized (select set_config('transaction_read_only', 'off', true)), gone as (delete from tasks returning id)
      select * from off, gone`,
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    const fault = await database.read(user, (scope) => scope.rows(attempt)).catch((error: unknown) => error);
    assert.ok(fault instanceof AppError, name);
    assert.equal((fault.cause as { code?: string }).code, '25006', name);
  }
  const rows = await database.read(user, (scope) => scope.rows(scope.selectTasks().select(['id', 'title'])));
  assert.deepEqual(rows, [{ id, title: INPUT.title }]);
});

test('a read inserts nobody into users: only a first task does', async (t) => {
  const database = openDatabase(t);
  const user = randomUUID();
  const seen = () => database.read(user, (scope) => scope.rows(sql<{ user_id: string }>`select user_id from users`));
  await database.read(user, (scope) => scope.rows(scope.selectTasks().select('id')));
  assert.deepEqual(await seen(), []);
  await database.write(user, (scope) => createTask(scope, INPUT));
  assert.deepEqual(await seen(), [{ user_id: user }]);
});
