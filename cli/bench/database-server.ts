/** The PostgreSQL server that a run makes its databases on: the one that the variables name, or an embedded one. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config.ts';
import { type EmbeddedPostgres, startPostgres } from '../dev/embedded-postgres.ts';
import { ExitError } from '../exit.ts';

export interface DatabaseServer extends AsyncDisposable {
  /** A direct connection. */
  readonly url: string;
}

export async function databaseServer(): Promise<DatabaseServer> {
  const named = ['DATABASE_URL', 'DATABASE_URL_FILE', 'DATABASE_URL_UNPOOLED', 'DATABASE_URL_UNPOOLED_FILE'];
  if (named.some((name) => process.env[name] !== undefined)) {
    const url = loadConfig(process.env, ['database']).database.unpooledUrl;
    return { url, [Symbol.asyncDispose]: async () => {} };
  }
  const folder = join(tmpdir(), `todo-api-bench-${randomUUID()}`);
  const server = await embedded(folder);
  return { url: server.url('postgres'), [Symbol.asyncDispose]: () => server.stop() };
}

/** Its binaries are a development dependency: an image has none, and can measure all the same. */
async function embedded(folder: string): Promise<EmbeddedPostgres> {
  try {
    return await startPostgres({ folder, throwaway: true });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'MODULE_NOT_FOUND') throw error;
    const remedy = 'Set DATABASE_URL to a server where databases may be made, or measure a running server with --url.';
    throw new ExitError(2, `The embedded database is a development dependency and not installed here. ${remedy}`, {
      cause: error,
    });
  }
}
