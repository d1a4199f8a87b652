/** Rate limits of the /api scope, counted per instance: failed authentications per address, requests per user. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

const WINDOW_MS = 60_000;
/** Keys held per limiter; the least recently used go first. Some 200 bytes each: at most 10 MB. */
const KEYS_HELD = 50_000;
/** The refusal itself carries `Retry-After`; other headers are no part of the contract. */
const QUIET = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

/**
 * Refuses addresses that have failed to authenticate too often; to be called before authentication. Only failures count, so
 * neighbours behind one address do not pay for each other's work.
 *
 * @param perMinute 0 = off
 */
export async function limitAddresses(app: FastifyInstance, perMinute: number): Promise<void> {
  if (perMinute === 0) return;
  await app.register(rateLimit, {
    global: false,
    max: perMinute,
    timeWindow: WINDOW_MS,
    cache: KEYS_HELD,
    addHeaders: { ...QUIET, 'retry-after': false },
    addHeadersOnExceeding: QUIET,
  });
  const failures = app.createRateLimit();
  let lastFailure = Number.NEGATIVE_INFINITY;
  app.addHook('onRequest', (request, _reply, done) => {
    // Mostly nobody has failed for a minute: then there is nothing to look up, and no promise to wait for.
    if (Date.now() - lastFailure > WINDOW_MS) return void done();
    failures(request, { increment: false }).then((seen) => {
      const isOver = !seen.isAllowed && seen.remaining === 0;
      done(isOver ? tooMany('Too many failed authentications', seen.ttlInSeconds) : undefined);
    }, done);
  });
  app.addHook('onError', async (request, _reply, error) => {
    if ((error as Partial<AppError>).status !== 401) return;
    lastFailure = Date.now();
    await failures(request);
  });
}

/**
 * Limits the requests of each user; to be called after authentication.
 *
 * @param perMinute 0 = off
 */
export function limitUsers(app: FastifyInstance, perMinute: number): void {
  if (perMinute === 0) return;
  app.addHook(
    'onRequest',
    app.rateLimit({
      max: perMinute,
      keyGenerator: (request: FastifyRequest) => request.identity.userId,
      errorResponseBuilder: (_request, { ttl }) => tooMany('Too many requests of this user', Math.ceil(ttl / 1000)),
    }),
  );
}

const tooMany = (what: string, seconds: number) =>
  new AppError('rate_limited', {
    detail: `${what}: wait ${seconds} s.`,
    headers: { 'retry-after': String(Math.max(1, seconds)) },
  });
