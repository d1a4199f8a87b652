/** The only way to a user's rows: query builders that already name the owner, and a unit of work that does. */
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { type CompiledQuery, Kysely } from 'kysely';
import type { TaskInput } from '../tasks/task-row.ts';
import { createDialect } from './dialect.ts';
import type { Tables } from './orm.ts';
import type { Transaction } from './transaction.ts';

/** A query builder, or `sql` around some: whatever becomes one statement. */
export interface Query<Row> {
  compile(db: Kysely<Tables>): CompiledQuery<Row>;
}

/** One user's rows, for reading. Each statement is a READ ONLY transaction of its own, in one round trip. */
export interface ReadScope {
  /** The owner, from the token. */
  readonly userId: string;
  /** Begins a query on the owner's tasks. */
  selectTasks(): ReturnType<typeof ownTasks.select>;
  /** Sends a query begun with this scope. */
  rows<Row>(query: Query<Row>): Promise<Row[]>;
}

/** One user's rows, for writing, inside one transaction. */
export interface WriteScope extends ReadScope {
  /** The unit of work of this transaction, under the same role and user, with the owner's filter on. */
  readonly em: SqlEntityManager;
  insertTask(task: NewTask): ReturnType<typeof ownTasks.insert>;
  updateTasks(): ReturnType<typeof ownTasks.update>;
  deleteTasks(): ReturnType<typeof ownTasks.delete>;
}

export type NewTask = TaskInput & { readonly id: string };

/** The first wall: whatever is added to these statements, the rows are the owner's. */
const ownTasks = {
  select: (db: Kysely<Tables>, userId: string) => db.selectFrom('tasks').where('user_id', '=', userId),
  insert: (db: Kysely<Tables>, userId: string, task: NewTask) =>
    db.insertInto('tasks').values({ ...task, user_id: userId }),
  update: (db: Kysely<Tables>, userId: string) => db.updateTable('tasks').where('user_id', '=', userId),
  delete: (db: Kysely<Tables>, userId: string) => db.deleteFrom('tasks').where('user_id', '=', userId),
};

/** @param send carries a statement to the database under the user's identity */
export const readScope = (db: Kysely<Tables>, userId: string, send: ReadScope['rows']): ReadScope => ({
  userId,
  selectTasks: () => ownTasks.select(db, userId),
  rows: send,
});

/**
 * @param db compiles, and sends nothing by itself
 * @param transaction runs under the user's identity
 */
export function writeScope(orm: MikroORM, db: Kysely<Tables>, userId: string, transaction: Transaction): WriteScope {
  let em: SqlEntityManager | undefined;
  return {
    userId,
    // Made only for who asks: most writes are one statement, and have no use for an identity map.
    get em() {
      em ??= unitOfWork(orm, userId, transaction);
      return em;
    },
    selectTasks: () => ownTasks.select(db, userId),
    insertTask: (task) => ownTasks.insert(db, userId, task),
    updateTasks: () => ownTasks.update(db, userId),
    deleteTasks: () => ownTasks.delete(db, userId),
    rows: async <Row>(query: Query<Row>) => (await transaction.executeQuery<Row>(query.compile(db))).rows,
  };
}

function unitOfWork(orm: MikroORM, userId: string, transaction: Transaction): SqlEntityManager {
  const em = orm.em.fork();
  em.setFilterParams('owner', { userId });
  em.setTransactionContext(new Kysely<Tables>({ dialect: createDialect(transaction) }));
  return em;
}
