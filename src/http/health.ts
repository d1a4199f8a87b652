/** `/livez` and `/readyz`: for orchestrators and balancers, without a token, on both listeners. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../errors.ts';
import { ANSWER_HEADERS } from './documented-headers.ts';
import { refusals } from './refusals.ts';

/** What the answers are made of; nothing in here may do work of its own. */
export interface Health {
  /** What requests last saw of the database. */
  ready(): 'ready' | AppError;
  /** Whether there are keys to verify tokens with. */
  keysHeld(): boolean;
  /** Whether the process has been told to stop. */
  stopping(): boolean;
}

const answer = (status: string, description: string) => ({
  description,
  headers: ANSWER_HEADERS,
  content: { 'application/json': { schema: Type.Object({ status: Type.Literal(status) }), example: { status } } },
});

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A probe: no line in the log for each request. */
    isProbe?: boolean;
  }
}

/** Shedding load must not look like death: an orchestrator would restart what is merely busy. */
const PROBE = { isProbe: true, pressureHandler: () => {} };

/** Adds both routes; HEAD comes with GET. */
export function addHealthRoutes(app: FastifyInstance, health: Health): void {
  // A probe every few seconds says nothing new, and a failing one is answered with its reason.
  const quiet = app.log.child({}, { level: 'error' });
  app.route({
    method: 'GET',
    url: '/livez',
    config: PROBE,
    childLoggerFactory: () => quiet,
    schema: {
      operationId: 'isAlive',
      summary: 'Whether the process answers',
      description:
        'For the liveness probe of an orchestrator. It asks nothing else, least of all the database. Never limited.',
      tags: ['service'],
      security: [],
      response: { 200: answer('alive', 'It answers.'), ...refusals.outsideApi() },
    },
    handler: (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    config: PROBE,
    childLoggerFactory: () => quiet,
    schema: {
      operationId: 'isReady',
      summary: 'Whether requests would be served',
      description:
        'For balancers: what requests last saw of the database, whether keys of the issuer are held, and whether the process is about to stop. Never limited.',
      tags: ['service'],
      security: [],
      response: {
        200: answer('ready', 'Requests are served.'),
        ...refusals.outsideApi(
          'database_unavailable',
          'database_waking',
          'isolation_not_proven',
          'keys_unavailable',
          'shutting_down',
        ),
      },
    },
    handler: (_request, reply) => {
      reply.header('cache-control', 'no-store');
      assertReady(health);
      return reply.send({ status: 'ready' });
    },
  });
}

/** @throws AppError 503 with the code of what is missing */
function assertReady(health: Health): void {
  if (health.stopping()) throw new AppError('shutting_down');
  const database = health.ready();
  if (database !== 'ready') throw database;
  if (!health.keysHeld()) throw new AppError('keys_unavailable');
}
