/** One transaction's way to the database: holds back BEGIN and identity until the first real statement, and sends them together. */
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { BatchResult, Statement } from './batch.ts';
import { OutcomeUnknownError, RolledBackError, UnscopedStatementError } from './database-faults.ts';
import type { Wire, WirePool } from './wire-pool.ts';

/** How MikroORM sets the session context of a transaction: the first statement after BEGIN, its result unused. */
const SETS_IDENTITY = /^select set_config\('role', /;

/**
 * What Kysely and MikroORM see as a connection. No pool client is taken before there is something to say, so a
 * transaction of n statements makes n + 1 round trips and not n + 3. A statement outside of a transaction with
 * role and user is refused: whoever gets hold of a Kysely or an EntityManager reaches no row with it.
 */
export class HeldConnection implements DatabaseConnection {
  #pool: WirePool;
  #wire: Wire | undefined;
  #held: Statement[] = [];

  constructor(pool: WirePool) {
    this.#pool = pool;
  }

  begin(): void {
    this.#held = [{ text: 'begin', values: [], name: 'begin' }];
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#pool.statement(query.sql, query.parameters);
    if (this.#wire === undefined) {
      if (this.#held.length === 1 && SETS_IDENTITY.test(query.sql)) {
        this.#held.push(statement);
        return { rows: [] };
      }
      if (this.#held.length !== 2) throw new UnscopedStatementError();
      this.#wire = await this.#pool.acquire();
    }
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
      result = await this.#wire.run([{ text: 'commit', values: [], name: 'commit' }]);
    } catch (error) {
      throw this.#wire.lost === null ? error : new OutcomeUnknownError(error);
    }
    if (result.tag !== 'COMMIT') throw new RolledBackError();
  }

  async rollback(): Promise<void> {
    if (this.#wire === undefined || this.#wire.lost !== null) return; // the server rolls back by itself
    await this.#wire.run([{ text: 'rollback', values: [] }]);
  }

  release(): void {
    this.#wire?.release();
    this.#wire = undefined;
    this.#held = [];
  }

  // biome-ignore lint/correctness/useYield: the contract of Kysely; nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new UnscopedStatementError();
  }
}

const affected = ({ tag }: BatchResult): bigint => BigInt(/ (\d+)$/.exec(tag)?.[1] ?? 0);
