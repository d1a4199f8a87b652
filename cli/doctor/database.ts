/** The database as the server meets it: reachable, pooled or direct, which login, migrated, isolated. */
import pg from 'pg';
import type { DatabaseConfig } from '../../src/config.ts';
import { connectionOptions } from '../../src/db/connection-options.ts';
import { createDatabase } from '../../src/db/database.ts';
import { examineServer } from './database-server.ts';
import { error, type Finding, ok, unreachable } from './finding.ts';
import { examineMigrations } from './migrations.ts';

const SILENT = { info() {}, warn() {}, error() {} };

export async function examineDatabase(config: DatabaseConfig): Promise<Finding[]> {
  const findings = [
    ...(await onConnection('DATABASE_URL', config.url, (client, pooled) => examineServer(client, pooled, config))),
    ...(await onConnection('DATABASE_URL_UNPOOLED', config.unpooledUrl, async (client, pooled) => [
      examineDirect(pooled),
      await examineMigrations(client, config),
    ])),
  ];
  // What cannot be reached is said once.
  if (findings.some((finding) => finding.unreachable)) return findings;
  return [...findings, await examineIsolation(config)];
}

async function onConnection(
  variable: string,
  url: string,
  look: (client: pg.Client, pooled: boolean) => Promise<Finding[]>,
): Promise<Finding[]> {
  const client = new pg.Client({ ...connectionOptions(url), connectionTimeoutMillis: 30_000, query_timeout: 30_000 });
  client.on('error', () => {}); // the query under way fails by itself
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    // A pooler makes up the process that it tells its clients.
    const pooled = rows[0]?.pid !== (client as pg.Client & { readonly processID: number }).processID;
    return await look(client, pooled);
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException;
    const words = message || code || String(fault); // one address of several says nothing but its code
    return [unreachable(variable, words, 'Look at host, port, login and certificate, and whether the server runs.')];
  } finally {
    await client.end().catch(() => {});
  }
}

function examineDirect(pooled: boolean): Finding {
  if (!pooled) return ok('DATABASE_URL_UNPOOLED', 'direct');
  return error('DATABASE_URL_UNPOOLED', 'through a pooler', 'Migrations need a direct connection: set it to one.');
}

/** The server's own proof, exactly. */
async function examineIsolation(config: DatabaseConfig): Promise<Finding> {
  const check = 'row-level security';
  const database = createDatabase(config, { log: SILENT });
  try {
    await database.start();
    const seen = database.ready();
    if (seen !== 'ready') return unreachable(check, seen.message, 'Run it again.');
    return ok(check, 'enabled, forced and active on every table with user data');
  } catch (fault) {
    return error(check, (fault as Error).message, 'The server refuses to start like this.');
  } finally {
    await database.close();
  }
}
