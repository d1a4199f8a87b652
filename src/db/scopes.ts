/** The only way to a user's rows: query builders that already name the owner, and a unit of work that does. */
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { type CompiledQuery, Kysely } from 'kysely';
import type { TaskInput } from '../tasks/task-row.ts';
import { createDialect } from './dialect.ts';
import type { Tables } from './orm.ts';
import type { PreparedQueries } from './prepared-queries.ts';
import type { Transaction } from './transaction.ts';

/** A query builder, or `sql` around some: whatever becomes one statement. */
export interface Query<Row> {
  compile(db: Kysely<Tables>): CompiledQuery<Row>;
}

export type NewTask = TaskInput & { readonly id: string };

/** Begins statements on one owner's rows. The first wall: whatever is added to them, the rows are the owner's. */
const ownRows = (db: Kysely<Tables>, userId: string) => ({
  selectTasks: () => db.selectFrom('tasks').where('user_id', '=', userId),
  insertTask: (task: NewTask) => db.insertInto('tasks').values({ ...task, user_id: userId }),
  updateTasks: () => db.updateTable('tasks').where('user_id', '=', userId),
  deleteTasks: () => db.deleteFrom('tasks').where('user_id', '=', userId),
});

type OwnRows = ReturnType<typeof ownRows>;
type ReadOnly = Pick<OwnRows, 'selectTasks'>;

/** One user's rows, for reading. Each statement is a READ ONLY transaction of its own, in one round trip. */
export interface ReadScope<Own = ReadOnly> extends ReadOnly {
  /** The owner, from the token. */
  readonly userId: string;
  /** Sends a query begun with this scope. */
  rows<Row>(query: Query<Row>): Promise<Row[]>;
  /**
   * Sends a query that is built once for its key: for what every request does. See {@link PreparedQueries.get}.
   * @param build gets the beginnings of statements, and placeholders for `values`
   */
  prepared<Values extends object, Row>(
    key: string,
    values: Values,
    build: (own: Own, values: Values) => Query<Row>,
  ): Promise<Row[]>;
}

/** One user's rows, for writing, inside one transaction. */
export interface WriteScope extends ReadScope<OwnRows>, OwnRows {
  /**
   * Like `prepared`, for a write that is one statement: it is committed in the same round trip, and nothing may come before or behind.
   * Should the connection break, the outcome is unknown more often than with a COMMIT of its own.
   */
  readonly only: ReadScope<OwnRows>['prepared'];
  /** The unit of work of this transaction, under the same role and user, with the owner's filter on. */
  readonly em: SqlEntityManager;
}

/** What all scopes of a database share. */
export interface ScopeParts {
  readonly orm: MikroORM;
  /** Compiles, and sends nothing by itself. */
  readonly db: Kysely<Tables>;
  readonly queries: PreparedQueries;
}

type Send = <Row>(query: CompiledQuery<Row>) => Promise<Row[]>;

/** @param send carries a statement to the database under the user's identity */
export const readScope = (parts: ScopeParts, userId: string, send: Send): ReadScope => scopeOf(parts, userId, send);

const scopeOf = (parts: ScopeParts, userId: string, send: Send): OwnRows & ReadScope<OwnRows> => ({
  userId,
  ...ownRows(parts.db, userId),
  rows: (query) => send(query.compile(parts.db)),
  prepared: preparedBy(parts, userId, send),
});

const preparedBy =
  ({ db, queries }: ScopeParts, userId: string, send: Send): ReadScope<OwnRows>['prepared'] =>
  (key, values, build) =>
    send(queries.get(key, userId, values, (owner, placeholders) => build(ownRows(db, owner), placeholders)));

/** @param transaction runs under the user's identity */
export function writeScope(parts: ScopeParts, userId: string, transaction: Transaction): WriteScope {
  const send: Send = async <Row>(query: CompiledQuery<Row>) => (await transaction.executeQuery<Row>(query)).rows;
  const only = preparedBy(parts, userId, (query) => transaction.executeOnly(query));
  let em: SqlEntityManager | undefined;
  // Made only for who asks: most writes are one statement, and have no use for an identity map.
  return Object.defineProperty({ ...scopeOf(parts, userId, send), only }, 'em', {
    get: () => (em ??= unitOfWork(parts.orm, userId, transaction)),
  }) as WriteScope;
}

function unitOfWork(orm: MikroORM, userId: string, transaction: Transaction): SqlEntityManager {
  const em = orm.em.fork();
  em.setFilterParams('owner', { userId });
  em.setTransactionContext(new Kysely<Tables>({ dialect: createDialect(transaction) }));
  return em;
}
