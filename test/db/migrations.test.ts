/** The migrations and the entities say the same, and what goes up comes down. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MigrationTarget } from '../../src/db/migration-orm.ts';
import * as migrator from '../../src/db/migrator.ts';
import { schemaDrift } from '../../src/db/schema-drift.ts';
import { administer, createDatabase, databaseUrl, dropDatabase } from '../support/postgres.ts';

async function ownDatabase(t: { after(fn: () => unknown): void }): Promise<MigrationTarget> {
  const name = await createDatabase();
  t.after(() => dropDatabase(name));
  return { url: databaseUrl(name), unpooledUrl: databaseUrl(name) };
}

test('[FR-010] the migrations make exactly what the entities of MikroORM define', async (t) => {
  const target = await ownDatabase(t);
  await migrator.migrateUp(target);
  assert.equal(await schemaDrift(target), '');
});

test('[FR-010] drift is seen: a policy dropped, a column added', async (t) => {
  const target = await ownDatabase(t);
  await migrator.migrateUp(target);
  await administer(['drop policy owner_only on tasks', 'alter table users add column nick text'], target.url);
  const drift = await schemaDrift(target);
  assert.match(drift, /create policy "owner_only" on "tasks"/);
  assert.match(drift, /drop column "nick"/);
});

test('[US3.1] up, down and up again: nothing is left in between, and nothing is missing after', async (t) => {
  const target = await ownDatabase(t);
  const [name] = await migrator.migrateUp(target);
  assert.deepEqual(await migrator.migrateDown(target), [name]);
  const leftovers = `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all select proname from pg_proc where pronamespace = 'public'::regnamespace`;
  const [left] = await administer([leftovers], target.url);
  assert.deepEqual(left?.rows, [{ relname: 'todo_api_migrations' }]);
  assert.deepEqual(await migrator.migrationStatus(target), { executed: [], pending: [name] });
  assert.deepEqual(await migrator.migrateUp(target), [name]);
  assert.equal(await schemaDrift(target), '');
});

test('[EC-4] two migrations at once on an empty database: one does the work, the other finds it done', async (t) => {
  const target = await ownDatabase(t);
  const ran = await Promise.all([migrator.migrateUp(target), migrator.migrateUp(target)]);
  assert.deepEqual(ran.map((names) => names.length).sort(), [0, 1]);
});

test('[US3.1] a dry run shows the SQL and changes nothing', async (t) => {
  const target = await ownDatabase(t);
  const sql = (await migrator.pendingSql(target)).join('\n');
  assert.match(sql, /create table tasks/);
  assert.match(sql, /force row level security/);
  assert.equal((await migrator.migrationStatus(target)).executed.length, 0);

  assert.deepEqual(await migrator.takeBackSql(target), [], 'nothing ran, so nothing to take back');
  await migrator.migrateUp(target);
  assert.match((await migrator.takeBackSql(target)).join('\n'), /drop table tasks/);
  assert.equal((await migrator.migrationStatus(target)).executed.length, 1);
});
