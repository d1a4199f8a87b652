/** What PostgreSQL does for a page of the list: the same for a user with 100 tasks and with 100,000, on the first page and the last. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { encodeCursor } from '../../src/tasks/list-cursor.ts';
import type { Sort } from '../../src/tasks/queries/list-tasks.ts';
import { migratedDatabase, openDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';
import { explain, intercept, nodes, type Plan } from '../support/query-plan.ts';

const SORTS: readonly Sort[] = ['created_at', '-created_at', 'updated_at', '-updated_at', 'title', '-title'];
const LIMIT = 20;
/** Two ranges of a page and one row more, their heap pages, and the way down two indexes. */
const MAX_BUFFERS = 2 * (LIMIT + 1) + 2 * 6;

const url = await migratedDatabase({ after });
// Distinct times and titles in no order at all, a third of them done.
const seed = (user: string, tasks: number) => `
  insert into tasks (user_id, id, title, completed, created_at, updated_at)
  select '${user}', gen_random_uuid(), md5(i::text), i % 3 = 0, now() - (i * 7919 % 100003) * interval '1 second', now() - (i * 104729 % 100003) * interval '1 second'
  from generate_series(1::bigint, ${tasks}) as i`;
await administer([seed('small', 100), seed('large', 100_000), seed('other', 20_000), 'vacuum analyze tasks'], url);
const database = openDatabase({ after }, { url, poolMax: 2 });

function assertBounded(plan: Plan, sort: Sort, what: string): void {
  const scans = nodes(plan).filter((node) => node['Node Type'].includes('Scan'));
  const column = sort.replace('-', '');
  assert.ok(scans.length > 0, what);
  for (const scan of scans) {
    assert.match(scan['Node Type'], /^Index (Only )?Scan$/, `${what}: ${JSON.stringify(scan)}`);
    assert.equal(scan['Index Name'], `tasks_by_${column}`, what);
    assert.match(scan['Index Cond'] ?? '', /user_id = .*completed = /s, what);
    assert.ok(scan['Actual Rows'] <= LIMIT + 1, what);
  }
  const buffers = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  assert.ok(buffers <= MAX_BUFFERS, `${what}: ${buffers} buffers`);
}

/** The cursor of the page that begins behind row number `offset`. */
async function cursorAt(user: string, sort: Sort, completed: boolean | undefined, offset: number): Promise<string> {
  const column = sort.replace('-', '') as 'title' | 'created_at' | 'updated_at';
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const [row] = await database.read(user, (scope) =>
    scope.rows(
      scope
        .selectTasks()
        .$if(completed !== undefined, (query) => query.where('completed', '=', completed === true))
        .select([column, 'id'])
        .orderBy(column, direction)
        .orderBy('id', direction)
        .offset(offset)
        .limit(1),
    ),
  );
  assert.ok(row !== undefined);
  const value = (row as Record<string, string>)[column] ?? '';
  return encodeCursor([user, sort, completed ?? null, null, null], { value, id: row.id });
}

for (const sort of SORTS) {
  test(`a page sorted by ${sort} is an index condition with bounded buffers: 100 and 100,000 tasks, first, middle and last page, with and without filter`, async () => {
    for (const [user, tasks] of [
      ['small', 100],
      ['large', 100_000],
    ] as const) {
      for (const completed of [undefined, true, false]) {
        const filter = completed === undefined ? {} : { completed };
        const all = completed === undefined ? tasks : completed ? Math.floor(tasks / 3) : Math.ceil((2 * tasks) / 3);
        const cursors = [
          undefined,
          await cursorAt(user, sort, completed, Math.floor(all / 2)),
          await cursorAt(user, sort, completed, all - 5),
        ];
        for (const cursor of cursors) {
          const page = cursor === undefined ? 'first page' : 'later page';
          const input = { sort, limit: LIMIT, includeTotal: false, ...filter, ...(cursor !== undefined && { cursor }) };
          const what = `${user}, completed ${completed}, ${page}`;
          const plan = await explain(database, user, input);
          // A hundred rows are a handful of pages: there PostgreSQL may well prefer to read and sort them all.
          if (user === 'large') assertBounded(plan, sort, what);
          else assert.ok(plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] <= MAX_BUFFERS, what);
        }
      }
    }
  });
}

test('the plan stays when PostgreSQL has seen the prepared statement often enough to plan it once and for all', async (t) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  t.after(() => client.end());
  for (const [i, sort] of SORTS.entries()) {
    const cursor = await cursorAt('large', sort, undefined, 99_990);
    const { seen } = await intercept(database, 'large', { sort, limit: LIMIT, includeTotal: false, cursor }, '');
    await client.query("begin; set local role todo_api_app; set local app.user_id = 'large'");
    const statement = { name: `page${i}`, text: seen.sql, values: [...seen.parameters] };
    for (let time = 0; time < 8; time += 1) await client.query(statement);
    const values = seen.parameters.map((value) => pg.escapeLiteral(String(value))).join(', ');
    const { rows } = await client.query(`explain (analyze, buffers, format json) execute page${i}(${values})`);
    await client.query('rollback');
    assertBounded(rows[0]['QUERY PLAN'][0].Plan, sort, sort);
  }
});
