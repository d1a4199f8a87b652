/** One run of the PostgreSQL server: from its spawn to its readiness, and the watchdog that outlives us if we are killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { readPostmasterPid, stopPostmaster } from './orphan-postgres.ts';
import { spawnAs } from './postgres-account.ts';
import { type PostgresBinaries, type PostgresHome, PostgresStartError, postgresEnvironment } from './postgres-home.ts';

/** Long enough for the recovery after a kill, on a slow disk. */
const START_LIMIT_MS = 60_000;

/** Lines of the server's log that an error shows. */
const LOG_TAIL_LINES = 20;

/** The port was taken between our look and PostgreSQL's bind, or the children of a killed server are still on their way out. */
const PASSES_BY_ITSELF = /Address already in use|shared memory block .* is still in use/;

/**
 * Runs until told that all is done, or until the pipe to it breaks because its parent died, be it by SIGKILL: then it stops
 * the server `$2` with the signal `$1` and, once its pid file `$3` is gone, removes the folders that follow.
 */
const WATCHDOG = `read -r _ && exit
kill -s "$1" "$2"; gone="$3"; shift 3; [ $# -eq 0 ] && exit
tries=0; while [ -e "$gone" ] && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
rm -rf -- "$@"`;

/** A server that takes connections. */
export interface PostgresProcess {
  readonly port: number;
  /** Resolves when the server has ended, asked or not, with the end of its log. */
  readonly stopped: Promise<string>;
  stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>;
}

/**
 * Spawns the server on a free port of 127.0.0.1 and waits until it takes connections.
 * @param options.settings further settings, as `name=value`
 * @param options.remove what to remove should this process die before it has stopped the server
 * @throws PostgresStartError with the end of the server's own log
 */
export async function runPostgres(
  home: PostgresHome,
  binaries: PostgresBinaries,
  options: { settings: readonly string[]; remove: readonly string[] },
): Promise<PostgresProcess> {
  const data = join(home.path, 'data');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const all = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', ...options.settings];
    const log = openSync(join(home.path, 'postgres.log'), 'w', 0o600);
    const child = spawn(binaries.postgres, ['-D', data, ...all.flatMap((setting) => ['-c', setting])], {
      ...spawnAs(home.account),
      env: postgresEnvironment(),
      stdio: ['ignore', log, log],
      detached: true, // Ctrl-C in the terminal is meant for us; we stop the server after its clients
    });
    closeSync(log);
    if (child.pid !== undefined) watchOver(child, child.pid, data, options.remove);
    const end = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', () => resolve(logTail(home)));
    });
    if (await ready(child, data)) {
      child.unref(); // it serves this process, and shall not keep it alive
      return { port, stopped: end, stop: (signal) => stopPostmaster(child.pid, () => !ended(child), signal) };
    }
    await stopPostmaster(child.pid, () => !ended(child), 'SIGQUIT');
    const words = await end;
    if (attempt === 5 || !PASSES_BY_ITSELF.test(words)) {
      throw new PostgresStartError(`PostgreSQL could not start in ${home.path}. It says:\n${words}`);
    }
    await sleep(200 * attempt);
  }
}

/** Starts the watchdog over the server, and tells it in the end that the server is gone. */
function watchOver(server: ChildProcess, pid: number, data: string, remove: readonly string[]): void {
  const signal = remove.length > 0 ? 'QUIT' : 'INT';
  const args = ['watchdog', signal, String(pid), join(data, 'postmaster.pid'), ...remove];
  const watchdog = spawn('/bin/sh', ['-c', WATCHDOG, ...args], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  server.once('exit', () => watchdog.stdin.end('done\n'));
}

async function ready(child: ChildProcess, data: string): Promise<boolean> {
  for (const deadline = Date.now() + START_LIMIT_MS; !ended(child) && Date.now() < deadline; await sleep(20)) {
    const running = readPostmasterPid(data);
    if (running?.pid === child.pid && running?.state === 'ready') return true;
  }
  return false;
}

function ended(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function logTail(home: PostgresHome): string {
  return readFileSync(join(home.path, 'postgres.log'), 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}
