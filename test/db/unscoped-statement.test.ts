/** A Kysely or EntityManager outside of a scope reaches nothing. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { connectionOptions } from '../../src/db/connection-options.ts';
import { UnscopedStatementError } from '../../src/db/database-faults.ts';
import { createOrm, type Tables } from '../../src/db/orm.ts';
import type { ReadScope, WriteScope } from '../../src/db/scopes.ts';
import { WirePool } from '../../src/db/wire-pool.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { Task } from '../../src/tasks/task.entity.ts';
import { openDatabase } from '../support/database.ts';
import { databaseUrl } from '../support/postgres.ts';
import { recordWire } from '../support/wire-recorder.ts';

const INPUT = { title: 'Unscoped', description: null, completed: false };
/** MikroORM makes a DriverException of it, with the message alone. */
const refused = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith(new UnscopedStatementError().message);

test('[FR-007] the EntityManager and its Kysely are refused before the wire when no scope gave them', async (t) => {
  const recorder = await recordWire(t, databaseUrl());
  const wires = new WirePool({ ...connectionOptions(recorder.url), max: 1 }, 5_000, () => {});
  const orm = createOrm();
  t.after(async () => {
    await orm.close();
    await wires.pool.end();
  });
  const em = () => orm.em.fork();
  const task = { user_id: 'u', id: randomUUID(), ...INPUT };
  const attempts: Record<string, () => Promise<unknown>> = {
    'Kysely select': () => em().getKysely<Tables>().selectFrom('tasks').selectAll().execute(),
    'Kysely stream': async () => {
      for await (const _ of em().getKysely<Tables>().selectFrom('tasks').selectAll().stream());
    },
    'Kysely insert': () => em().getKysely<Tables>().insertInto('tasks').values(task).execute(),
    'Kysely transaction': () =>
      em()
        .getKysely<Tables>()
        .transaction()
        .execute((db) => db.selectFrom('tasks').selectAll().execute()),
    'connection execute': () => orm.em.getConnection().execute('select * from tasks'),
    'EntityManager execute': () => em().execute('select * from tasks'),
    'find without filter': () => em().find(Task, {}, { filters: false }),
    'native delete': () => em().nativeDelete(Task, {}, { filters: false }),
    'transaction without a session': () => em().transactional((inner) => inner.find(Task, {}, { filters: false })),
    flush: async () => {
      const inner = em();
      inner.create(Task, task);
      await inner.flush();
    },
  };
  for (const [name, attempt] of Object.entries(attempts)) await assert.rejects(attempt, refused, name);
  assert.deepEqual(recorder.take(), [], 'nothing was sent');
  assert.equal(wires.pool.totalCount, 0, 'nothing was even connected');
});

test('[FR-007] what a scope gave is worth nothing after it, and its builders send nothing by themselves', async (t) => {
  const recorder = await recordWire(t, databaseUrl());
  const database = openDatabase(t, { url: recorder.url });
  const user = randomUUID();
  let write: WriteScope | undefined;
  let read: ReadScope | undefined;
  await database.write(user, async (scope) => {
    write = scope;
    await createTask(scope, INPUT);
  });
  await database.read(user, async (scope) => {
    read = scope;
  });
  recorder.take();
  assert.ok(write !== undefined && read !== undefined);
  const { em } = write;
  await assert.rejects(read.selectTasks().selectAll().execute(), refused);
  await assert.rejects(write.selectTasks().selectAll().execute());
  await assert.rejects(write.rows(write.selectTasks().selectAll()));
  await assert.rejects(em.getKysely<Tables>().selectFrom('tasks').selectAll().execute());
  await assert.rejects(em.find(Task, {}, { filters: false }));
  assert.deepEqual(recorder.take(), [], 'nothing was sent');

  // A fork of a scope's EntityManager is outside of the transaction, and so of every scope.
  await database.write(user, async (scope) => {
    await assert.rejects(scope.em.fork().find(Task, {}, { filters: false }), refused);
  });
});
