/** One connection's look at the server: version, encoding, pooling, login, runtime role, clock. */
import type pg from 'pg';
import type { DatabaseConfig } from '../../src/config.ts';
import { APP_ROLE } from '../../src/db/owned-table.ts';
import { error, type Finding, ok, skewInWords, warning } from './finding.ts';

/** Times that tasks get are the database's: beyond this users notice. */
const MAX_SKEW_SECONDS = 5;

interface ServerFacts {
  readonly version: number;
  readonly encoding: string;
  readonly login: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly connections: number;
  readonly epoch: number;
}

/** @param pooled whether a pooler is in between */
export async function examineServer(
  client: pg.Client,
  pooled: boolean,
  { url, poolMax }: DatabaseConfig,
): Promise<Finding[]> {
  const before = Date.now() / 1_000;
  const { rows } = await client.query<ServerFacts>(`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
      rolname as login, rolsuper as superuser, rolbypassrls as bypasses, extract(epoch from clock_timestamp())::float8 as epoch,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections
    from pg_roles where rolname = current_user`);
  const [facts] = rows;
  if (facts === undefined) return [error('login', 'not in pg_roles', 'Use a login of this server.')];
  const skew = facts.epoch - (before + Date.now() / 1_000) / 2;
  return [
    facts.version >= 150_000
      ? ok('server', `PostgreSQL ${Math.floor(facts.version / 10_000)}`)
      : error('server', `PostgreSQL ${Math.floor(facts.version / 10_000)}`, 'Use 15 or later.'),
    facts.encoding === 'UTF8'
      ? ok('encoding', 'UTF8')
      : error('encoding', facts.encoding, `Make the database with encoding 'UTF8'.`),
    pooling(pooled, url),
    pooled || poolMax <= facts.connections
      ? ok('DATABASE_POOL_MAX', `${poolMax} per instance`)
      : error(
          'DATABASE_POOL_MAX',
          `${poolMax}, but the server takes ${facts.connections}`,
          'Lower it, counting all instances.',
        ),
    login(facts),
    await switching(client, facts.login),
    Math.abs(skew) <= MAX_SKEW_SECONDS
      ? ok('clock of the database', skewInWords(skew))
      : warning('clock of the database', skewInWords(skew), 'Tasks get its times: set both clocks by NTP.'),
  ];
}

function pooling(pooled: boolean, url: string): Finding {
  const { hostname } = new URL(url);
  if (!pooled && hostname.endsWith('.neon.tech') && !hostname.includes('-pooler')) {
    return warning(
      'pooler',
      'direct, to Neon',
      'Use the host with -pooler: direct connections are few, and slow to open.',
    );
  }
  return ok('pooler', pooled ? 'through a pooler' : 'direct');
}

function login({ login: name, superuser, bypasses }: ServerFacts): Finding {
  if (superuser) return warning('login', `${name} is a superuser`, 'Use one that owns the database and is none.');
  if (bypasses) {
    return warning(
      'login',
      `${name} has BYPASSRLS`,
      `No harm while every statement runs as ${APP_ROLE}; at Neon it is usual.`,
    );
  }
  return ok('login', name);
}

async function switching(client: pg.Client, name: string): Promise<Finding> {
  const check = 'runtime role';
  await client.query('begin');
  try {
    await client.query(`set local role ${APP_ROLE}`);
    return ok(check, `${name} may switch to ${APP_ROLE}`);
  } catch (fault) {
    return error(check, (fault as Error).message, 'Run todo-api migrate up: it grants the role, or says who must.');
  } finally {
    await client.query('rollback');
  }
}
