/** Migrations, and then the service, by logins as they are really given out: Neon's, which bypass row-level security, and plain ones. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { startPostgres } from '../../cli/dev/embedded-postgres.ts';
import { migrateUp, migrationStatus } from '../../src/db/migrator.ts';
import { schemaDrift } from '../../src/db/schema-drift.ts';
import { AppError } from '../../src/errors.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { listTasks } from '../../src/tasks/queries/list-tasks.ts';
import { openDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';

/** A server of its own: the runtime role belongs to the whole server, and here it must not be there at first. */
const server = await startPostgres({ folder: join(tmpdir(), `todo-api-test-${randomUUID()}`), throwaway: true });
after(() => server.stop());

const asAdmin = (statements: readonly string[]) => administer(statements, server.url('postgres'));

/** A database owned by a login with these attributes. */
async function ownedBy(attributes: string, name: string): Promise<string> {
  await asAdmin([`create role ${name} login password 'secret' ${attributes}`, `create database ${name} owner ${name}`]);
  return loginUrl(name, name);
}

function loginUrl(login: string, database: string): string {
  const url = new URL(server.url(database));
  url.username = login;
  url.password = 'secret';
  return url.href;
}

/** The service works with this login, and keeps users apart. */
async function assertServes(t: TestContext, url: string): Promise<void> {
  const database = openDatabase(t, { url });
  await database.start();
  for (const user of ['a', 'b']) {
    await database.write(user, (scope) => createTask(scope, { title: user, description: null, completed: false }));
  }
  const list = { sort: 'title', limit: 20, includeTotal: true } as const;
  const { items, total } = await database.read('a', (scope) => listTasks(scope, list));
  assert.deepEqual([items.map(({ title }) => title), total], [['a'], 1]);
}

/** The lines of SQL in a refusal. */
async function sqlOf(migration: Promise<unknown>): Promise<string[]> {
  const error = await migration.catch((fault: unknown) => fault);
  assert.ok(error instanceof AppError, String(error));
  assert.equal(error.code, 'isolation_not_proven');
  assert.match(error.message, /may not .*administrator/);
  return [...error.message.matchAll(/^ {2}(.+;)$/gm)].map(([, sql = '']) => sql);
}

test('a plain login that may make no role gets the exact SQL for an administrator; after that it migrates and serves', async (t) => {
  const url = await ownedBy('', 'plain');
  const target = { url, unpooledUrl: url };
  const sql = await sqlOf(migrateUp(target));
  assert.deepEqual(sql, [
    'create role todo_api_app nologin nobypassrls;',
    'grant todo_api_app to "plain" with set true, inherit false;',
  ]);
  assert.deepEqual((await migrationStatus(target)).executed, [], 'nothing was half done');
  await asAdmin(sql);
  assert.equal((await migrateUp(target)).length, 1);
  assert.equal(await schemaDrift(target), '');
  await assertServes(t, url);
});

test('where the runtime role is there already, a plain login only needs the grant', async (t) => {
  const url = await ownedBy('', 'second');
  const sql = await sqlOf(migrateUp({ url, unpooledUrl: url }));
  assert.deepEqual(sql, ['grant todo_api_app to "second" with set true, inherit false;']);
  await asAdmin(sql);
  await migrateUp({ url, unpooledUrl: url });
  await assertServes(t, url);
});

test('a login like those of Neon makes the role by itself, and its BYPASSRLS changes nothing', async (t) => {
  await asAdmin(['drop database plain', 'drop database second', 'drop role todo_api_app']);
  const url = await ownedBy('createrole createdb bypassrls', 'neon');
  await migrateUp({ url, unpooledUrl: url });
  await migrateUp({ url, unpooledUrl: url }); // a second time it finds all done
  await assertServes(t, url);
  const [seen] = await administer(['select count(*)::int as n from tasks'], url);
  assert.equal(seen?.rows[0]?.n, 2, 'as itself the login would see everybody: it is the runtime role that does not');
});

test('a server with a login of its own, which owns nothing, is granted the role by the owner’s migration', async (t) => {
  const owner = loginUrl('neon', 'neon');
  await asAdmin([`create role "odd ""login" login password 'secret'`]);
  const url = loginUrl(encodeURIComponent('odd "login'), 'neon');
  assert.match(String(await openDatabase(t, { url }).start().catch(String)), /permission denied|not prepared/);
  await migrateUp({ url, unpooledUrl: owner });
  const other = openDatabase(t, { url });
  await other.start();
  assert.equal(
    (await other.read('a', (scope) => listTasks(scope, { sort: 'title', limit: 9, includeTotal: false }))).items.length,
    1,
  );
  await assert.rejects(
    administer(['select * from tasks'], url),
    { code: '42501' },
    'as itself this login sees nothing at all',
  );
});

test('a runtime role that was made unsafe is refused at start, and mended by the next migration', async (t) => {
  const url = loginUrl('neon', 'neon');
  await asAdmin(['alter role todo_api_app bypassrls']);
  await assert.rejects(openDatabase(t, { url }).start(), { message: /role todo_api_app bypasses row-level security/ });
  // PostgreSQL lets a login do so which made the role and has BYPASSRLS itself.
  await migrateUp({ url, unpooledUrl: url });
  await openDatabase(t, { url }).start();
});
