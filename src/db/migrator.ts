/** Migrations: one transaction under an advisory lock, on a direct connection. */
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../../migrations/all.ts';
import { ensureAppRole, missingRoleSql } from './app-role.ts';
import { connectionOptions } from './connection-options.ts';
import { type MigrationTarget, withOrm } from './migration-orm.ts';
import { APP_ROLE } from './owned-table.ts';

/** `todo_api` in ASCII, as one number: two `migrate` at once wait for each other here, and nothing else on the server uses it. */
const LOCK = 0x746f646f5f617069n;

/** What there is to know about a database's schema. */
export interface MigrationStatus {
  readonly executed: readonly string[];
  readonly pending: readonly string[];
}

/** Runs what is pending. @returns the names, in order. @throws AppError */
export const migrateUp = (target: MigrationTarget): Promise<string[]> =>
  withOrm(target, async (orm) => {
    await locked(orm, async (em) => {
      await ensureAppRole(em, logins(target));
      // Here and not by the migrator, which would make it on a second connection, outside of the lock.
      await em.execute(
        `create table if not exists ${MIGRATIONS_TABLE} (
          id serial primary key, name varchar(255) not null, executed_at timestamptz not null default now())`,
      );
      // The server looks for pending migrations under the role that its requests have.
      await em.execute(`grant select on ${MIGRATIONS_TABLE} to ${APP_ROLE}`);
    });
    const ran = await locked(orm, (em) => orm.migrator.up({ transaction: em.getTransactionContext() }));
    return ran.map(({ name }) => name);
  });

/** Takes the last migration back, with the data that only it knew. @returns its name, or none. @throws AppError */
export const migrateDown = (target: MigrationTarget): Promise<string[]> =>
  withOrm(target, async (orm) => {
    const ran = await locked(orm, (em) => orm.migrator.down({ transaction: em.getTransactionContext() }));
    return ran.map(({ name }) => name);
  });

/** What ran and what would run; changes nothing. @throws AppError */
export const migrationStatus = (target: MigrationTarget): Promise<MigrationStatus> =>
  withOrm(target, async (orm) => status(orm.em.fork()));

/** The SQL that `up` would run; changes nothing. @throws AppError */
export const pendingSql = (target: MigrationTarget): Promise<string[]> =>
  withOrm(target, async (orm) => {
    const em = orm.em.fork();
    const { pending } = await status(em);
    const migrations = MIGRATIONS.filter(({ name }) => pending.includes(name));
    const sql = await missingRoleSql(em, logins(target));
    for (const { class: Class } of migrations) {
      const migration = new Class(orm.em.getDriver(), orm.config);
      await migration.up();
      sql.push(...migration.getQueries().map(String));
    }
    return sql;
  });

/** The SQL that `down` would run; changes nothing. @throws AppError */
export const takeBackSql = (target: MigrationTarget): Promise<string[]> =>
  withOrm(target, async (orm) => {
    const { executed } = await status(orm.em.fork());
    const last = MIGRATIONS.find(({ name }) => name === executed.at(-1));
    if (last === undefined) return [];
    const migration = new last.class(orm.em.getDriver(), orm.config);
    await migration.down();
    return migration.getQueries().map(String);
  });

const logins = ({ url, unpooledUrl }: MigrationTarget): string[] =>
  [url, unpooledUrl].map((each) => connectionOptions(each).user ?? '');

async function status(em: SqlEntityManager): Promise<MigrationStatus> {
  const [table] = await em.execute<{ there: boolean }[]>('select to_regclass(?) is not null as there', [
    MIGRATIONS_TABLE,
  ]);
  const rows = table?.there
    ? await em.execute<{ name: string }[]>(`select name from ${MIGRATIONS_TABLE} order by id`)
    : [];
  const executed = rows.map(({ name }) => name);
  return { executed, pending: MIGRATIONS.map(({ name }) => name).filter((name) => !executed.includes(name)) };
}

/** One transaction under the lock. */
const locked = <T>(orm: MikroORM, work: (em: SqlEntityManager) => Promise<T>): Promise<T> =>
  orm.em.fork().transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(?)', [String(LOCK)]);
    return work(em);
  });
