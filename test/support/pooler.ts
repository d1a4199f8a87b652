/** PgBouncer in transaction mode before the test's server, as Neon's pooler is before a database: where it is installed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../../cli/dev/free-port.ts';
import { missing, programFolder, startProgram } from './program.ts';

/** Why tests are skipped; false where PgBouncer is installed. */
export const NO_POOLER: string | false = missing({ pgbouncer: 'pgbouncer' });

/** Few server connections force clients to share them. */
export const SERVER_CONNECTIONS = 2;

/** Starts it for one test. @returns the connection string of the same database through it */
export async function startPooler(t: TestContext, url: string): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const file = join(programFolder(t), 'pgbouncer.ini');
  const listen = await freePort();
  const quoted = (text: string) => `'${decodeURIComponent(text).replaceAll("'", "''")}'`;
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${port || 5432} user=${quoted(username)} password=${quoted(password)}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${listen}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    `default_pool_size = ${SERVER_CONNECTIONS}`,
    'max_client_conn = 500',
  ];
  writeFileSync(file, settings.join('\n'));
  await startProgram(t, ['pgbouncer', file], listen);
  return `postgres://any@127.0.0.1:${listen}${pathname}`;
}
