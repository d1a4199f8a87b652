/** Identity ends with its transaction: the next on the same connection finds nothing of it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { openDatabase } from '../support/database.ts';
import { databaseUrl } from '../support/postgres.ts';
import { recordWire } from '../support/wire-recorder.ts';

const INPUT = { title: 'Local', description: null, completed: false };
const WHO = `select current_user = session_user, coalesce(current_setting('app.user_id', true), ''),
  current_setting('transaction_read_only'), current_setting('statement_timeout'), current_setting('lock_timeout')`;

test('[FR-007] role, user, read-only and limits are gone from the connection after success and after every kind of error', async (t) => {
  const recorder = await recordWire(t, databaseUrl());
  const database = openDatabase(t, { url: recorder.url });
  const user = randomUUID();
  const fails = () => Promise.reject(new Error('the handler failed'));
  const ways: Record<string, () => Promise<unknown>> = {
    read: () => database.read(user, (scope) => scope.rows(scope.selectTasks().select('id'))),
    write: () => database.write(user, (scope) => createTask(scope, INPUT)),
    'failed read': () => database.read(user, (scope) => scope.rows(sql`select 1 / 0`)),
    'failed write': () => database.write(user, (scope) => createTask(scope, { ...INPUT, title: '' })),
    'handler that fails before its statement': () => database.write(user, fails),
    'handler that fails after its statement': () =>
      database.write(user, async (scope) => {
        await scope.rows(scope.insertTask({ ...INPUT, id: randomUUID() }).returning('id'));
        await fails();
      }),
    'handler that swallows its fault': () =>
      database.write(user, async (scope) => {
        await scope.rows(sql`select 1 / 0`).catch(() => {});
      }),
  };
  await database.start();
  const clean = await recorder.ask(WHO);
  assert.deepEqual(clean, [['t', '', 'off', '0', '0']]);
  for (const [name, way] of Object.entries(ways)) {
    await way().catch(() => {});
    // A connection in doubt is thrown away: then this opens the next one. It sees nobody's rows.
    assert.deepEqual(await database.read('', (scope) => scope.rows(sql`select from tasks`)), [], name);
    assert.deepEqual(await recorder.ask(WHO), clean, name);
  }
  const [rows] = await database.read(user, (scope) =>
    scope.rows(sql<{ n: number }>`select count(*) as n from tasks where title = ${INPUT.title}`),
  );
  assert.equal(rows?.n, 1, 'only the write that succeeded is there');
});
