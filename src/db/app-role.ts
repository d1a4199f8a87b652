/** The runtime role: made and granted before the first migration, or the exact SQL for an administrator who may. */
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { AppError } from '../errors.ts';
import { APP_ROLE } from './owned-table.ts';

const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/**
 * Makes `todo_api_app` (NOLOGIN, NOBYPASSRLS, owner of nothing) and lets the logins switch to it. Roles belong to the whole
 * server and not to one database: so this is looked at on every `migrate up`, and not noted as a migration.
 * @param em inside the transaction that holds the migration lock
 * @param logins the roles of the pooled and of the unpooled URL
 * @throws AppError with the SQL for an administrator where this login is not allowed to
 */
export async function ensureAppRole(em: SqlEntityManager, logins: readonly string[]): Promise<void> {
  const missing = await missingRoleSql(em, logins);
  try {
    for (const sql of missing) await em.execute(sql);
  } catch (error) {
    const lines = missing.map((sql) => `\n  ${sql};`).join('');
    throw new AppError('isolation_not_proven', {
      detail: `This login may not prepare the role ${APP_ROLE}. Let an administrator of the server run, once:${lines}`,
      cause: error,
    });
  }
}

/** What is still to be done about the role, in order; nothing when all is well. */
export async function missingRoleSql(em: SqlEntityManager, logins: readonly string[]): Promise<string[]> {
  const [role] = await em.execute<{ safe: boolean; superuser: boolean }[]>(
    'select not (rolsuper or rolbypassrls or rolcanlogin) as safe, rolsuper as superuser from pg_roles where rolname = ?',
    [APP_ROLE],
  );
  const [server] = await em.execute<{ modern: boolean }[]>(
    `select current_setting('server_version_num')::int >= 160000 as modern`,
  );
  // From 16 on, whoever creates a role may administer it but not switch to it, until it is granted so (measured).
  const [privilege, option] = server?.modern ? ['SET', ' with set true, inherit false'] : ['MEMBER', ''];
  const sql: string[] = [];
  if (role === undefined) sql.push(`create role ${APP_ROLE} nologin nobypassrls`);
  // Only a superuser may so much as mention that attribute.
  else if (!role.safe) sql.push(`alter role ${APP_ROLE} nologin nobypassrls${role.superuser ? ' nosuperuser' : ''}`);
  for (const login of new Set(logins)) {
    const [may] =
      role === undefined
        ? []
        : await em.execute<{ ok: boolean }[]>(
            'select rolsuper or pg_has_role(rolname, ?, ?) as ok from pg_roles where rolname = ?',
            [APP_ROLE, privilege, login],
          );
    if (!may?.ok) sql.push(`grant ${APP_ROLE} to ${quoted(login)}${option}`);
  }
  return sql;
}
