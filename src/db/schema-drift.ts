/** Whether the schema is what the entities say it should be, and whether this login could tell. */
import { MIGRATIONS_TABLE } from '../../migrations/all.ts';
import { type MigrationTarget, withOrm } from './migration-orm.ts';

/**
 * The login's name when the tables are there and it owns them neither itself nor by a role: the catalogue then hides much of them, and
 * {@link schemaDrift} would take that for drift. @throws AppError
 */
export const strangerTo = (target: MigrationTarget): Promise<string | null> =>
  withOrm(target, async (orm) => {
    const [seen] = await orm.em.fork().execute<{ login: string; stranger: boolean }[]>(
      `select current_user as login, coalesce(bool_or(not pg_has_role(relowner, 'usage')), false) as stranger
       from pg_class where oid in (to_regclass('tasks'), to_regclass('users'), to_regclass(?))`,
      [MIGRATIONS_TABLE],
    );
    return seen?.stranger ? seen.login : null;
  });

/** SQL between the database as it is and the entities as they say it should be; empty without drift. @throws AppError */
export const schemaDrift = (target: MigrationTarget): Promise<string> =>
  withOrm(target, async (orm) => (await orm.schema.getUpdateSchemaSQL({ wrap: false })).trim());
