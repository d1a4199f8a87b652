/** Starts the parts of `dev`: embedded PostgreSQL, schema, issuer, users, server. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { destination } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { migrateUp } from '../../src/db/migrator.ts';
import { createLogger } from '../../src/http/logger.ts';
import { say } from '../output.ts';
import { startServer } from '../start-server.ts';
import { type Issuer, startIssuer } from './better-auth.ts';
import { demoTask } from './demo-task.ts';
import { demoUsers } from './demo-users.ts';
import { devSecrets } from './dev-secrets.ts';
import { startPostgres } from './embedded-postgres.ts';
import { ensureDatabase } from './ensure-database.ts';
import { reachableOrigin } from './origin.ts';
import type { Running } from './welcome.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** Any front-end on this machine may call the server, unless CORS_ORIGINS says which. */
const LOCAL_FRONT_ENDS = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The highest port there is. */
const LAST_PORT = 65_535;

/**
 * Starts everything, in an order in which the parts can be stopped in reverse.
 * @param parts gets what stops each part as soon as it runs
 * @param stop once aborted, no further part is started
 * @returns what to tell the user, and a promise of the database's last words should it end by itself
 */
export async function startParts(
  parts: AsyncDisposableStack,
  stop: AbortSignal,
): Promise<{ running: Running; postgresEnded: Promise<string> }> {
  const { server, dev } = loadConfig({ LOG_LEVEL: 'warn', ...process.env }, ['server', 'dev']);
  const dataDir = resolve(CHECKOUT, dev.dataDir);

  say('Starting PostgreSQL …');
  const postgres = await startPostgres({ folder: dataDir });
  parts.defer(postgres.stop);
  const databaseUrl = await ensureDatabase(postgres, 'todo_api');
  await migrateUp({ url: databaseUrl, unpooledUrl: databaseUrl });
  stop.throwIfAborted();

  say('Starting Better Auth …');
  const { issuerSecret, demoPassword } = devSecrets(dataDir);
  const issuer = await startIssuer({
    databaseUrl: await ensureDatabase(postgres, 'better_auth'),
    secret: issuerSecret,
    host: server.host,
    port: issuerPort(server.port),
  });
  parts.defer(issuer.stop);
  const { ada, grace } = await demoUsers(issuer.origin, demoPassword);
  stop.throwIfAborted();

  say('Starting the server …');
  const config = loadConfig(serverVariables(databaseUrl, issuer), ['server', 'database', 'tokens']);
  const corsOrigins = config.server.corsOrigins.length > 0 ? config.server.corsOrigins : [LOCAL_FRONT_ENDS];
  const api = await startServer(
    { ...config, server: { ...config.server, corsOrigins } },
    createLogger(config.server.logLevel, destination(2)),
  );
  parts.defer(() => api.stop(0));
  const origin = reachableOrigin(server.host, Number(new URL(api.origin).port));
  await demoTask(origin, ada);
  stop.throwIfAborted();

  const { jwksUrl } = issuer;
  const addresses = { api: origin, issuer: issuer.origin, checkout: CHECKOUT };
  return {
    running: { ...addresses, jwksUrl, databaseUrl, dataDir, password: demoPassword, ada, grace },
    postgresEnded: postgres.stopped,
  };
}

function issuerPort(port: number): number {
  if (port === 0) return 0;
  return port < LAST_PORT ? port + 1 : port - 1;
}

/** The environment, with the database and the issuer that `dev` started in place of whatever was set. */
function serverVariables(databaseUrl: string, issuer: Issuer): NodeJS.ProcessEnv {
  const foreign = /^(DATABASE_URL|JWT_|JWKS_)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(own),
    DATABASE_URL: databaseUrl,
    JWT_JWKS_URL: issuer.jwksUrl,
    JWT_JWKS_ALLOW_HTTP: 'true', // for a HOST beyond loopback
    JWT_ISSUER: issuer.origin,
    JWT_AUDIENCE: issuer.origin,
  };
}
