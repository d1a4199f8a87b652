/** What really goes over the wire: how many round trips, and under which identity. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import type { Database } from '../../src/db/database.ts';
import { UnscopedStatementError } from '../../src/db/database-faults.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { createTaskWithId } from '../../src/tasks/commands/create-task-with-id.ts';
import { deleteTask } from '../../src/tasks/commands/delete-task.ts';
import { toggleTask } from '../../src/tasks/commands/toggle-task.ts';
import { updateTask } from '../../src/tasks/commands/update-task.ts';
import { getTask } from '../../src/tasks/queries/get-task.ts';
import { listTasks } from '../../src/tasks/queries/list-tasks.ts';
import { Task } from '../../src/tasks/task.entity.ts';
import { openDatabase } from '../support/database.ts';
import { databaseUrl } from '../support/postgres.ts';
import { type RoundTrip, recordWire } from '../support/wire-recorder.ts';

const INPUT = { title: 'Wire', description: null, completed: false };
const LIST = { sort: '-created_at', limit: 20, includeTotal: false } as const;

/** A database whose proof is made and whose connection is open, and its recorder. */
async function recorded(t: TestContext) {
  const recorder = await recordWire(t, databaseUrl());
  const database = openDatabase(t, { url: recorder.url });
  await database.start();
  const user = randomUUID();
  const made = await database.write(user, (scope) => createTask(scope, INPUT));
  recorder.take();
  return { recorder, database, user, made };
}

/** The statements that say who it is for: role and user, transaction-locally, as the first of a transaction. */
function assertIdentified(trip: RoundTrip | undefined, user: string): asserts trip {
  assert.ok(trip !== undefined, 'a round trip was made');
  assert.equal(trip.inTransaction, false);
  const identity = trip.statements[trip.statements[0]?.text === 'begin' ? 1 : 0];
  assert.match(
    identity?.text ?? '',
    /^select set_config\('role', 'todo_api_app', true\), set_config\('app\.user_id', /,
  );
  assert.ok(identity?.values.includes(user) || identity?.text.includes(`'app.user_id', '${user}', true`));
  // Every setting of it ends with the transaction.
  assert.equal(identity?.text.match(/set_config\(/g)?.length, identity?.text.match(/, true\)/g)?.length);
}

test('[FR-007] every read is one round trip: role, user and read-only travel with the query, for this transaction alone', async (t) => {
  const { recorder, database, user, made } = await recorded(t);
  const reads: Record<string, () => Promise<unknown>> = {
    get: () => database.read(user, (scope) => getTask(scope, made.id)),
    list: () => database.read(user, (scope) => listTasks(scope, LIST)),
    'list with total': () => database.read(user, (scope) => listTasks(scope, { ...LIST, includeTotal: true })),
    'list with q': () => database.read(user, (scope) => listTasks(scope, { ...LIST, q: 'wire' })),
  };
  for (const [name, read] of Object.entries(reads)) {
    for (const time of ['first', 'second']) {
      await read();
      const [trip, ...more] = recorder.take();
      assert.deepEqual(more, [], `${name}, the ${time} time`);
      assertIdentified(trip, user);
      assert.equal(trip.statements.length, 2);
      assert.match(trip.statements[0]?.text ?? '', /set_config\('transaction_read_only', 'on', true\)/);
      assert.match(trip.statements[1]?.text ?? '', /"user_id" = \$/);
      assert.ok(trip.statements[1]?.values.includes(user), 'the query names its owner, as a bound value');
    }
  }
});

test('[FR-007] a write of one statement is one round trip: identity, statement and its commit', async (t) => {
  const { recorder, database, user, made } = await recorded(t);
  const writes: Record<string, () => Promise<unknown>> = {
    create: () => database.write(user, (scope) => createTask(scope, INPUT)),
    'create with id': () => database.write(user, (scope) => createTaskWithId(scope, randomUUID(), INPUT)),
    update: () => database.write(user, (scope) => updateTask(scope, made.id, { title: 'Other' }, null)),
    toggle: () => database.write(user, (scope) => toggleTask(scope, made.id, undefined, null)),
    delete: () => database.write(user, (scope) => deleteTask(scope, made.id, null)),
  };
  for (const [name, write] of Object.entries(writes)) {
    await write();
    const [trip, ...more] = recorder.take();
    assert.deepEqual(more, [], name);
    assertIdentified(trip, user);
    assert.equal(trip.statements.length, 2, name);
    assert.ok(trip.statements[1]?.values.includes(user), `${name} names its owner, as a bound value`);
  }
});

test('[FR-007] the only statement of a write is the only one: what comes before or behind it is refused before the wire', async (t) => {
  const { recorder, database, user } = await recorded(t);
  const refused = (error: Error) => error.cause instanceof UnscopedStatementError;
  await assert.rejects(
    database.write(user, async (scope) => {
      await createTask(scope, INPUT);
      await scope.rows(scope.selectTasks().select('id'));
    }),
    refused,
  );
  assert.equal(recorder.take().length, 1, 'the second statement was not sent');
  await assert.rejects(
    database.write(user, async (scope) => {
      await scope.rows(scope.selectTasks().select('id'));
      await createTask(scope, INPUT);
    }),
    refused,
  );
  const sent = recorder.take().flatMap(({ statements }) => statements.map(({ text }) => text.split(' ')[0]));
  assert.deepEqual(sent, ['begin', 'select', 'select', 'rollback']);
});

test('[FR-007] any other write is two round trips: BEGIN, identity and statement, then COMMIT', async (t) => {
  const { recorder, database, user, made } = await recorded(t);
  const id = randomUUID();
  const match = [made.version];
  const writes: Record<string, () => Promise<unknown>> = {
    'unit of work': () =>
      database.write(user, async ({ em, userId }) => {
        em.create(Task, { ...INPUT, user_id: userId, id });
        await em.flush();
      }),
    'update of nothing': () => database.write(user, (scope) => updateTask(scope, made.id, {}, null)),
    'update under If-Match': () =>
      database.write(user, (scope) => updateTask(scope, made.id, { title: 'Other' }, match)),
    'toggle under If-Match': () =>
      database.write(user, (scope) => toggleTask(scope, made.id, undefined, [made.version + 1])),
    'delete under If-Match': () => database.write(user, (scope) => deleteTask(scope, made.id, [made.version + 2])),
  };
  for (const [name, write] of Object.entries(writes)) {
    await write();
    const [first, second, ...more] = recorder.take();
    assert.deepEqual(more, [], name);
    assertIdentified(first, user);
    assert.equal(first.statements.length, 3, name);
    assert.deepEqual(second?.statements, [{ text: 'commit', values: [] }], name);
  }
});

test('[FR-007] no statement of any operation, the proof and failures included, goes as the login role', async (t) => {
  const recorder = await recordWire(t, databaseUrl());
  const database = openDatabase(t, { url: recorder.url, poolMax: 3 });
  await database.start();
  const users = [randomUUID(), randomUUID(), randomUUID()];
  await Promise.all(users.map((user) => everything(database, user)));
  const trips = recorder.take();
  assert.ok(trips.length > 30);
  for (const trip of trips) {
    if (trip.inTransaction) continue; // its first round trip was looked at
    const [first, second] = trip.statements;
    const identity = first?.text === 'begin' ? second?.text : first?.text;
    assert.match(identity ?? '', /^select set_config\('role', 'todo_api_app', true\)/, JSON.stringify(trip));
  }
});

async function everything(database: Database, user: string): Promise<void> {
  const { id } = await database.write(user, (scope) => createTask(scope, INPUT));
  await database.read(user, (scope) => listTasks(scope, LIST));
  await database.write(user, (scope) => toggleTask(scope, id, undefined, null));
  await assert.rejects(
    database.write(user, (scope) => createTaskWithId(scope, id, INPUT)),
    { code: 'task_exists' },
  );
  await assert.rejects(
    database.write(user, (scope) => updateTask(scope, id, { title: 'x' }, [1])),
    {
      code: 'precondition_failed',
    },
  );
  await database.write(user, (scope) => deleteTask(scope, id, null));
  await assert.rejects(
    database.write(user, (scope) => deleteTask(scope, id, null)),
    { code: 'task_not_found' },
  );
  await assert.rejects(
    database.read(user, (scope) => getTask(scope, id)),
    { code: 'task_not_found' },
  );
  const tooLong = { ...INPUT, title: 'x'.repeat(300) };
  await assert.rejects(
    database.write(user, (scope) => createTask(scope, tooLong)),
    { code: 'body_invalid' },
  );
}
