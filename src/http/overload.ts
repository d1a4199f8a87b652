/** Sheds load before latency explodes: 503 `overloaded` while the event loop or the queue for the database is too long. */
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors.ts';
import type { Metrics } from './metrics.ts';

/**
 * Milliseconds by which timers may be late on average. A saturated but healthy loop serving 1,000 closed-loop connections is
 * some 250 late (measured), as each turn carries a request of many; four times that is beyond what clients put up with.
 * Utilisation is no measure: it is 1 at every full load.
 */
const MAX_LATENESS_MS = 1_000;
/**
 * How often the lateness is taken: overload is seen, and its end too, within a second. Not more often than the limit itself: to the
 * plugin an interval in which the loop never came round is infinitely late, and turns of 300 ms would shed load.
 */
const SAMPLE_MS = MAX_LATENESS_MS;
/** Requests waiting per database connection. At 1 to 3 ms for a query, the last one of them waits up to 0.3 s. */
const MAX_WAITING_PER_CONNECTION = 100;
const RETRY_AFTER_S = 1;

/** Adds the check to every route below `app` but the probes. */
export async function shedOverload(
  app: FastifyInstance,
  options: { pool: () => { readonly waiting: number }; poolMax: number; metrics: Metrics | undefined },
): Promise<void> {
  const { pool, metrics } = options;
  const maxWaiting = options.poolMax * MAX_WAITING_PER_CONNECTION;
  // Made once: shedding must cost less than serving, and making an error means walking the stack.
  const refusal = (reason: string) =>
    new AppError('overloaded', {
      detail: `Too much work: ${reason}.`,
      headers: { 'retry-after': String(RETRY_AFTER_S) },
    });
  const late = refusal('event loop');
  const crowded = refusal('database connections');
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_LATENESS_MS,
    sampleInterval: SAMPLE_MS,
    // Async, as the plugin takes a refusal from a rejected promise alone.
    pressureHandler: async () => {
      metrics?.countShed('event loop');
      throw late;
    },
  });
  app.addHook('onRequest', (request, _reply, done) => {
    if (pool().waiting <= maxWaiting || request.routeOptions.config.isProbe) return done();
    metrics?.countShed('database connections');
    done(crowded);
  });
}
