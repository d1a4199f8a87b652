/** The pool of pg clients, seen as wires: run a batch on one, with a deadline, and never reuse one in doubt. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { Batch, type BatchResult, type Columns, type Statement } from './batch.ts';
import { DatabaseTimeoutError } from './database-faults.ts';

/** A pool client in the hands of one transaction. */
export interface Wire {
  /** Sends the statements in one round trip; resolves to what the last of them gave. @throws `lost` if it is, and sends nothing */
  run(statements: readonly Statement[]): Promise<BatchResult>;
  /** Why the connection is gone; null while it lives. */
  readonly lost: Error | null;
  /** Whether the server has said of every statement of the latest batch that it was executed. */
  readonly isComplete: boolean;
  /** Gives the client back, or throws it away if it is in doubt. */
  release(): void;
}

/** Distinct statements that are kept prepared: far above the shapes of the queries here; beyond it they go unnamed. */
const MAX_NAMED = 500;

/** @see {@link Wire} */
export class WirePool {
  readonly pool: pg.Pool;
  #deadlineMs: number;
  #names = new Map<string, string>();
  #shapes = new Map<string, Columns>();
  #named = true;

  /**
   * @param options of the pg pool
   * @param deadlineMs how long a batch may take, seen from here: above the server's own statement timeout, so that it
   *   fires only when the server has gone silent
   * @param onError told of connections lost while idle: a suspended Neon drops them, which is no failure
   */
  constructor(options: pg.PoolConfig, deadlineMs: number, onError: (error: Error) => void) {
    this.pool = new pg.Pool(options);
    this.#deadlineMs = deadlineMs;
    this.pool.on('error', onError);
    // A server can drop a connection in the very packet that says it is ready: the pool has let go of the client by then, and
    // `acquire` does not hold it yet. An 'error' without a listener would end the process; the first query meets the fault.
    this.pool.on('connect', (client) => client.on('error', () => {}));
  }

  /** A statement ready for the wire. With parameters it is prepared under a name made of its text; MikroORM's literals are not. */
  statement(text: string, values: readonly unknown[]): Statement {
    return { text, values, name: values.length > 0 ? this.nameOf(text) : undefined };
  }

  nameOf(text: string): string | undefined {
    if (!this.#named) return undefined;
    let name = this.#names.get(text);
    if (name === undefined && this.#names.size < MAX_NAMED) {
      name = `q${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
      this.#names.set(text, name);
    }
    return name;
  }

  /** For poolers which do not know prepared statements (PgBouncer before 1.21): from now on every statement goes unnamed. */
  stopNaming(): void {
    this.#named = false;
  }

  /** Waits at most the pool's `connectionTimeoutMillis` for a free or new connection. */
  async acquire(): Promise<Wire> {
    const client = await this.pool.connect();
    const wire = new ClientWire(client, this.#shapes, this.#deadlineMs, () => this.#named);
    client.on('error', wire.onError);
    return wire;
  }
}

class ClientWire implements Wire {
  lost: Error | null = null;
  isComplete = true;
  /** Alive, but it is not known which prepared statements the server still holds. */
  #doubtful = false;
  #client: pg.PoolClient;
  #shapes: Map<string, Columns>;
  #deadlineMs: number;
  #named: () => boolean;

  constructor(client: pg.PoolClient, shapes: Map<string, Columns>, deadlineMs: number, named: () => boolean) {
    this.#client = client;
    this.#shapes = shapes;
    this.#deadlineMs = deadlineMs;
    this.#named = named;
  }

  /** pg reports a dropped connection as an event besides failing the query; without a listener it would end the process. */
  readonly onError = (error: Error): void => {
    this.lost ??= error;
  };

  async run(statements: readonly Statement[]): Promise<BatchResult> {
    if (this.lost !== null) throw this.lost; // pg would only say that it is not queryable, and not why
    const batch = new Batch(this.#named() ? statements : statements.map(unnamed), this.#shapes);
    const timer = setTimeout(() => {
      this.lost ??= new DatabaseTimeoutError(this.#deadlineMs);
      batch.handleError(this.lost);
    }, this.#deadlineMs);
    try {
      this.#client.query(batch);
      return await batch.result;
    } catch (error) {
      if (!endsOnlyTheStatement(error))
        this.lost ??= error as Error; // pg rejects with nothing but errors
      else if (batch.prepares || leadsElsewhere(error)) this.#doubtful = true;
      throw error;
    } finally {
      this.isComplete = batch.isComplete;
      clearTimeout(timer);
    }
  }

  release(): void {
    this.#client.off('error', this.onError);
    this.#client.release(this.lost ?? this.#doubtful);
  }
}

const unnamed = ({ text, values }: Statement): Statement => ({ text, values });

/** 25006, 25P02: after a failover the connection may lead to a replica; the next one leads to where writes go. */
const leadsElsewhere = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^25(?:006|P02)$/.test(error.code ?? '');

/**
 * Whether the server itself said so and the session lives on. The severity alone does not tell: some poolers report a server that
 * they have lost as a mere ERROR, and severities are translated; the classes 08 and 57P speak of the connection whatever it says.
 */
const endsOnlyTheStatement = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  !/^(?:FATAL|PANIC)$/.test(error.severity ?? '') &&
  !/^(?:08|57P)/.test(error.code ?? '');
