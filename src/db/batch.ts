/** Several statements in one round trip: Parse, Bind and Execute of each, then a single Sync, as one query of a pg client. */
import type { Connection, FieldDef, Submittable } from 'pg';
import { parserFor } from './column-parsers.ts';
import { Messages } from './messages.ts';

/** One statement with bound parameters (`$1` …). A `name` makes it a prepared statement of its connection. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string | undefined;
}

/** What the last statement of a batch gave. */
export interface BatchResult {
  readonly rows: Record<string, unknown>[];
  /** The command tag, such as `UPDATE 1`. */
  readonly tag: string;
}

/** The members of pg's wire connection that its type definitions leave out. */
interface WireConnection extends Connection {
  /** Names of the prepared statements that this connection's server side holds. */
  readonly parsedStatements: Record<string, string>;
}

/** The columns of a result: name and parser of each. */
export type Columns = readonly (readonly [name: string, parse: (text: string) => unknown])[];

/**
 * A batch to hand to `client.query()`. PostgreSQL runs all its statements as one implicit transaction, unless one of them
 * is BEGIN, and skips the rest after a failure (PostgreSQL documentation, «Extended Query», on pipelining).
 */
export class Batch implements Submittable {
  readonly result: Promise<BatchResult>;
  /** Whether a failure leaves it open which prepared statements the server holds: such a connection must go. */
  prepares = false;
  #statements: readonly Statement[];
  #columns: Columns | undefined;
  #shapes: Map<string, Columns>;
  #wire: WireConnection | undefined;
  #rows: Record<string, unknown>[] = [];
  #completed = 0;
  #tag = '';
  #resolve!: (result: BatchResult) => void; // assigned by the promise's executor, which runs at once
  #reject!: (error: Error) => void; // likewise

  /**
   * @param statements in order; only the last one's rows are kept
   * @param shapes the columns of named statements seen before, shared by a pool: saves one message each way
   */
  constructor(statements: readonly Statement[], shapes: Map<string, Columns>) {
    this.#statements = statements;
    this.#shapes = shapes;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    const wire = connection as WireConnection;
    this.#wire = wire;
    const messages = new Messages();
    const last = this.#statements.at(-1);
    for (const statement of this.#statements) {
      const { text, values, name = '' } = statement;
      if (name === '' || wire.parsedStatements[name] === undefined) {
        messages.parse(name, text);
        if (name !== '') this.prepares = true;
      }
      messages.bind(name, values);
      if (statement === last) {
        this.#columns = this.#shapes.get(name);
        if (this.#columns === undefined) messages.describe();
      }
      messages.execute();
    }
    wire.stream.write(messages.sync());
  }

  handleRowDescription(message: { fields: FieldDef[] }): void {
    this.#columns = message.fields.map((field) => [field.name, parserFor(field.dataTypeID)]);
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    if (this.#columns === undefined || this.#completed < this.#statements.length - 1) return;
    const row: Record<string, unknown> = {};
    let i = 0;
    for (const [name, parse] of this.#columns) {
      const value = message.fields[i++];
      row[name] = value == null ? null : parse(value);
    }
    this.#rows.push(row);
  }

  handleCommandComplete(message: { text: string }): void {
    this.#completed += 1;
    this.#tag = message.text;
  }

  handleEmptyQuery(): void {
    this.#completed += 1;
  }

  /** Whether the server has said of every statement that it was executed. Before that, none of an implicit transaction is committed. */
  get isComplete(): boolean {
    return this.#completed === this.#statements.length;
  }

  handlePortalSuspended(): void {}

  handleError(error: Error): void {
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    for (const { name, text } of this.#statements) {
      if (name !== undefined && this.#wire !== undefined) this.#wire.parsedStatements[name] = text;
    }
    const last = this.#statements.at(-1);
    if (last?.name !== undefined && this.#columns !== undefined) this.#shapes.set(last.name, this.#columns);
    this.#resolve({ rows: this.#rows, tag: this.#tag });
  }
}
