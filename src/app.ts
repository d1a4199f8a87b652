/** The application: every part registered explicitly and in order. It never listens. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { guardApi } from './auth/api-guard.ts';
import { authenticate, authPlugin } from './auth/auth-plugin.ts';
import type { VerifyToken } from './auth/identity.ts';
import type { ServerConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { addApiHeaders } from './http/api-headers.ts';
import { answerClientError } from './http/client-error.ts';
import { allowOrigins } from './http/cross-origin.ts';
import { serveDocument } from './http/docs.ts';
import { answerUnroutable, handleError } from './http/error-handler.ts';
import { addHealthRoutes, type Health } from './http/health.ts';
import { readJsonBodies } from './http/json-body.ts';
import type { Metrics } from './http/metrics.ts';
import { observeRequests } from './http/observe-requests.ts';
import { describeRoutes } from './http/openapi.ts';
import { answerOptions, refuseUnknownRoutes } from './http/other-methods.ts';
import { shedOverload } from './http/overload.ts';
import { ProblemSchema } from './http/problem.ts';
import { parseQueryStrings } from './http/query-string.ts';
import { limitAddresses, limitUsers } from './http/rate-limits.ts';
import { openRequest } from './http/request-opening.ts';
import { assertApiRoutes } from './http/route-assertion.ts';
import { API_POLICY, securityHeaders } from './http/security-headers.ts';
import { sendTogether } from './http/send-together.ts';
import { serverOptions } from './http/server-options.ts';
import { tasksRoutes } from './tasks/tasks.routes.ts';
import { meRoutes } from './users/me.routes.ts';

/** What the application is made of. */
export interface AppParts {
  readonly config: ServerConfig;
  readonly database: Database;
  /** Connections that the pool may have, for the measure of overload; null: load is never shed. */
  readonly poolMax: number | null;
  readonly verifyToken: VerifyToken;
  readonly health: Health;
  readonly logger: FastifyBaseLogger;
  readonly metrics?: Metrics | undefined;
}

/** @returns the application, its plugins loaded; `listen` or `inject` make it ready */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, database, poolMax, verifyToken, metrics } = parts;
  const headers = await securityHeaders(API_POLICY);
  const opening = openRequest(headers);
  const app = Fastify({
    loggerInstance: parts.logger,
    ...serverOptions(config),
    clientErrorHandler: answerClientError(headers),
    frameworkErrors: answerUnroutable(opening, async (request) => authenticate(request, verifyToken)),
  });

  // Expectations other than 100-continue may be ignored (RFC 9110 §10.1.1); Node would refuse them with an empty 417.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  guardApi(app);
  assertApiRoutes(app);
  app.setErrorHandler(handleError);
  observeRequests(app, metrics);
  app.addHook('onRequest', opening);
  await allowOrigins(app, config.corsOrigins);
  app.addHook('onRequest', answerOptions);
  if (poolMax !== null) await shedOverload(app, { pool: () => database.pool, poolMax, metrics });
  readJsonBodies(app);
  parseQueryStrings(app);
  app.addSchema(ProblemSchema);
  await describeRoutes(app);

  await app.register(async (outside) => {
    refuseUnknownRoutes(outside);
    addHealthRoutes(outside, parts.health);
    await outside.register(serveDocument);
  });
  await app.register(
    async (api) => {
      addApiHeaders(api);
      sendTogether(api);
      await limitAddresses(api, config.rateLimitPerMinute);
      await api.register(authPlugin, { verifyToken });
      limitUsers(api, config.rateLimitPerMinute);
      refuseUnknownRoutes(api);
      // @fastify/cors has an OPTIONS route for every path, outside this scope: unknown ones below /api shall need a token too.
      api.options('/*', { schema: { hide: true } }, (_request, reply) => reply.callNotFound());
      await api.register(meRoutes);
      await api.register(tasksRoutes, { prefix: '/:user_id/tasks', database });
    },
    { prefix: '/api' },
  );
  return app;
}
