/** One line in the log (probes apart) and one entry in the metrics for each request, when its answer is out. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { SECRET_MEMBERS } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** Route of a request that found none; the path itself may hold anything. */
const NO_ROUTE = '(none)';

/**
 * Adds the hook. The line names the route by its template: paths hold ids, and the user has a member of its own.
 * Times are milliseconds: `ms` from the request line to the last byte, `auth_ms` and `db_ms` parts of it.
 */
export function observeRequests(app: FastifyInstance, metrics: Metrics | undefined): void {
  // A line has no members below the first level; to look for secrets there all the same would cost more than the line (measured: 6 µs).
  const lines = app.log.child({}, { redact: SECRET_MEMBERS });
  app.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => {
    const route = request.routeOptions.url ?? NO_ROUTE;
    const { method, identity, authMs, databaseMs } = request as Partial<FastifyRequest> & { method: string };
    const status = reply.statusCode;
    const ms = reply.elapsedTime;
    metrics?.observeRequest(method, route, status, ms, authMs);
    if (request.routeOptions.config.isProbe) return done();
    lines.info(
      {
        request_id: request.id,
        method,
        route,
        status,
        ms: hundredths(ms),
        ...(identity !== undefined && identity !== null && { user_id: identity.userId }),
        ...(authMs !== undefined && { auth_ms: hundredths(authMs) }),
        ...(databaseMs !== undefined && { db_ms: hundredths(databaseMs) }),
      },
      'request',
    );
    done();
  });
}

const hundredths = (ms: number): number => Math.round(ms * 100) / 100;
