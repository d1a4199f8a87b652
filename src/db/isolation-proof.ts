/** The proof, as the runtime role, that PostgreSQL itself keeps users apart: made before the first user query. */
import { type Kysely, sql } from 'kysely';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../../migrations/all.ts';
import { AppError } from '../errors.ts';
import { APP_ROLE, OWNER_POLICY } from './owned-table.ts';

/** The policy as PostgreSQL prints it back; the same on 15 and 18. */
const OWNER_EXPRESSION = `(user_id = NULLIF(current_setting('app.user_id'::text, true), ''::text))`;

/** A table that the runtime role may touch and that has an owner column. */
export interface OwnedTableFacts {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  /** Whether row-level security holds for the current role. */
  readonly active: boolean;
  /** Permissive policies other than the owner's: they would be OR-ed to it. */
  readonly strangers: number;
  readonly owner_policy: boolean;
}

/** What the catalogue says of the role and the tables. */
export interface IsolationFacts {
  readonly role: string;
  readonly bypasses: boolean;
  readonly tables: readonly OwnedTableFacts[];
}

/** One statement on the catalogue; to be run exactly as requests run theirs. */
export const isolationQuery = (db: Kysely<never>) =>
  sql<IsolationFacts>`
  select current_user::text as role,
    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypasses,
    coalesce((select json_agg(json_build_object(
        'name', c.relname, 'enabled', c.relrowsecurity, 'forced', c.relforcerowsecurity,
        'active', row_security_active(c.oid),
        'owner_policy', exists (select from pg_policy p where p.polrelid = c.oid and p.polname = ${OWNER_POLICY}
          and p.polcmd = '*' and p.polpermissive
          and pg_get_expr(p.polqual, c.oid) = ${OWNER_EXPRESSION} and pg_get_expr(p.polwithcheck, c.oid) = ${OWNER_EXPRESSION}),
        'strangers', (select count(*) from pg_policy p where p.polrelid = c.oid and p.polname <> ${OWNER_POLICY} and p.polpermissive)
      ) order by c.relname)
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
      where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and (has_table_privilege(c.oid, 'delete') or has_any_column_privilege(c.oid, 'select, insert, update'))
        and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
    ), '[]') as tables`.compile(db);

export const executedQuery = (db: Kysely<never>) =>
  sql<{ name: string }>`select name from ${sql.table(MIGRATIONS_TABLE)}`.compile(db);

/** @throws AppError `isolation_not_proven`, naming table and remedy */
export function assertIsolated({ role, bypasses, tables }: IsolationFacts): void {
  const remedy = 'Run `todo-api migrate check` to see what differs, and `todo-api doctor` for the whole picture.';
  const refuse = (fault: string): never => {
    throw new AppError('isolation_not_proven', { detail: `Isolation is not proven: ${fault}. ${remedy}` });
  };
  if (role !== APP_ROLE) refuse(`statements run as the role ${role} instead of ${APP_ROLE}`);
  if (bypasses) refuse(`the role ${role} bypasses row-level security`);
  for (const name of ['tasks', 'users']) {
    if (!tables.some((table) => table.name === name)) refuse(`the role ${role} cannot reach the table ${name}`);
  }
  for (const table of tables) {
    if (!table.enabled) refuse(`row-level security is not enabled on the table ${table.name}`);
    if (!table.forced) refuse(`row-level security is not forced on the table ${table.name}`);
    if (!table.active) refuse(`row-level security is not active on the table ${table.name}`);
    if (!table.owner_policy)
      refuse(`the table ${table.name} lacks the policy ${OWNER_POLICY}, or it says something else`);
    if (table.strangers > 0) refuse(`the table ${table.name} has further permissive policies besides ${OWNER_POLICY}`);
  }
}

/** @throws AppError `isolation_not_proven`, naming the migrations */
export function assertMigrated(executed: readonly { name: string }[]): void {
  const pending = MIGRATIONS.filter(({ name }) => !executed.some((one) => one.name === name));
  if (pending.length === 0) return;
  throw new AppError('isolation_not_proven', {
    detail: `Migrations are pending: ${pending.map(({ name }) => name).join(', ')}. Run \`todo-api migrate up\`.`,
  });
}
