/** Sheds load before latency explodes: 503 `overloaded` while the event loop or the queue for the database is too long. */
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors.ts';
import type { Metrics } from './metrics.ts';

/**
 * Milliseconds by which timers may be late on average. A saturated but healthy loop serving 1,000 closed-loop connections is
 * some 100 late, as each turn carries a request of many; five times that is beyond what waiting clients put up with.
 * Utilisation is no measure: it is 1 at every full load.
 */
const MAX_LATENESS_MS = 500;
/** How often the lateness is taken: overload is seen, and its end too, within a quarter of a second. */
const SAMPLE_MS = 250;
/** Requests waiting per database connection. At 1 to 3 ms for a query, the last one of them waits up to 0.3 s. */
const MAX_WAITING_PER_CONNECTION = 100;
const RETRY_AFTER_S = 1;

/** Adds the check to every route below `app` that has no `pressureHandler` of its own (the health routes have). */
export async function shedOverload(
  app: FastifyInstance,
  options: { pool: () => { readonly waiting: number }; poolMax: number; metrics: Metrics | undefined },
): Promise<void> {
  const { pool, metrics } = options;
  const maxWaiting = options.poolMax * MAX_WAITING_PER_CONNECTION;
  const refusal = (reason: string) => {
    metrics?.countShed(reason);
    return new AppError('overloaded', {
      detail: `Too much work: ${reason}.`,
      headers: { 'retry-after': String(RETRY_AFTER_S) },
    });
  };
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_LATENESS_MS,
    sampleInterval: SAMPLE_MS,
    // Async, as the plugin takes a refusal from a rejected promise alone.
    pressureHandler: async () => {
      throw refusal('event loop');
    },
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const exempt = pool().waiting <= maxWaiting || 'pressureHandler' in request.routeOptions.config;
    done(exempt ? undefined : refusal('database connections'));
  });
}
