/** One transaction's way to the database: holds back BEGIN and identity until the first real statement, and sends them together. */
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { BatchResult, Statement } from './batch.ts';
import { isUndone, OutcomeUnknownError, RolledBackError, UnscopedStatementError } from './database-faults.ts';
import type { Wire, WirePool } from './wire-pool.ts';

const BEGIN: Statement = { text: 'begin', values: [], name: 'begin' };
const COMMIT: Statement = { text: 'commit', values: [], name: 'commit' };
const ROLLBACK: Statement = { text: 'rollback', values: [] };

/**
 * What a scope's builders, and MikroORM through Kysely, see as their connection. No pool client is taken before there is
 * something to say, so a transaction of n statements makes n + 1 round trips and not n + 3, and one if it is known to be the only
 * one. After its end it refuses everything.
 */
export class Transaction implements DatabaseConnection {
  #pool: WirePool;
  /** Asked for once, however many statements want it at once: a second client would have neither role nor user. */
  #acquired: Promise<Wire> | undefined;
  #wire: Wire | undefined;
  #identity: Statement;
  #held: readonly Statement[];
  #ended = false;
  /** Whether whoever made it has given it up. */
  #isReleased = false;

  /** @param identity sets role and user for this transaction */
  constructor(pool: WirePool, identity: Statement) {
    this.#pool = pool;
    this.#identity = identity;
    this.#held = [BEGIN, identity];
  }

  /**
   * The only statement of a transaction: identity, statement and its commit are one round trip, as PostgreSQL ends the implicit
   * transaction by itself.
   * @throws OutcomeUnknownError when the connection broke and the server may have committed
   */
  async executeOnly<Row>(query: CompiledQuery): Promise<Row[]> {
    if (this.#ended || this.#acquired !== undefined) throw new UnscopedStatementError();
    this.#ended = true;
    this.#acquired = this.#pool.acquire();
    const wire = await this.#acquired;
    if (this.#isReleased) throw new UnscopedStatementError(); // the work gave up while this was waiting
    this.#wire = wire;
    if (wire.lost !== null) throw wire.lost; // nothing was sent
    try {
      const { rows } = await wire.run([this.#identity, this.#pool.statement(query.sql, query.parameters)]);
      return rows as Row[];
    } catch (error) {
      throw wire.lost === null || isUndone(error, wire.isComplete) ? error : new OutcomeUnknownError(error);
    }
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#ended) throw new UnscopedStatementError();
    const statement = this.#pool.statement(query.sql, query.parameters);
    this.#acquired ??= this.#pool.acquire();
    const wire = await this.#acquired;
    if (this.#ended) throw new UnscopedStatementError(); // the work gave up while this was waiting
    this.#wire = wire;
    const held = this.#held;
    this.#held = [];
    const result = await wire.run([...held, statement]);
    return { rows: result.rows as Row[], numAffectedRows: affected(result) };
  }

  /**
   * @throws OutcomeUnknownError when the connection broke after the bytes of COMMIT were handed to the socket
   * @throws RolledBackError when PostgreSQL answered COMMIT with ROLLBACK
   */
  async commit(): Promise<void> {
    this.#ended = true; // what comes behind COMMIT would go as the login role
    if (this.#wire === undefined || !this.#hasBegun) return; // nothing was sent, or what was sent is committed
    if (this.#wire.lost !== null) throw this.#wire.lost; // COMMIT never left: the transaction is gone for certain
    let result: BatchResult;
    try {
      result = await this.#wire.run([COMMIT]);
    } catch (error) {
      throw this.#wire.lost === null ? error : new OutcomeUnknownError(error);
    }
    if (result.tag !== 'COMMIT') throw new RolledBackError();
  }

  /** Whether there is anything for COMMIT or ROLLBACK to end. */
  get #hasBegun(): boolean {
    return this.#held.length === 0;
  }

  /** Never throws: why the work failed is what counts, and a connection that cannot even roll back is thrown away. */
  async rollback(): Promise<void> {
    this.#ended = true;
    if (this.#wire === undefined || !this.#hasBegun || this.#wire.lost !== null) return; // the server rolls back by itself
    await this.#wire.run([ROLLBACK]).catch(() => {});
  }

  /** Ends it: gives the pool client back, as soon as there is one. */
  release(): void {
    this.#ended = true;
    this.#isReleased = true;
    if (this.#wire !== undefined) this.#wire.release();
    else this.#acquired?.then((wire) => wire.release()).catch(() => {}); // who waits for it learns of the fault
    this.#wire = undefined;
  }

  // biome-ignore lint/correctness/useYield: the contract of Kysely; nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new UnscopedStatementError();
  }
}

const affected = ({ tag }: BatchResult): bigint => BigInt(/ (\d+)$/.exec(tag)?.[1] ?? 0);
