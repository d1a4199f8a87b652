/** Queries that are built and compiled once, for building costs as much as sending: only their values differ from request to request. */
import type { CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './orm.ts';
import type { Query } from './scopes.ts';

/** Stands for a value while a query is built. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** The name of the value that every query has. */
const OWNER = 'owner';

interface Prepared {
  readonly query: CompiledQuery<unknown>;
  /** Names of values, in the order of the parameters. */
  readonly names: readonly string[];
}

/** One for each database. @see {@link PreparedQueries.get} */
export class PreparedQueries {
  #db: Kysely<Tables>;
  #prepared = new Map<string, Prepared>();

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * @param key one for each shape: whatever `build` decides upon must be in it
   * @param userId whose rows it is about
   * @param values what takes the places of the parameters
   * @param build called once for each key, with placeholders for user and values
   * @throws Error when a parameter is anything but a placeholder: the first caller's value would be every later caller's
   */
  get<Values extends object, Row>(
    key: string,
    userId: string,
    values: Values,
    build: (owner: string, values: Values) => Query<Row>,
  ): CompiledQuery<Row> {
    let prepared = this.#prepared.get(key);
    if (prepared === undefined) {
      prepared = this.#prepare(key, values, build);
      this.#prepared.set(key, prepared);
    }
    const parameters = prepared.names.map((name) => (name === OWNER ? userId : values[name as keyof Values]));
    return { ...prepared.query, parameters } as CompiledQuery<Row>; // of the same key, so of the same `build`
  }

  #prepare<Values extends object>(
    key: string,
    values: Values,
    build: (owner: string, values: Values) => Query<unknown>,
  ): Prepared {
    const placeholders = Object.fromEntries(Object.keys(values).map((name) => [name, new Placeholder(name)]));
    // Kysely carries values without looking at them.
    const query = build(new Placeholder(OWNER) as unknown as string, placeholders as Values).compile(this.#db);
    const names = query.parameters.map((parameter) => {
      if (parameter instanceof Placeholder) return parameter.name;
      throw new Error(`The query "${key}" has a value that is not one of its parameters`);
    });
    return { query, names };
  }
}
