/** The whole application, listening, with a fake issuer behind it, no database to be touched, and a trap for those who follow tokens. */
import type { BaseLogger } from 'pino';
import { pino } from 'pino';
import { createTokenVerifier, type TokenVerifier } from '../../src/auth/token-verifier.ts';
import type { TokenConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/database.ts';
import { createForge, type Forge, PUBLISHED_KEYS } from '../auth/attacks/forge.ts';
import { build } from './app.ts';
import { type FakeIssuer, startFakeIssuer, trusting } from './issuer.ts';
import { rawRequests } from './raw-http.ts';

/** What may be otherwise than in production. */
export interface GuardedAppOptions {
  /** Times of the key source, in seconds. */
  readonly keys?: { cooldown?: number; maxAge?: number; maxStale?: number };
  readonly policy?: Partial<TokenConfig>;
  readonly log?: BaseLogger;
}

export interface GuardedApp {
  readonly issuer: FakeIssuer;
  /** Gets requests only if something of a token was followed. */
  readonly trap: FakeIssuer;
  /** Of this moment: tests may run long after the server was started. */
  readonly forge: Forge;
  readonly verifier: TokenVerifier;
  readonly send: ReturnType<typeof rawRequests>;
  /** `GET /api/me` with this token. */
  me(token: string): ReturnType<ReturnType<typeof rawRequests>>;
  /** How often anything was asked of the database. */
  readonly databaseUses: number;
}

/** Starts it with the keys of the forge published; it ends with the test. */
export async function startGuardedApp(
  t: { after(fn: () => unknown): void },
  { keys, policy, log = pino({ level: 'silent' }) }: GuardedAppOptions = {},
): Promise<GuardedApp> {
  const issuer = await startFakeIssuer(t, PUBLISHED_KEYS);
  const trap = await startFakeIssuer(t, []);
  const verifier = createTokenVerifier({ ...trusting(issuer, keys), ...policy }, { log });
  let databaseUses = 0;
  const use = async () => {
    databaseUses += 1;
    throw new Error('the database was asked');
  };
  const database: Database = {
    read: use,
    write: use,
    ready: () => 'ready',
    start: use,
    close: async () => {},
    pool: { total: 0, idle: 0, waiting: 0 },
  };
  const health = { ready: database.ready, keysHeld: verifier.keysHeld, stopping: () => false };
  // Typed for Fastify, which takes any pino.
  const logger = log as ReturnType<typeof pino>;
  const { app } = await build(t, { database, verifyToken: verifier.verify, health, logger });
  t.after(verifier.close);
  const send = rawRequests(t, await app.listen({ port: 0, host: '127.0.0.1' }));
  return {
    issuer,
    trap,
    get forge() {
      return createForge(issuer.origin, trap.origin);
    },
    verifier,
    send,
    me: (token) => send('/api/me', { headers: ['authorization', `Bearer ${token}`] }),
    get databaseUses() {
      return databaseUses;
    },
  };
}
