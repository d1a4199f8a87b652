/** The second listener, for operators alone: metrics and health, no tokens. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { AppError } from '../errors.ts';
import { handleError } from './error-handler.ts';
import { addHealthRoutes, type Health } from './health.ts';
import type { Metrics } from './metrics.ts';
import { ProblemSchema } from './problem.ts';

/** Builds the admin listener; does not listen. */
export function buildAdminApp(parts: { health: Health; metrics: Metrics; logger: FastifyBaseLogger }): FastifyInstance {
  const app = Fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 10_000, // a scrape sends one small request
  });
  app.addSchema(ProblemSchema);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => handleError(notFound(), request, reply));
  addHealthRoutes(app, parts.health);
  app.get('/metrics', async (_request, reply) => {
    const text = await parts.metrics.render();
    return reply.type(parts.metrics.contentType).send(text);
  });
  return app;
}

const notFound = () => new AppError('route_not_found', { detail: 'There are /metrics, /livez and /readyz.' });
