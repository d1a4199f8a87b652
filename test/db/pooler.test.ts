/** Through a transaction pooler with two server connections: the same results as without. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { prove } from '../../cli/prove/run.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { toggleTask } from '../../src/tasks/commands/toggle-task.ts';
import { listTasks } from '../../src/tasks/queries/list-tasks.ts';
import { build } from '../support/app.ts';
import { migratedDatabase, openDatabase, SILENT } from '../support/database.ts';
import { anyOperation } from '../support/operation.ts';
import { NO_POOLER, SERVER_CONNECTIONS, startPooler } from '../support/pooler.ts';
import { administer } from '../support/postgres.ts';
import { watchAsStranger } from '../support/stranger.ts';
import { assertFinalState, carryOut, modelUser } from '../support/task-model.ts';

const LIST = { sort: '-created_at', limit: 100, includeTotal: true } as const;

/** A database behind a pooler, by a pool of the service that is far larger than the pooler's. */
async function pooled(t: TestContext) {
  const direct = await migratedDatabase(t);
  const url = await startPooler(t, direct);
  const warnings: string[] = [];
  const log = { ...SILENT, warn: (_: object, message: string) => warnings.push(message) };
  return { direct, url, warnings, database: openDatabase(t, { url, poolMax: 20, log }) };
}

test('concurrent first requests all survive a pooler that knows no prepared statements', {
  skip: NO_POOLER,
}, async (t) => {
  const { database, warnings, direct } = await pooled(t);
  // Nothing was ever asked before: every kind of statement meets the fall-back at once.
  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const user = randomUUID();
      const { id } = await database.write(user, (scope) =>
        createTask(scope, { title: user, description: null, completed: false }),
      );
      await Promise.all([
        database.read(user, (scope) => listTasks(scope, LIST)),
        database.write(user, (scope) => toggleTask(scope, id, undefined, null)),
      ]);
      const { items } = await database.read(user, (scope) => listTasks(scope, LIST));
      assert.deepEqual(
        items.map(({ title, completed }) => [title, completed]),
        [[user, true]],
      );
    }),
  );
  assert.ok(
    warnings.every((message) => /does not hold prepared statements/.test(message)),
    String(warnings),
  );
  t.diagnostic(`fell back ${warnings.length} times`);
  const [sessions] = await administer(
    [`select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`],
    direct,
  );
  assert.ok(sessions?.rows[0]?.n <= SERVER_CONNECTIONS, `${sessions?.rows[0]?.n} server connections`);
});

test('[FR-007] random operations of 20 users at once, and all attacks, give the same as without a pooler', {
  skip: NO_POOLER,
}, async (t) => {
  const { database, url } = await pooled(t);
  const app = await build(t, { database });
  const stranger = watchAsStranger(url);
  const users = await Promise.all(
    Array.from({ length: 20 }, async () => modelUser(await app.user(`model-${randomBytes(9).toString('base64url')}`))),
  );
  const operations = fc.sample(anyOperation(20), {
    numRuns: process.env['TEST_LONG'] === '1' ? 20_000 : 1_000,
    seed: 5,
  });
  await Promise.all(
    users.map(async (_, actor) => {
      for (const operation of operations.filter((one) => one.actor === actor)) await carryOut(users, operation);
    }),
  );
  await Promise.all(users.map(assertFinalState));

  const origin = new URL(await app.app.listen({ host: '127.0.0.1', port: 0 }));
  const [a, b] = [await app.user(), await app.user()];
  const verdicts = await prove({
    url: origin,
    tokenA: a.token,
    tokenB: b.token,
    databaseUrl: url,
    signal: t.signal,
    progress() {},
  });
  assert.deepEqual(
    verdicts.filter(({ ok }) => !ok),
    [],
  );
  const seen = await stranger.stop();
  assert.ok(seen.count > 50, `the stranger looked ${seen.count} times`);
  assert.deepEqual([...seen.identities], [''], 'no identity stays on a server connection for whoever comes next');
});
