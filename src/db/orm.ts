/** MikroORM on this service's own dialect, and the tables as its entities define them. */
import { type InferKyselyDB, MikroORM } from '@mikro-orm/postgresql';
import { Task } from '../tasks/task.entity.ts';
import { User } from '../users/user.entity.ts';
import { createDialect } from './dialect.ts';
import type { WirePool } from './wire-pool.ts';

/** Every entity, named one by one. */
export const ENTITIES = [User, Task];

/** Tables and columns for Kysely. */
export type Tables = InferKyselyDB<typeof User | typeof Task>;

/** @param pool carries every statement; nothing is connected before the first one */
export const createOrm = (pool: WirePool) =>
  new MikroORM({
    entities: ENTITIES,
    driverOptions: createDialect(pool),
    // The dialect owns host and credentials; MikroORM asks for a name all the same.
    dbName: 'todo',
    // Identity goes with each transaction, never with a connection: behind a pooler that would be another client's.
    sessionContext: 'transaction',
    // A log of queries would hold titles: they are literals in MikroORM's own statements.
    debug: false,
    ensureDatabase: false,
  });
