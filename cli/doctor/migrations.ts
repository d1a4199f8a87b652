/** The schema as the login of DATABASE_URL_UNPOOLED may see it: migrations, and drift where it owns the tables. */
import type pg from 'pg';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../../migrations/all.ts';
import type { DatabaseConfig } from '../../src/config.ts';
import { migrationStatus } from '../../src/db/migrator.ts';
import { APP_ROLE } from '../../src/db/owned-table.ts';
import { schemaDrift, strangerTo } from '../../src/db/schema-drift.ts';
import { error, type Finding, ok, warning } from './finding.ts';

const CHECK = 'migrations';

/** @param client connected by DATABASE_URL_UNPOOLED */
export async function examineMigrations(client: pg.Client, config: DatabaseConfig): Promise<Finding> {
  try {
    const stranger = await strangerTo(config);
    if (stranger !== null) return await asStranger(client, stranger);
    const { pending, executed } = await migrationStatus(config);
    if (pending.length > 0) return isPending(pending);
    const drift = await schemaDrift(config);
    if (drift !== '') return error(CHECK, 'the schema has drifted', 'Run todo-api migrate check: it prints the SQL.');
    return ok(CHECK, `${executed.length} of ${executed.length} ran, no drift`);
  } catch (fault) {
    const remedy = 'The login of DATABASE_URL_UNPOOLED must be able to read the schema.';
    return error(CHECK, (fault as Error).message, remedy);
  }
}

const isPending = (names: readonly string[]): Finding =>
  error(CHECK, `pending: ${names.join(', ')}`, 'Run todo-api migrate up.');

/** As a server looks: what ran, by the runtime role. */
async function asStranger(client: pg.Client, login: string): Promise<Finding> {
  await client.query('begin');
  try {
    await client.query(`set local role ${APP_ROLE}`);
    const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATIONS_TABLE}`);
    const pending = MIGRATIONS.map(({ name }) => name).filter((name) => !rows.some((row) => row.name === name));
    if (pending.length > 0) return isPending(pending);
    return warning(
      CHECK,
      `${MIGRATIONS.length} of ${MIGRATIONS.length} ran; drift is not looked at, as ${login} does not own the tables`,
      'Right for a server. Drift is seen by the login that migrates: todo-api migrate check.',
    );
  } finally {
    await client.query('rollback');
  }
}
