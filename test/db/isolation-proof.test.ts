/** The server's own proof: every way in which the database can fail to keep users apart is named, and nobody is served. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import { MIGRATIONS } from '../../migrations/all.ts';
import { assertIsolated, isolationQuery } from '../../src/db/isolation-proof.ts';
import { listTasks } from '../../src/tasks/queries/list-tasks.ts';
import { migratedDatabase, openDatabase } from '../support/database.ts';
import { administer, throwawayDatabase } from '../support/postgres.ts';

const OWNER = `user_id = nullif(current_setting('app.user_id', true), '')`;
const LIST = { sort: '-created_at', limit: 20, includeTotal: false } as const;

/** What is done to the database, what takes it back, and what the refusal says. */
const FAULTS: Readonly<Record<string, { break: string; repair: string; says: RegExp }>> = {
  'row-level security disabled': {
    break: 'alter table tasks disable row level security',
    repair: 'alter table tasks enable row level security',
    says: /not enabled on the table tasks\b/,
  },
  'row-level security not forced': {
    break: 'alter table users no force row level security',
    repair: 'alter table users force row level security',
    says: /not forced on the table users\b/,
  },
  'policy dropped': {
    break: 'drop policy owner_only on tasks',
    repair: `create policy owner_only on tasks using (${OWNER}) with check (${OWNER})`,
    says: /table tasks lacks the policy owner_only/,
  },
  'policy that lets everybody read': {
    break: 'alter policy owner_only on tasks using (true)',
    repair: `alter policy owner_only on tasks using (${OWNER})`,
    says: /table tasks lacks the policy owner_only, or it says something else/,
  },
  'policy that lets everybody write': {
    break: 'alter policy owner_only on users with check (true)',
    repair: `alter policy owner_only on users with check (${OWNER})`,
    says: /table users lacks the policy owner_only, or it says something else/,
  },
  'policy under which nobody is somebody': {
    break: `alter policy owner_only on tasks using (user_id = coalesce(current_setting('app.user_id', true), ''))`,
    repair: `alter policy owner_only on tasks using (${OWNER})`,
    says: /table tasks lacks the policy owner_only, or it says something else/,
  },
  'policy for reading alone': {
    break: `drop policy owner_only on tasks; create policy owner_only on tasks for select using (${OWNER})`,
    repair: `drop policy owner_only on tasks; create policy owner_only on tasks using (${OWNER}) with check (${OWNER})`,
    says: /table tasks lacks the policy owner_only/,
  },
  'another permissive policy': {
    break: 'create policy support on tasks for select using (true)',
    repair: 'drop policy support on tasks',
    says: /table tasks has further permissive policies/,
  },
  'a new table with an owner, without row-level security': {
    break: 'create table notes (user_id text, note text); grant select on notes to todo_api_app',
    repair: 'drop table notes',
    says: /not enabled on the table notes\b/,
  },
  'a new table of which single columns were granted': {
    break: 'create table notes (user_id text, note text); grant select (note) on notes to todo_api_app',
    repair: 'drop table notes',
    says: /not enabled on the table notes\b/,
  },
  'a view, which sees with the eyes of its owner': {
    break: 'create view all_tasks as select * from tasks; grant select on all_tasks to todo_api_app',
    repair: 'drop view all_tasks',
    says: /not enabled on the table all_tasks\b/,
  },
  'a copy of all rows': {
    break: 'create materialized view old_tasks as select * from tasks; grant select on old_tasks to todo_api_app',
    repair: 'drop materialized view old_tasks',
    says: /not enabled on the table old_tasks\b/,
  },
  'no right to a table': {
    break: 'revoke all on users from todo_api_app',
    repair: 'grant select, insert on users to todo_api_app',
    says: /cannot reach the table users\b/,
  },
  'a migration that did not run': {
    break: `update todo_api_migrations set name = 'other' where name = '${MIGRATIONS[0]?.name}'`,
    repair: `update todo_api_migrations set name = '${MIGRATIONS[0]?.name}' where name = 'other'`,
    says: new RegExp(`pending: ${MIGRATIONS[0]?.name}.*migrate up`),
  },
};

test('[FR-007] each fault of the second wall is refused at start and before the first query, by name, and stays refused', async (t) => {
  const url = await migratedDatabase(t);
  for (const [name, fault] of Object.entries(FAULTS)) {
    await administer([fault.break], url);
    const database = openDatabase(t, { url });
    const refusal = { code: 'isolation_not_proven', message: fault.says };
    await assert.rejects(database.start(), refusal, name);
    await assert.rejects(
      database.read('u', (scope) => listTasks(scope, LIST)),
      refusal,
      name,
    );
    await administer([fault.repair], url);
    await assert.rejects(
      database.write('u', async () => {}),
      refusal,
      `${name}: a server that refused stays so`,
    );

    const next = openDatabase(t, { url });
    await next.start();
    assert.deepEqual((await next.read(randomUUID(), (scope) => listTasks(scope, LIST))).items, [], name);
  }
});

test('a database that was never migrated is refused with the command that helps', async (t) => {
  const database = openDatabase(t, { url: await throwawayDatabase(t) });
  await assert.rejects(database.start(), { code: 'isolation_not_proven', message: /todo-api migrate up/ });
});

test('a role that bypasses row-level security, or another one than the runtime role, is refused', async (t) => {
  const client = new pg.Client({ connectionString: await migratedDatabase(t) });
  client.on('error', () => {}); // the database is dropped first
  await client.connect();
  t.after(() => client.end());
  const db = new Kysely<never>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const { sql, parameters } = isolationQuery(db);
  const facts = async () => (await client.query({ text: sql, values: [...parameters] })).rows[0];
  const login = await facts();
  assert.throws(() => assertIsolated(login), { message: /run as the role \S+ instead of todo_api_app/ });
  // Roles belong to the whole server, where other tests are running: so this is never committed.
  await client.query('begin; alter role todo_api_app bypassrls; set local role todo_api_app');
  const bypassing = await facts();
  await client.query('rollback');
  assert.throws(() => assertIsolated(bypassing), { message: /role todo_api_app bypasses row-level security/ });
});
