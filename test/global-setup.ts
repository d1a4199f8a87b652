/** One PostgreSQL server for a whole test run: embedded, or the one that TEST_DATABASE_URL names (by a login that may create databases). */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '../cli/dev/embedded-postgres.ts';
import { migrateUp } from '../src/db/migrator.ts';
import { createDatabase, databaseUrl, dropDatabase } from './support/postgres.ts';

let embedded: EmbeddedPostgres | undefined;

/** Starts the server, makes the migrated database that test files share, and tells both to the processes of the test files. */
export async function globalSetup(): Promise<void> {
  try {
    if (process.env['TEST_DATABASE_URL'] === undefined) {
      embedded = await startPostgres({ folder: join(tmpdir(), `todo-api-test-${randomUUID()}`), throwaway: true });
      process.env['TEST_DATABASE_URL'] = embedded.url('postgres');
    }
    process.env['TEST_SHARED_DATABASE'] = await createDatabase();
    await migrateUp({ url: databaseUrl(), unpooledUrl: databaseUrl() });
  } catch (error) {
    await globalTeardown(); // the runner does not call it after a setup that failed
    throw error;
  }
}

/** Leaves nothing behind: no server, no database. */
export async function globalTeardown(): Promise<void> {
  if (embedded !== undefined) await embedded.stop();
  else if (process.env['TEST_SHARED_DATABASE'] !== undefined) await dropDatabase(process.env['TEST_SHARED_DATABASE']);
}
