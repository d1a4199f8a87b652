/** A transaction that goes quiet in its middle: PostgreSQL itself ends it, so that nobody waits behind its locks. */
import assert from 'node:assert/strict';
import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createDatabase } from '../../src/db/database.ts';
import type { WriteScope } from '../../src/db/scopes.ts';
import { AppError } from '../../src/errors.ts';
import { SILENT } from '../support/database.ts';
import { databaseUrl } from '../support/postgres.ts';

/** The limit of a statement is also that of a pause between two. */
const LIMIT_MS = 200;
const TITLES = sql<{ title: string }>`select title from tasks`;

function open(t: TestContext) {
  const limits = { statementTimeoutMs: LIMIT_MS, poolWaitMs: 5_000 };
  const database = createDatabase({ url: databaseUrl(), poolMax: 1, ...limits }, { log: SILENT });
  t.after(() => database.close());
  const user = randomUUID();
  return { database, user, titles: () => database.read(user, (scope) => scope.rows(TITLES)) };
}

const insert = (scope: WriteScope, title: string) =>
  scope.rows(scope.insertTask({ id: randomUUIDv7(), title, description: null, completed: false }).returning('id'));

test('[EC-2] a transaction that idles beyond its limit (25P03) is done once more, and nothing of the first try stays', async (t) => {
  const { database, user, titles } = open(t);
  let tries = 0;
  await database.write(user, async (scope) => {
    tries += 1;
    await insert(scope, `try ${tries}`);
    if (tries === 1) await sleep(3 * LIMIT_MS);
    await scope.rows(TITLES);
  });
  assert.equal(tries, 2);
  assert.deepEqual(await titles(), [{ title: 'try 2' }]);
});

test('[EC-2] one that always idles beyond its limit (25P03) is 503 after two tries, with nothing written; the next is served', async (t) => {
  const { database, user, titles } = open(t);
  let tries = 0;
  const refused = database.write(user, async (scope) => {
    tries += 1;
    await insert(scope, `try ${tries}`);
    await sleep(3 * LIMIT_MS);
    await scope.rows(TITLES);
  });
  await assert.rejects(refused, (error: unknown) => {
    assert.ok(error instanceof AppError);
    assert.deepEqual([error.code, (error.cause as { code?: string }).code], ['database_unavailable', '25P03']);
    return true;
  });
  assert.equal(tries, 2);
  assert.deepEqual(await titles(), []);
});
