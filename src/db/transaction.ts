/** One transaction's way to the database: holds back BEGIN and identity until the first real statement, and sends them together. */
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { BatchResult, Statement } from './batch.ts';
import { OutcomeUnknownError, RolledBackError, UnscopedStatementError } from './database-faults.ts';
import type { Wire, WirePool } from './wire-pool.ts';

const BEGIN: Statement = { text: 'begin', values: [], name: 'begin' };
const COMMIT: Statement = { text: 'commit', values: [], name: 'commit' };
const ROLLBACK: Statement = { text: 'rollback', values: [] };

/**
 * What a scope's builders, and MikroORM through Kysely, see as their connection. No pool client is taken before there is
 * something to say, so a transaction of n statements makes n + 1 round trips and not n + 3. After its end it refuses everything.
 */
export class Transaction implements DatabaseConnection {
  #pool: WirePool;
  #wire: Wire | undefined;
  #held: readonly Statement[];
  #ended = false;

  /** @param identity sets role and user for this transaction */
  constructor(pool: WirePool, identity: Statement) {
    this.#pool = pool;
    this.#held = [BEGIN, identity];
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#ended) throw new UnscopedStatementError();
    const statement = this.#pool.statement(query.sql, query.parameters);
    this.#wire ??= await this.#pool.acquire();
    const held = this.#held;
    this.#held = [];
    const result = await this.#wire.run([...held, statement]);
    return { rows: result.rows as Row[], numAffectedRows: affected(result) };
  }

  /**
   * @throws OutcomeUnknownError when the connection broke after the bytes of COMMIT were handed to the socket
   * @throws RolledBackError when PostgreSQL answered COMMIT with ROLLBACK
   */
  async commit(): Promise<void> {
    if (this.#wire === undefined) return; // nothing was ever sent
    if (this.#wire.lost !== null) throw this.#wire.lost; // COMMIT never left: the transaction is gone for certain
    let result: BatchResult;
    try {
      result = await this.#wire.run([COMMIT]);
    } catch (error) {
      throw this.#wire.lost === null ? error : new OutcomeUnknownError(error);
    }
    if (result.tag !== 'COMMIT') throw new RolledBackError();
  }

  /** Never throws: why the work failed is what counts, and a connection that cannot even roll back is thrown away. */
  async rollback(): Promise<void> {
    if (this.#wire === undefined || this.#wire.lost !== null) return; // the server rolls back by itself
    await this.#wire.run([ROLLBACK]).catch(() => {});
  }

  /** Ends it: gives the pool client back. */
  release(): void {
    this.#ended = true;
    this.#wire?.release();
    this.#wire = undefined;
  }

  // biome-ignore lint/correctness/useYield: the contract of Kysely; nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new UnscopedStatementError();
  }
}

const affected = ({ tag }: BatchResult): bigint => BigInt(/ (\d+)$/.exec(tag)?.[1] ?? 0);
