/** The database server of this test run (see test/global-setup.ts) and throw-away databases on it. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A test, or a file of tests. */
export type Scope = { after(fn: () => unknown): void };

/** Connection string of the server's administrative database, for a login that may create databases. */
export function serverUrl(): string {
  return fromSetup('TEST_DATABASE_URL');
}

/** Connection string of a database of that server; by default of the migrated one that all test files share. */
export function databaseUrl(name = fromSetup('TEST_SHARED_DATABASE')): string {
  const url = new URL(serverUrl());
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Runs statements as the administrator, one after the other, in the administrative database or in the one that `url` names. */
export async function administer(statements: readonly string[], url = serverUrl()): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results = [];
    for (const statement of statements) results.push(await client.query(statement));
    return results;
  } finally {
    await client.end();
  }
}

/** The migrated database to which nobody connects, so that others can be copies of it. */
export const migratedTemplate = (): string => fromSetup('TEST_MIGRATED_TEMPLATE');

/** Makes a database under a name of its own, empty or as a copy, and returns the name. */
export async function createDatabase(template = 'template1'): Promise<string> {
  const name = `todo_api_test_${randomBytes(6).toString('hex')}`;
  // Copying the files takes half the time of writing every page to the log, the default.
  await administer([`create database ${name} template ${template} strategy file_copy`]);
  return name;
}

/** Drops a database with whoever is still connected to it. */
export async function dropDatabase(name: string): Promise<void> {
  await administer([`drop database if exists ${name} with (force)`]);
}

/** A database for one test, empty or as a copy, dropped after it; returns its connection string. */
export async function throwawayDatabase(t: Scope, template?: string): Promise<string> {
  const name = await createDatabase(template);
  t.after(() => dropDatabase(name));
  return databaseUrl(name);
}

function fromSetup(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set: run with --test-global-setup=test/global-setup.ts`);
  return value;
}
