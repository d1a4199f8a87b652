/** One PostgreSQL server for a whole test run: embedded, or the one that TEST_DATABASE_URL names (by a login that may create databases). */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '../cli/dev/embedded-postgres.ts';
import { migrateUp } from '../src/db/migrator.ts';
import { createDatabase, databaseUrl, dropDatabase } from './support/postgres.ts';

let embedded: EmbeddedPostgres | undefined;

/** Starts the server, makes the migrated database that test files share and the one that others are copied from, and tells their processes. */
export async function globalSetup(): Promise<void> {
  try {
    if (process.env['TEST_DATABASE_URL'] === undefined) {
      embedded = await startPostgres({ folder: join(tmpdir(), `todo-api-test-${randomUUID()}`), throwaway: true });
      process.env['TEST_DATABASE_URL'] = embedded.url('postgres');
    }
    const template = await createDatabase();
    process.env['TEST_MIGRATED_TEMPLATE'] = template;
    await migrateUp({ url: databaseUrl(template), unpooledUrl: databaseUrl(template) });
    process.env['TEST_SHARED_DATABASE'] = await createDatabase(template);
  } catch (error) {
    await globalTeardown(); // the runner does not call it after a setup that failed
    throw error;
  }
}

/** Leaves nothing behind: no server, no database. */
export async function globalTeardown(): Promise<void> {
  if (embedded !== undefined) return embedded.stop();
  for (const variable of ['TEST_SHARED_DATABASE', 'TEST_MIGRATED_TEMPLATE']) {
    const name = process.env[variable];
    if (name !== undefined) await dropDatabase(name);
  }
}
