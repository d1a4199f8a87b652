/** MikroORM on this service's own dialect, and the tables as its entities define them. */
import { type InferKyselyDB, MikroORM } from '@mikro-orm/postgresql';
import { Task } from '../tasks/task.entity.ts';
import { User } from '../users/user.entity.ts';
import { createDialect } from './dialect.ts';

/** Every entity, named one by one. */
export const ENTITIES = [User, Task];

/** Tables and columns for Kysely. */
export type Tables = InferKyselyDB<typeof User | typeof Task>;

/** Its own EntityManager reaches nothing: forks of it do, with the transaction of a write scope as their context. */
export const createOrm = () =>
  new MikroORM({
    entities: ENTITIES,
    driverOptions: createDialect(),
    // The dialect owns host and credentials; MikroORM asks for a name all the same.
    dbName: 'todo',
    // A log of queries would hold titles: they are literals in MikroORM's own statements.
    debug: false,
    ensureDatabase: false,
  });
