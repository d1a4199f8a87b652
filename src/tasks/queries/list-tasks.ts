/** Lists a user's tasks, page by page, each at the same cost. */
import { sql } from 'kysely';
import type { ReadScope } from '../../db/scopes.ts';
import { decodeCursor, encodeCursor, type Position } from '../list-cursor.ts';
import { TASK_COLUMNS, type TaskRow } from '../task-row.ts';

/** The columns that a list can be sorted by; with a minus, descending. */
type SortColumn = 'created_at' | 'updated_at' | 'title';
export type Sort = SortColumn | `-${SortColumn}`;

/** What to list. `updatedSince` is RFC 3339 and inclusive; `limit` is 1–100. */
export interface TaskListInput {
  readonly completed?: boolean | undefined;
  readonly q?: string | undefined;
  readonly updatedSince?: string | undefined;
  readonly sort: Sort;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly includeTotal: boolean;
}

export interface TaskList {
  readonly items: TaskRow[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/**
 * Keyset pages: a page begins behind the last row of the one before, so rows that come and go in between shift nothing.
 * `completed` leads the indexes, so open and done tasks are two ranges, each in order; without a filter on it they are
 * merged. That keeps every page and the filter at the cost of its own rows, with three indexes for six sorts.
 * @throws AppError `cursor_invalid`
 */
export async function listTasks(scope: ReadScope, input: TaskListInput): Promise<TaskList> {
  const { completed, q, updatedSince, sort, limit, includeTotal } = input;
  const binding = [scope.userId, sort, completed ?? null, q ?? null, updatedSince ?? null];
  const { column, direction } = order(sort);
  const after = input.cursor === undefined ? null : decodeCursor(binding, input.cursor, column !== 'title');
  const shape = { column, direction, completed, q, updatedSince, after, includeTotal };
  const values = {
    q: q ?? '',
    since: updatedSince ?? '',
    value: after?.value ?? '',
    id: after?.id ?? '',
    rows: limit + 1,
  };
  const key = `list ${sort} ${completed} ${q !== undefined} ${updatedSince !== undefined} ${after !== null} ${includeTotal}`;
  const rows = await scope.prepared(key, values, (own, value) => listQuery(own, shape, value));
  // Without tasks the total still comes, beside nulls.
  const items = includeTotal ? rows.filter(({ id }) => id !== null) : rows;
  return { ...paged(items, limit, binding, column), ...(includeTotal && { total: rows[0]?.total ?? 0 }) };
}

/** What a list's statement depends on, its values apart: of the filters and the position only whether they are there. */
interface Shape {
  readonly column: SortColumn;
  readonly direction: 'asc' | 'desc';
  readonly completed: boolean | undefined;
  readonly q: unknown;
  readonly updatedSince: unknown;
  readonly after: unknown;
  readonly includeTotal: boolean;
}

interface Values extends Position {
  readonly q: string;
  readonly since: string;
  readonly rows: number;
}

function listQuery(own: Pick<ReadScope, 'selectTasks'>, shape: Shape, value: Values) {
  const { column, direction, completed, q, updatedSince, after, includeTotal } = shape;
  const states = completed === undefined ? [false, true] : [completed];
  const filtered = () =>
    own
      .selectTasks()
      .$if(q !== undefined, (query) => query.where(contains(value.q)))
      .$if(updatedSince !== undefined, (query) => query.where('updated_at', '>=', value.since));
  const ranges = states.map((state) =>
    filtered()
      .where('completed', '=', sql.lit(state))
      .$if(after !== null, (query) => query.where(behind(column, direction, value)))
      .select(TASK_COLUMNS)
      .orderBy(column, direction)
      .orderBy('id', direction)
      .limit(value.rows),
  );
  const by = sql`order by ${sql.ref(column)} ${sql.raw(direction)}, id ${sql.raw(direction)}`;
  // Wrapped, as a single range in parentheses could not have a second ORDER BY.
  const page = sql<ListRow>`select * from (${sql.join(ranges, sql` union all `)}) as ranges ${by} limit ${value.rows}`;
  if (!includeTotal) return page;

  const count = filtered()
    .where(
      'completed',
      'in',
      states.map((state) => sql.lit(state)),
    )
    .select((eb) => eb.fn.countAll<number>().as('total'));
  // One statement for both, so that one read is one round trip.
  return sql<ListRow>`select * from ${count} as counted left join (${page}) as page on true ${by}`;
}

/** `total` only where it was asked for. */
type ListRow = TaskRow & { readonly total?: number };

function order(sort: Sort): { column: SortColumn; direction: 'asc' | 'desc' } {
  const descending = sort.startsWith('-');
  return { column: (descending ? sort.slice(1) : sort) as SortColumn, direction: descending ? 'desc' : 'asc' };
}

/**
 * As plain text, in any case, by Unicode's rules whatever the database's locale; no LIKE, so `%` and `_` mean themselves.
 * In parentheses: without them the `or` would reach past the owner of the row.
 */
const contains = (q: string) =>
  sql<boolean>`(strpos(lower(title collate "und-x-icu"), lower(${q} collate "und-x-icu")) > 0
    or strpos(lower(description collate "und-x-icu"), lower(${q} collate "und-x-icu")) > 0)`;

const behind = (column: SortColumn, direction: 'asc' | 'desc', { value, id }: Position) => {
  const type = sql.raw(column === 'title' ? 'text' : 'timestamptz');
  return sql<boolean>`(${sql.ref(column)}, id) ${sql.raw(direction === 'asc' ? '>' : '<')} (${value}::${type}, ${id}::uuid)`;
};

function paged(rows: TaskRow[], limit: number, binding: readonly unknown[], column: SortColumn): TaskList {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(binding, { value: last[column], id: last.id }) : null };
}
