/** The database as the rest of the service sees it: one user's scope at a time, and nothing before isolation is proven. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { BatchResult, Statement } from './batch.ts';
import { connectionOptions } from './connection-options.ts';
import { FairShare } from './fair-share.ts';
import { createProof } from './isolation-guard.ts';
import { createOrm, type Tables } from './orm.ts';
import { APP_ROLE, USER_SETTING } from './owned-table.ts';
import { PreparedQueries } from './prepared-queries.ts';
import { withRetries } from './retry.ts';
import { type ReadScope, readScope, type WriteScope, writeScope } from './scopes.ts';
import { Transaction } from './transaction.ts';
import { WirePool } from './wire-pool.ts';

/** How to reach the database, and how long to wait for it. Times in milliseconds. */
export interface DatabaseConfig {
  readonly url: string;
  readonly poolMax: number;
  readonly statementTimeoutMs: number;
  readonly poolWaitMs: number;
}

/** What the database needs of a pino logger. */
export interface DatabaseLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Above the server's own statement timeout, so that it fires only for a server that has gone silent. */
const SILENCE_MS = 1_000;

/** How long a request goes on trying to connect to a database that refuses: a restart or a wake-up is often shorter. */
const CONNECT_FOR_MS = 1_000;

export type Database = ReturnType<typeof createDatabase>;

/** Opens nothing yet: the first connection is made by {@link Database.start} or the first request. */
export function createDatabase(config: DatabaseConfig, { log }: { log: DatabaseLog }) {
  const wires = new WirePool(
    {
      ...connectionOptions(config.url),
      max: config.poolMax,
      connectionTimeoutMillis: config.poolWaitMs,
      // Below the five minutes after which Neon suspends, so that an idle instance does not hold stale connections.
      idleTimeoutMillis: 60_000,
    },
    config.statementTimeoutMs + SILENCE_MS,
    (error) => log.info({ err: error }, 'idle database connection lost'),
  );
  const share = new FairShare(config.poolMax, config.poolWaitMs);
  const orm = createOrm();
  const compiler = orm.em.getKysely<Tables>();
  const parts = { orm, db: compiler, queries: new PreparedQueries(compiler) };

  /** Role, user and limits of one transaction, in one statement; `$1` is the user. */
  const identitySql = (settings: Readonly<Record<string, string | number>>) =>
    [`select set_config('role', '${APP_ROLE}', true)`, `set_config('${USER_SETTING}', $1, true)`]
      .concat(Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`))
      .join(', ');
  const timeout = config.statementTimeoutMs;
  const READ_IDENTITY = identitySql({ transaction_read_only: 'on', statement_timeout: timeout });
  /** A lock is waited for half as long as a statement. */
  const WRITE_IDENTITY = identitySql({
    statement_timeout: timeout,
    lock_timeout: Math.ceil(timeout / 2),
    idle_in_transaction_session_timeout: timeout,
  });

  const retrying = <T>(work: () => Promise<T>): Promise<T> =>
    withRetries(work, CONNECT_FOR_MS, () => {
      log.warn({}, 'the pooler does not hold prepared statements: going on without');
      wires.stopNaming();
    });

  /** Identity and query in one round trip; PostgreSQL makes one READ ONLY transaction of them. */
  async function readOnce(userId: string, query: Statement): Promise<BatchResult> {
    const wire = await wires.acquire();
    try {
      return await wire.run([wires.statement(READ_IDENTITY, [userId]), query]);
    } finally {
      wire.release();
    }
  }

  async function readRows<Row>(userId: string, { sql, parameters }: CompiledQuery<Row>): Promise<Row[]> {
    const { rows } = await retrying(() => readOnce(userId, wires.statement(sql, parameters)));
    return rows as Row[]; // the compiled query says what its rows are
  }

  async function writeOnce<T>(userId: string, work: (scope: WriteScope) => Promise<T>): Promise<T> {
    const transaction = new Transaction(wires, wires.statement(WRITE_IDENTITY, [userId]));
    try {
      const result = await work(writeScope(parts, userId, transaction));
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    } finally {
      transaction.release();
    }
  }

  const guard = createProof((query) => readRows('', query), compiler as unknown as Kysely<never>, log);

  return {
    /** The work may be done again after a fault: it must do nothing but use the scope. @throws AppError */
    async read<T>(userId: string, work: (scope: ReadScope) => Promise<T>): Promise<T> {
      const send = <Row>(query: CompiledQuery<Row>) => readRows(userId, query);
      return share.run(userId, () => guard.watch(async () => work(readScope(parts, userId, send))));
    },

    /** One transaction: BEGIN, identity and the first statement travel together. As above. @throws AppError */
    async write<T>(userId: string, work: (scope: WriteScope) => Promise<T>): Promise<T> {
      return share.run(userId, () => guard.watch(() => retrying(() => writeOnce(userId, work))));
    },

    start: guard.start,
    ready: guard.ready,

    /** Connections: all, idle ones, and requests waiting for one. */
    get pool() {
      return { total: wires.pool.totalCount, idle: wires.pool.idleCount, waiting: wires.pool.waitingCount };
    },

    async close(): Promise<void> {
      await orm.close();
      await wires.pool.end();
    },
  };
}
