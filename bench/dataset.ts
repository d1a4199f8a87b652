/** The data set: two databases of their own on one server, the service's and the baseline's, with the same users and tasks. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { connectionOptions } from '../src/db/connection-options.ts';
import { migrateUp } from '../src/db/migrator.ts';
import { BASELINE_TABLE } from './baseline-schemas.ts';

export interface DatasetSize {
  readonly users: number;
  readonly tasksPerUser: number;
}

export interface Dataset {
  /** Connection strings. */
  readonly url: string;
  readonly baselineUrl: string;
  /** PostgreSQL's version, such as `18.4`. */
  readonly postgres: string;
  /** Drops both databases. */
  drop(): Promise<void>;
}

/** Ids that this process knows without asking: 32 alphanumerics, as Better Auth's are. */
export const userIdOf = (user: number): string => `bench${String(user).padStart(27, '0')}`;
/** A UUID of version 7 by its form; `user` and `task` count from 0. */
export const taskIdOf = (user: number, task: number): string =>
  `019aa2b4-5a1c-7000-8${hex(user, 5).slice(0, 3)}-${hex(user, 5).slice(3)}${hex(task, 10)}`;
const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');

/** The same in SQL. One statement for all rows; created one second apart, a third of them done. */
const FILL = `
  insert into tasks (user_id, id, title, description, completed, created_at, updated_at)
  select 'bench' || lpad(u::text, 27, '0'),
    ('019aa2b45a1c70008' || lpad(to_hex(u), 5, '0') || lpad(to_hex(t), 10, '0'))::uuid,
    'Task number ' || t || ' of this user', 'A description of middling length, as people write them, number ' || t || '.',
    t % 3 = 0, at, at
  from generate_series(0, $1::int - 1) u, generate_series(0, $2::int - 1) t,
    lateral (select timestamptz '2026-01-01 00:00:00Z' + t * interval '1 second' + u * interval '1 millisecond' as at) times`;

/**
 * Makes and fills the databases. Nothing else on the server is touched, so any server will do whose login may create databases.
 * @param serverUrl a direct connection, not through a transaction pooler
 */
export async function createDataset(serverUrl: string, { users, tasksPerUser }: DatasetSize): Promise<Dataset> {
  const name = `todo_api_bench_${randomBytes(6).toString('hex')}`;
  const names = [name, `${name}_baseline`] as const;
  const [url, baselineUrl] = names.map((database) => withDatabase(serverUrl, database)) as [string, string];
  const drop = () => run(serverUrl, ...names.map((database) => `drop database if exists ${database} with (force)`));
  try {
    await run(serverUrl, ...names.map((database) => `create database ${database}`));
    await migrateUp({ url, unpooledUrl: url });
    await fillOwned(url, FILL, [users, tasksPerUser]);
    await run(baselineUrl, BASELINE_TABLE);
    await withClient(baselineUrl, (client) => client.query(FILL, [users, tasksPerUser]));
    await run(baselineUrl, 'vacuum analyze tasks');
    return { url, baselineUrl, postgres: await versionOf(url), drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Adds one more user with so many tasks, for what grows. */
export const addUser = (dataset: Dataset, user: number, tasks: number): Promise<void> =>
  fillOwned(dataset.url, FILL.replace('generate_series(0, $1::int - 1)', 'generate_series($1::int, $1::int)'), [
    user,
    tasks,
  ]);

/** The owner of the tables is under forced row-level security too; to fill them for all users it is lifted inside the transaction. */
const fillOwned = (url: string, sql: string, values: readonly number[]): Promise<void> =>
  withClient(url, async (client) => {
    const forced = (on: boolean) =>
      ['users', 'tasks'].map((table) => `alter table ${table} ${on ? '' : 'no '}force row level security`).join(';');
    await client.query(`begin; ${forced(false)}`);
    await client.query(sql, [...values]);
    await client.query(`${forced(true)}; commit`);
    await client.query('vacuum analyze tasks');
  });

async function versionOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query('show server_version');
    return String(rows[0].server_version).split(' ')[0] ?? '';
  });
}

const withDatabase = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

const run = (url: string, ...statements: string[]) =>
  withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOptions(url));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
