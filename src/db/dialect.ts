/** The Kysely dialect under MikroORM: PostgreSQL's own, on one connection of this service's making, or on none. */
import {
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { UnscopedStatementError } from './database-faults.ts';

/** It keeps nothing from one query to the next, and making one costs more than most of its work. */
const COMPILER = new PostgresQueryCompiler();

const nothing = async (): Promise<void> => {};
const refuse = async (): Promise<never> => {
  throw new UnscopedStatementError();
};

/**
 * @param connection carries everything and decides by itself when to begin and to end; without one everything is refused: whoever
 *   gets hold of a Kysely or an EntityManager outside of a scope reaches no row with it
 */
export const createDialect = (connection?: DatabaseConnection): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => ({
    init: nothing,
    acquireConnection: connection === undefined ? refuse : async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: nothing,
    destroy: nothing,
  }),
  createQueryCompiler: () => COMPILER,
  createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new PostgresIntrospector(db),
});
