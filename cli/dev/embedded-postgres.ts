/** A real PostgreSQL server in a folder of its own, for `dev`, tests and bench: it lives exactly as long as this process. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.ts';
import { clearOrphan } from './orphan-postgres.ts';
import { initialiseCluster } from './postgres-cluster.ts';
import { postgresBinaries, preparePostgresHome } from './postgres-home.ts';
import { runPostgres } from './postgres-process.ts';

/** Without a promise to survive a power cut, tests need not wait for the disk. */
const THROWAWAY_SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** A server that takes connections on 127.0.0.1. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** The connection string of a database, for the superuser `postgres`. */
  url(database: string): string;
  /** Resolves with the end of the server's log when it has ended, asked or not. */
  readonly stopped: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the server of `folder`, making its cluster first if there is none. A second start there waits for nothing: what an
 * earlier process left, killed as it may have been, is cleared away, and no acknowledged row is lost.
 * @param options.throwaway for tests: nothing is synced to disk, and the folder is removed in the end, also after a kill
 * @throws FolderInUseError when a living process uses the folder; PostgresStartError with PostgreSQL's own words
 */
export async function startPostgres(options: { folder: string; throwaway?: boolean }): Promise<EmbeddedPostgres> {
  const { folder, throwaway = false } = options;
  const home = preparePostgresHome(folder);
  const unlock = lockFolder(home.path);
  const remove = throwaway ? [home.path, folder] : [];
  const leave = () => {
    unlock();
    for (const path of remove) rmSync(path, { recursive: true, force: true });
  };
  try {
    const binaries = await postgresBinaries(home);
    const password = initialiseCluster(home, binaries, throwaway);
    await clearOrphan(join(home.path, 'data'));
    const server = await runPostgres(home, binaries, { settings: throwaway ? THROWAWAY_SETTINGS : [], remove });
    return {
      port: server.port,
      stopped: server.stopped,
      url: (database) => `postgres://postgres:${password}@127.0.0.1:${server.port}/${encodeURIComponent(database)}`,
      async stop() {
        await server.stop(throwaway ? 'SIGQUIT' : 'SIGINT');
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}
