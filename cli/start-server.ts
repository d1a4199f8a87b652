/** The running server, as `serve` and `dev` both start it: verifier, database and application, listening, and how to stop. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { buildApp } from '../src/app.ts';
import { createTokenVerifier } from '../src/auth/token-verifier.ts';
import type { Config } from '../src/config.ts';
import { createDatabase } from '../src/db/database.ts';
import { buildAdminApp } from '../src/http/admin-app.ts';
import { prepareDrain } from '../src/http/drain.ts';
import { createMetrics } from '../src/http/metrics.ts';

/** A server that answers requests. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** null without ADMIN_PORT. */
  readonly adminOrigin: string | null;
  /**
   * Readiness goes to 503 first; for `drainMs` requests are served on, each answer with `Connection: close`; then no new
   * connection is taken, requests under way are finished, and database and keys are let go.
   */
  stop(drainMs: number): Promise<void>;
}

/**
 * Starts everything. A database out of reach is waited for in the background; one that answers must prove isolation.
 * @throws AppError `isolation_not_proven`: also for pending migrations
 * @throws the listen error (`EADDRINUSE` and the like)
 */
export async function startServer(
  config: Pick<Config, 'server' | 'database' | 'tokens'>,
  log: Logger,
): Promise<RunningServer> {
  const { host, port, adminPort } = config.server;
  const verifier = createTokenVerifier(config.tokens, { log });
  const database = createDatabase(config.database, { log });
  let isStopping = false;
  const health = { ready: database.ready, keysHeld: verifier.keysHeld, stopping: () => isStopping };
  const metrics =
    adminPort === null
      ? undefined
      : createMetrics({
          keySetAgeSeconds: verifier.keySetAgeSeconds,
          get pool() {
            return database.pool;
          },
        });
  const apps: FastifyInstance[] = [];
  const drains: ((ms: number) => Promise<void>)[] = [];
  const close = async () => {
    await Promise.all(apps.map((app) => app.close()));
    verifier.close();
    await database.close();
  };
  try {
    const app = await buildApp({
      config: config.server,
      database,
      poolMax: config.database.poolMax,
      verifyToken: verifier.verify,
      health,
      logger: log,
      metrics,
    });
    apps.push(app);
    drains.push(prepareDrain(app.server));
    // Not awaited: a token that comes before the keys fetches them itself, and readiness waits for them.
    void verifier.warm();
    await database.start();
    await app.listen({ host, port });
    if (metrics !== undefined && adminPort !== null) {
      const admin = buildAdminApp({ health, metrics, logger: log });
      apps.push(admin);
      drains.push(prepareDrain(admin.server));
      await admin.listen({ host, port: adminPort });
    }
    const [origin = '', adminOrigin = null] = apps.map(originOf);
    log.info({ origin, admin_origin: adminOrigin }, 'listening');
    return {
      origin,
      adminOrigin,
      async stop(drainMs) {
        isStopping = true;
        log.info({ drain_ms: drainMs }, 'stopping');
        await Promise.all(drains.map((drain) => drain(drainMs)));
        await close();
        log.info('stopped');
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function originOf(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo; // listening on TCP, so neither null nor a path
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
