/** PgBouncer in transaction mode before the test's server, as Neon's pooler is before a database: where it is installed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/dev/free-port.ts';

/** Debian puts it where only root looks. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
const PROGRAM = FOLDERS.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path));

/** Why tests are skipped; false where PgBouncer is installed. */
export const NO_POOLER: string | false =
  PROGRAM === undefined && 'PgBouncer is not installed (apt-get install pgbouncer)';

/** Few server connections force clients to share them. */
export const SERVER_CONNECTIONS = 2;

/** Starts it for one test. @returns the connection string of the same database through it */
export async function startPooler(t: TestContext, url: string): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), 'todo-api-pooler-'));
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
  writeFileSync(join(folder, 'pgbouncer.ini'), settings.join('\n'));
  // It will not run as root, and then must be able to read this.
  chmodSync(folder, 0o755);
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(PROGRAM ?? '', [join(folder, 'pgbouncer.ini')], {
    ...asNobody,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(async () => {
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true });
  });
  await listening(child, listen);
  return `postgres://any@127.0.0.1:${listen}${pathname}`;
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break;
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error(`PgBouncer does not listen: ${log}`);
}
