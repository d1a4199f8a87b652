/** The Kysely dialect under MikroORM: PostgreSQL's own, but for connections that hold BEGIN and identity back. */
import {
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { HeldConnection } from './held-connection.ts';
import type { WirePool } from './wire-pool.ts';

/** @param pool stays the caller's: the dialect never closes it */
export const createDialect = (pool: WirePool): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => createDriver(pool),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new PostgresIntrospector(db),
});

const createDriver = (pool: WirePool): Driver => ({
  init: async () => {},
  acquireConnection: async () => new HeldConnection(pool),
  beginTransaction: async (connection) => held(connection).begin(),
  commitTransaction: (connection) => held(connection).commit(),
  rollbackTransaction: (connection) => held(connection).rollback(),
  releaseConnection: async (connection) => held(connection).release(),
  destroy: async () => {},
});

function held(connection: unknown): HeldConnection {
  if (connection instanceof HeldConnection) return connection;
  throw new TypeError('Not a connection of this dialect');
}
