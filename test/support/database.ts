/** The database of src/db, opened on a database of the test run and closed after the test. */
import { createDatabase, type Database, type DatabaseLog } from '../../src/db/database.ts';
import { databaseUrl, migratedTemplate, type Scope, throwawayDatabase } from './postgres.ts';

/** Says nothing. */
export const SILENT: DatabaseLog = { info() {}, warn() {}, error() {} };

/** What differs from the defaults: by default the shared, migrated database, and one connection, so that tests see each other's traces. */
export interface OpenOptions {
  readonly url?: string;
  readonly poolMax?: number;
  readonly log?: DatabaseLog;
}

/** Opens the database as the server does. Nothing is connected yet. */
export function openDatabase(t: Scope, options: OpenOptions = {}): Database {
  const { url = databaseUrl(), poolMax = 1, log = SILENT } = options;
  const database = createDatabase({ url, poolMax, statementTimeoutMs: 10_000, poolWaitMs: 10_000 }, { log });
  t.after(() => database.close());
  return database;
}

/** The connection string of a migrated database of this test alone, dropped after it: for tests that change the schema. */
export const migratedDatabase = (t: Scope): Promise<string> => throwawayDatabase(t, migratedTemplate());
