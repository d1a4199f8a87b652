/** A real Better Auth as an HTTP server of its own: the issuer of the tokens that `dev`, the compose file and tests use. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { bearer, jwt } from 'better-auth/plugins';
import pg from 'pg';
import { reachableOrigin } from './origin.ts';

/** Front-ends that a developer runs on this machine, on any port. */
const LOCAL_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** How to start an issuer. */
export interface IssuerOptions {
  /** Where accounts and keys are kept; without it in memory, until the issuer stops. */
  readonly databaseUrl?: string;
  /** Encrypts the private keys in the database, and signs sessions: the same at every start, at least 32 characters. */
  readonly secret: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** What tokens name as issuer and audience; default `http://<host>:<port>`. */
  readonly origin?: string;
  /** Sign with a new key every `intervalSeconds`, and publish an old one for `graceSeconds` more; default: one key for ever. */
  readonly keyRotation?: { readonly intervalSeconds: number; readonly graceSeconds: number };
}

/** An issuer that answers requests. */
export interface Issuer {
  readonly origin: string;
  readonly jwksUrl: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts Better Auth with e-mail and password sign-up, and makes or updates its tables.
 * Tokens: `GET <origin>/api/auth/token` with a session as bearer; EdDSA, 15 minutes, `iss` = `aud` = origin.
 * @throws the listen error (`EADDRINUSE`) when the port is taken; what pg throws when the database is out of reach
 */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const host = options.host ?? '127.0.0.1';
  const server = createServer().listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listening on TCP, so neither null nor a path
  const origin = options.origin ?? reachableOrigin(host, port);
  const pool =
    options.databaseUrl === undefined ? null : new pg.Pool({ connectionString: options.databaseUrl, max: 4 });
  // A server that goes away breaks idle connections too; the next query reports it, so there is nothing to do here.
  pool?.on('error', () => {});
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await pool?.end();
  };
  const prepare = async () => {
    const config = authOptions(options, origin, pool);
    if (pool !== null) await (await getMigrations(config)).runMigrations();
    return toNodeHandler(betterAuth(config));
  };
  const prepared = prepare();
  // The port is open already, for the origin may depend on it: whoever asks early waits, instead of for ever.
  server.on('request', (request, response) => {
    if (answersCors(request, response)) return;
    prepared.then(
      (handle) => handle(request, response),
      () => request.destroy(),
    );
  });
  try {
    await prepared;
    return { origin, jwksUrl: `${origin}/api/auth/jwks`, port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function authOptions(options: IssuerOptions, origin: string, pool: pg.Pool | null) {
  const { keyRotation } = options;
  return {
    baseURL: origin,
    secret: options.secret,
    database: pool ?? memoryAdapter({ user: [], session: [], account: [], verification: [], jwks: [] }),
    emailAndPassword: { enabled: true },
    trustedOrigins: ['http://localhost:*', 'http://127.0.0.1:*', 'https://localhost:*'],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', disableColors: true },
    plugins: [
      bearer(),
      jwt({
        jwks:
          keyRotation === undefined
            ? {}
            : { rotationInterval: keyRotation.intervalSeconds, gracePeriod: keyRotation.graceSeconds },
        jwt: { issuer: origin, audience: origin, expirationTime: '15m' },
      }),
    ],
  } satisfies BetterAuthOptions;
}

/** Lets a local front-end read the answers (Fetch standard, CORS protocol); true when the request was a preflight, now answered. */
function answersCors(request: IncomingMessage, response: ServerResponse): boolean {
  const origin = request.headers.origin;
  if (origin === undefined || !LOCAL_ORIGIN.test(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-expose-headers', 'set-auth-token, set-auth-jwt');
  response.setHeader('vary', 'Origin');
  if (request.method !== 'OPTIONS') return false;
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', 'Authorization, Content-Type');
  response.writeHead(204).end();
  return true;
}
