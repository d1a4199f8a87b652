/** The configuration: environment variables → a frozen, typed object, or every fault at once. */
import { checkDatabaseUrl, unpooled } from './config/database-url.ts';
import { ConfigError, type ConfigFault } from './config/faults.ts';
import { type Environment, readVariables } from './config/read-variables.ts';
import { type ServerConfig, serverConfig } from './config/server-config.ts';
import { type TokenConfig, tokenConfig } from './config/token-config.ts';
import { VARIABLES, type Variables } from './config/variables.ts';

export { ConfigError, type ConfigFault } from './config/faults.ts';
export type { ServerConfig } from './config/server-config.ts';
export type { KeyConfig, TokenConfig } from './config/token-config.ts';

/** How the server reaches PostgreSQL; times in milliseconds. */
export interface DatabaseConfig {
  /** Pooled: for the server. */
  readonly url: string;
  /** Direct: for migrations. */
  readonly unpooledUrl: string;
  readonly poolMax: number;
  readonly statementTimeoutMs: number;
  readonly poolWaitMs: number;
}

/** What `dev` needs. */
export interface DevConfig {
  readonly dataDir: string;
}

/** Every section there is; a command gets the ones that it asks for. */
export interface Config {
  readonly server: ServerConfig;
  readonly database: DatabaseConfig;
  readonly tokens: TokenConfig;
  readonly dev: DevConfig;
}

const READERS: { readonly [Section in keyof Config]: (env: Environment, faults: ConfigFault[]) => Config[Section] } = {
  server: (env, faults) => serverConfig(readVariables(VARIABLES.server, env, faults), faults),
  database: (env, faults) => databaseConfig(readVariables(VARIABLES.database, env, faults), faults),
  tokens: (env, faults) => tokenConfig(readVariables(VARIABLES.tokens, env, faults), faults),
  dev: (env, faults) => ({ dataDir: readVariables(VARIABLES.dev, env, faults).DEV_DATA_DIR }),
};

/**
 * Reads the sections that a command needs; variables of other sections are not looked at.
 * @param env the environment of the process, which only commands read
 * @returns an object that is frozen all through
 * @throws ConfigError with every fault of these sections
 */
export function loadConfig<Section extends keyof Config>(
  env: Environment,
  sections: readonly Section[],
): Readonly<Pick<Config, Section>> {
  const faults: ConfigFault[] = [];
  const config = Object.fromEntries(sections.map((section) => [section, READERS[section](env, faults)]));
  if (faults.length > 0) throw new ConfigError(faults);
  return freeze(config) as Pick<Config, Section>; // made of exactly these sections above
}

function databaseConfig(variables: Variables<'database'>, faults: ConfigFault[]): DatabaseConfig {
  const { DATABASE_URL: url, DATABASE_URL_UNPOOLED: direct } = variables;
  if (url !== '') checkDatabaseUrl('DATABASE_URL', url, faults); // '' is reported as missing already
  if (direct !== undefined) checkDatabaseUrl('DATABASE_URL_UNPOOLED', direct, faults);
  return {
    url,
    unpooledUrl: direct ?? unpooled(url),
    poolMax: variables.DATABASE_POOL_MAX,
    statementTimeoutMs: variables.STATEMENT_TIMEOUT_MS,
    poolWaitMs: variables.POOL_WAIT_MS,
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof URL)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
