/** The whole application over the real database, with users whose tokens it accepts; closes itself. */
import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { type AppParts, buildApp } from '../../src/app.ts';
import { createTokenVerifier } from '../../src/auth/token-verifier.ts';
import { loadConfig, type ServerConfig } from '../../src/config.ts';
import { createDatabase, type Database } from '../../src/db/database.ts';
import { databaseUrl } from './postgres.ts';

const SECRET = randomBytes(32).toString('base64url');
const ISSUER = 'https://issuer.test';
const LOG = pino({ level: 'silent' });

/** Somebody with a token of one hour. */
export interface TestUser {
  readonly id: string;
  readonly token: string;
  /** Path of the user's tasks. */
  readonly tasks: string;
  /** Sends a request with the user's token; `url` is absolute. */
  send(method: string, url: string, options?: Omit<InjectOptions, 'method' | 'url'>): Promise<LightMyRequestResponse>;
  /** Creates a task and returns it with its entity tag and path. */
  create(task?: object): Promise<TestTask>;
}

/** A task as the service answered it. */
export interface TestTask {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly completed: boolean;
  readonly user_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly etag: string;
  readonly path: string;
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly database: Database;
  /** A user nobody has seen before. */
  user(id?: string): Promise<TestUser>;
}

/** What a test may want otherwise; `server` overrides the defaults of the configuration, where rate limits are off. */
export interface TestAppOptions extends Partial<Omit<AppParts, 'config'>> {
  readonly server?: Partial<ServerConfig>;
}

/** @param t the test, or `{ after }` of node:test for an application that a whole file shares */
export async function build(
  t: { after(fn: () => Promise<void>): void },
  options: TestAppOptions = {},
): Promise<TestApp> {
  const { server, ...parts } = options;
  const config = loadConfig({ RATE_LIMIT_PER_MINUTE: '0' }, ['server']).server;
  const database =
    parts.database ??
    createDatabase({ url: databaseUrl(), poolMax: 4, statementTimeoutMs: 10_000, poolWaitMs: 10_000 }, { log: LOG });
  const verifier = createTokenVerifier(
    {
      keys: { mode: 'secret', secret: SECRET },
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: ISSUER,
      clockTolerance: 5,
      maxLifetime: 604_800,
    },
    { log: LOG },
  );
  const app = await buildApp({
    config: { ...config, ...server },
    database,
    // A busy test machine is late with its timers: that is no overload.
    poolMax: null,
    verifyToken: verifier.verify,
    health: { ready: database.ready, keysHeld: verifier.keysHeld, stopping: () => false },
    logger: LOG,
    ...parts,
  });
  t.after(async () => {
    await app.close();
    verifier.close();
    if (parts.database === undefined) await database.close();
  });
  if (parts.database === undefined) await database.start();
  await app.ready();
  return { app, database, user: (id = `user-${randomBytes(9).toString('base64url')}`) => makeUser(app, id) };
}

let shared: Promise<TestApp> | undefined;

/** The application as it is by default, one for all test files of a process; to be called while a file is loaded. */
export function sharedApp(): Promise<TestApp> {
  shared ??= build({ after });
  return shared;
}

/** A database that is never asked, or that answers every request in one way. */
export function standInDatabase(work: () => Promise<never>): Database {
  const pool = { total: 0, idle: 0, waiting: 0 };
  return { read: work, write: work, ready: () => 'ready', start: async () => {}, close: async () => {}, pool };
}

/** A token as the test application's issuer would sign it. @param claims in place of the usual ones */
export function signToken(sub: string, claims: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: ISSUER, aud: ISSUER, sub, iat: now, exp: now + 3_600, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(SECRET));
}

async function makeUser(app: FastifyInstance, id: string): Promise<TestUser> {
  const token = await signToken(id);
  const tasks = `/api/${encodeURIComponent(id)}/tasks`;
  const send: TestUser['send'] = (method, url, options = {}) =>
    app.inject({
      ...options,
      method: method as 'GET',
      url,
      headers: { authorization: `Bearer ${token}`, ...options.headers },
    });
  return {
    id,
    token,
    tasks,
    send,
    async create(task = { title: 'Buy milk' }) {
      const answer = await send('POST', tasks, { payload: task });
      if (answer.statusCode !== 201) throw new Error(`Not created: ${answer.body}`);
      return { ...answer.json(), etag: String(answer.headers.etag), path: String(answer.headers.location) };
    },
  };
}
