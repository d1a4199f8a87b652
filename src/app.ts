/** The application: every part registered explicitly and in order. It never listens. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
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
import { parseQueryStrings, rawQuery } from './http/query-string.ts';
import { limitAddresses, limitUsers } from './http/rate-limits.ts';
import { openRequest, requestId } from './http/request-opening.ts';
import { assertApiRoutes } from './http/route-assertion.ts';
import { API_POLICY, securityHeaders } from './http/security-headers.ts';
import { AJV, validationError } from './http/validation.ts';
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

const KIB = 1024;

/** @returns the application, its plugins loaded; `listen` or `inject` make it ready */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, database, poolMax, verifyToken, metrics } = parts;
  const headers = await securityHeaders(API_POLICY);
  const open = openRequest(headers);
  const app = Fastify({
    loggerInstance: parts.logger,
    // No line of its own per request, and no child logger: whoever logs names the request id.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    genReqId: requestId,
    trustProxy: config.trustProxy === false ? false : [...config.trustProxy],
    bodyLimit: 128 * KIB,
    requestTimeout: config.requestTimeoutMs,
    // Node looks for late requests this often, so a 408 comes at most a second late.
    http: {
      headersTimeout: Math.min(5_000, config.requestTimeoutMs),
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * KIB,
    },
    ajv: AJV,
    schemaErrorFormatter: validationError,
    routerOptions: {
      querystringParser: rawQuery,
      // Longer than any header section: a user id of 255 code points has up to 3,060 bytes, and what is too long is simply not the caller's.
      maxParamLength: 16 * KIB,
    },
    // Until then connections say goodbye by themselves: see the draining of `serve`.
    return503OnClosing: false,
    clientErrorHandler: answerClientError(headers),
    frameworkErrors: answerUnroutable(open, async (request) => authenticate(request, verifyToken)),
  });

  guardApi(app);
  assertApiRoutes(app);
  app.setErrorHandler(handleError);
  observeRequests(app, metrics);
  app.addHook('onRequest', open);
  await allowOrigins(app, config.corsOrigins);
  app.addHook('onRequest', answerOptions);
  if (poolMax !== null) await shedOverload(app, { pool: () => database.pool, poolMax, metrics });
  readJsonBodies(app);
  parseQueryStrings(app);
  app.addSchema(ProblemSchema);
  await describeRoutes(app);

  await app.register(async (open) => {
    refuseUnknownRoutes(open);
    addHealthRoutes(open, parts.health);
    await open.register(serveDocument);
  });
  await app.register(
    async (api) => {
      addApiHeaders(api);
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
