/** Databases of an embedded server. */
import pg from 'pg';
import type { EmbeddedPostgres } from './embedded-postgres.ts';

/** Makes the database unless it is there. @returns its connection string */
export async function ensureDatabase(server: EmbeddedPostgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return server.url(name);
}
