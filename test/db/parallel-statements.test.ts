/** Statements of one transaction at once: one connection, one identity, nothing left behind. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { openDatabase } from '../support/database.ts';
import { databaseUrl } from '../support/postgres.ts';
import { recordWire } from '../support/wire-recorder.ts';

const INPUT = { title: 'At once', description: null, completed: false };
const WHO = sql<{ role: string; user: string }>`
  select current_user::text as role, current_setting('app.user_id', true) as user, count(*) from tasks`;

test('[FR-007] the first statements of a transaction, made at once, all go under its role and user', async (t) => {
  const recorder = await recordWire(t, databaseUrl());
  const database = openDatabase(t, { url: recorder.url, poolMax: 5 });
  const user = randomUUID();
  await database.write(user, (scope) => createTask(scope, INPUT));
  recorder.take();
  const rows = await database.write(user, (scope) => Promise.all([WHO, WHO, WHO].map((query) => scope.rows(query))));
  for (const [row] of rows) assert.deepEqual(row, { role: 'todo_api_app', user, count: 1 });
  const trips = recorder.take();
  assert.equal(new Set(trips.map(({ connection }) => connection)).size, 1);
  assert.equal(trips.filter(({ statements }) => statements[0]?.text === 'begin').length, 1);
  assert.deepEqual(trips.at(-1)?.statements, [{ text: 'commit', values: [] }]);
  assert.equal(database.pool.idle, database.pool.total, 'every connection was given back');
});

test('[FR-007] a statement still waiting for its connection when the handler fails is not sent, and the connection comes back', async (t) => {
  const recorder = await recordWire(t, databaseUrl());
  const database = openDatabase(t, { url: recorder.url });
  const user = randomUUID();
  await database.start();
  recorder.take();
  const fails = async () => {
    throw new Error('the handler failed');
  };
  let waiting: Promise<unknown> = Promise.resolve();
  await assert.rejects(
    database.write(user, (scope) => {
      waiting = scope.rows(WHO).catch((error: unknown) => error);
      return fails();
    }),
  );
  assert.ok((await waiting) instanceof Error);
  const sent = recorder.take().flatMap(({ statements }) => statements.map(({ text }) => text));
  assert.ok(sent.length === 0 || sent.at(-1) === 'rollback', `sent: ${sent}`);
  assert.deepEqual(await database.read(user, (scope) => scope.rows(sql`select from tasks`)), []);
  assert.equal(database.pool.idle, 1, 'the one connection was given back');
});

test('[FR-007] a statement that a handler left running is never sent behind COMMIT, where it would be the login role', async (t) => {
  const database = openDatabase(t);
  const user = randomUUID();
  const roles: unknown[] = [];
  for (let time = 0; time < 50; time += 1) {
    let left: Promise<void> = Promise.resolve();
    await database.write(user, async (scope) => {
      await scope.rows(WHO);
      left = (async () => {
        let refused = false;
        while (!refused) {
          scope.rows(WHO).then(
            ([row]) => roles.push(row?.role),
            () => {
              refused = true;
            },
          );
          await new Promise(setImmediate);
        }
      })();
    });
    await left;
  }
  assert.deepEqual([...new Set(roles)], ['todo_api_app']);
});
