/** PgBouncer in transaction mode before the test's server, as Neon's pooler is before a database: where it is installed. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../../cli/dev/free-port.ts';
import { administer } from './postgres.ts';
import { missing, programFolder, startProgram } from './program.ts';

/** Why tests are skipped; false where PgBouncer is installed. */
export const NO_POOLER: string | false = missing({ pgbouncer: 'pgbouncer' });

/** Few server connections force clients to share them. */
export const SERVER_CONNECTIONS = 2;

/** A PgBouncer that a test may kill, start again and talk to. */
export interface Pooler {
  /** The connection string of the same database through it. */
  readonly url: string;
  /** Runs a command of its console, such as `PAUSE`. */
  command(text: string): Promise<unknown>;
  /** By SIGKILL, with every connection. */
  kill(): Promise<void>;
  /** Under the same address. */
  start(): Promise<void>;
}

/** Starts it for one test. @returns the connection string of the same database through it */
export const startPooler = async (t: TestContext, url: string): Promise<string> => (await openPooler(t, url)).url;

/** Starts it for one test. @param extra lines of its configuration besides the usual ones */
export async function openPooler(t: TestContext, url: string, extra: readonly string[] = []): Promise<Pooler> {
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
    'admin_users = any',
    'pool_mode = transaction',
    `default_pool_size = ${SERVER_CONNECTIONS}`,
    'max_client_conn = 500',
    ...extra,
  ];
  writeFileSync(file, settings.join('\n'));
  const run = () => startProgram(t, ['pgbouncer', file], listen);
  let child = await run();
  const at = `postgres://any@127.0.0.1:${listen}`;
  return {
    url: `${at}${pathname}`,
    command: (text) => administer([text], `${at}/pgbouncer`),
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async start() {
      child = await run();
    },
  };
}
