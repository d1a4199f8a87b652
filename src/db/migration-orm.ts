/** The ORM of migrations: on a direct connection, waiting for a database that is starting. */
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../../migrations/all.ts';
import { connectionOptions } from './connection-options.ts';
import { ENTITIES } from './orm.ts';
import { withRetries } from './retry.ts';

/** How long to wait for a database that is starting: Neon wakes in seconds, a new container in some more. */
const COLD_START_MS = 30_000;

/** Where to migrate, and who will run against it. */
export interface MigrationTarget {
  /** The direct URL: session-level things do not hold through a transaction pooler. */
  readonly unpooledUrl: string;
  /** The URL of the server; its login gets the runtime role too. */
  readonly url: string;
}

/** Opens it for one piece of work. @throws AppError */
export async function withOrm<T>(target: MigrationTarget, work: (orm: MikroORM) => Promise<T>): Promise<T> {
  const orm = new MikroORM({
    entities: ENTITIES,
    extensions: [Migrator],
    dbName: connectionOptions(target.unpooledUrl).database ?? '',
    // One for the transaction, one for the catalogue look-ups that the migrator makes beside it.
    driverOptions: { ...connectionOptions(target.unpooledUrl), max: 2, connectionTimeoutMillis: 30_000 },
    migrations: {
      tableName: MIGRATIONS_TABLE,
      migrationsList: MIGRATIONS,
      snapshot: false,
      allOrNothing: true,
      silent: true,
    },
    schemaGenerator: { skipTables: [MIGRATIONS_TABLE] },
  });
  try {
    // Each piece of work is one transaction: nothing of it is left when it is done again.
    return await withRetries(
      () => work(orm as unknown as MikroORM),
      COLD_START_MS,
      () => {},
    );
  } finally {
    await orm.close(true);
  }
}
