/** The second wall alone: raw SQL as the runtime role, without a user, with an empty one, and as A. */
import pg from 'pg';
import { connectionOptions } from '../../src/db/connection-options.ts';
import { APP_ROLE, USER_SETTING } from '../../src/db/owned-table.ts';
import { ExitError } from '../exit.ts';
import type { Verdict, World } from './attack.ts';

/** Whose transaction it is. */
type Context = 'nobody' | 'empty' | 'a';

/** One statement; `$1` is B's user id, `$2` the id of B's task, `$3` A's user id, as far as it names them. */
interface SqlAttack {
  readonly id: string;
  readonly name: string;
  readonly context: Context;
  readonly sql: string;
  /** `none`: not a row is seen or touched. `one`: exactly one. Else the SQLSTATE of the refusal. */
  readonly expected: 'none' | 'one' | '42501';
}

const ON_ROWS: Readonly<Record<string, readonly [name: string, sql: string]>> = {
  select: ["B's tasks", 'select id from tasks where user_id = $1'],
  'select-id': ["B's task by its id", 'select user_id from tasks where id = $2::uuid and user_id <> $3'],
  'select-all': ["all tasks but A's", 'select id from tasks where user_id <> $3'],
  'select-user': ['B among the users', 'select user_id from users where user_id = $1'],
  update: ["change of B's tasks", `update tasks set title = 'prove' where user_id = $1`],
  delete: ["deletion of B's tasks", 'delete from tasks where user_id = $1'],
  lock: ["lock on B's tasks", 'select id from tasks where user_id = $1 for update'],
  statistics: [
    "B's values in the planner's statistics",
    `select most_common_vals from pg_stats where tablename = 'tasks'`,
  ],
};

const WORDS: Readonly<Record<Context, string>> = { nobody: 'without a user', empty: 'with an empty user', a: 'as A' };

const onRows = (['nobody', 'empty', 'a', 'nobody'] as const).flatMap((context, time) =>
  Object.entries(ON_ROWS).map(
    ([what, [name, sql]]): SqlAttack => ({
      id: `sql.${time === 3 ? 'afterwards' : context}.${what}`,
      name: `${name}, ${WORDS[context]}${time === 3 ? ', on a connection that was A before' : ''}`,
      context,
      sql,
      expected: 'none',
    }),
  ),
);

/** What the runtime role must not be able to do at all. */
const REFUSED: Readonly<Record<string, readonly [name: string, sql: string]>> = {
  insert: ['a task for B', `insert into tasks (user_id, id, title) values ($1, gen_random_uuid(), 'prove')`],
  'insert-over': [
    "a task over B's",
    `insert into tasks (user_id, id, title) values ($1, $2::uuid, 'prove') on conflict (user_id, id) do update set title = 'prove'`,
  ],
  'give-away': ["A's tasks given to B", 'update tasks set user_id = $1 where user_id = $3'],
  'insert-user': ['B as a new user', 'insert into users (user_id) values ($1 || $3)'],
  truncate: ['TRUNCATE', 'truncate tasks'],
  'row-security-off': ['row_security switched off', 'select id from tasks where user_id = $1'],
  'disable-row-security': ['row-level security disabled', 'alter table tasks disable row level security'],
  'no-force': ['row-level security no longer forced', 'alter table tasks no force row level security'],
  'drop-policy': ['the policy dropped', 'drop policy owner_only on tasks'],
  'create-policy': ['another policy', 'create policy prove on tasks using (true)'],
  'drop-table': ['the table dropped', 'drop table tasks'],
  'raw-statistics': ['the raw statistics', 'select * from pg_statistic'],
};

const refused = Object.entries(REFUSED).map(
  ([what, [name, sql]]): SqlAttack => ({ id: `sql.refused.${what}`, name, context: 'a', sql, expected: '42501' }),
);

const SQL_ATTACKS: readonly SqlAttack[] = [
  ...onRows,
  ...refused,
  {
    id: 'sql.a.same-id',
    name: "a task of A's under the id of B's: a duplicate key would tell that it exists",
    context: 'a',
    sql: `insert into tasks (user_id, id, title) values ($3, $2::uuid, 'prove') on conflict (user_id, id) do update set title = 'prove'`,
    expected: 'one',
  },
];

/** Carries all of them out on one connection; each is rolled back. @throws ExitError 3 when the database is out of reach */
export async function attackBySql(url: string, world: World, signal: AbortSignal): Promise<Verdict[]> {
  const client = new pg.Client({ ...connectionOptions(url), connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the statement under way fails by itself
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ExitError(3, `The database cannot be reached: ${code ?? message}`, { cause: error });
  }
  try {
    const verdicts: Verdict[] = [];
    for (const attack of SQL_ATTACKS) {
      signal.throwIfAborted();
      verdicts.push(await attempt(client, world, attack));
    }
    return verdicts;
  } finally {
    await client.end();
  }
}

async function attempt(client: pg.Client, { a, b }: World, attack: SqlAttack): Promise<Verdict> {
  const { id, name, context, sql, expected } = attack;
  const all = [b.userId, b.task.id, a.userId];
  const used = [1, 2, 3].filter((n) => sql.includes(`$${n}`));
  const text = used.reduce((renumbered, n, i) => renumbered.replaceAll(`$${n}`, `$${i + 1}`), sql);
  await client.query('begin');
  let found: string;
  try {
    await client.query(`set local role ${APP_ROLE}`);
    if (id.endsWith('row-security-off')) await client.query('set local row_security = off');
    if (context !== 'nobody') {
      await client.query('select set_config($1, $2, true)', [USER_SETTING, context === 'a' ? a.userId : '']);
    }
    const { rowCount } = await client.query(
      text,
      used.map((n) => all[n - 1]),
    );
    found = rowCount === 0 || rowCount === null ? 'none' : rowCount === 1 ? 'one' : `${rowCount} rows`;
  } catch (error) {
    found = (error as pg.DatabaseError).code ?? (error as Error).message;
  } finally {
    await client.query('rollback');
  }
  return { id, name, ok: found === expected, expected, found };
}
