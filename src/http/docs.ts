/** The OpenAPI document and the page to try it on, all from this server. */
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { ANSWER_HEADERS } from './documented-headers.ts';
import { refusals } from './refusals.ts';
import { securityHeaders } from './security-headers.ts';

/** Nothing from elsewhere. Styles are also set inline by the page's own script, which can do no more than its look. */
const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

const GET_DOCUMENT = {
  operationId: 'getDocument',
  summary: 'This document',
  description: 'OpenAPI 3.1. The page /docs shows it, and tries it out.',
  tags: ['service'],
  security: [],
  response: {
    200: {
      description: 'The document.',
      headers: ANSWER_HEADERS,
      content: { 'application/json': { schema: { type: 'object' }, example: { openapi: '3.1.0', paths: {} } } },
    },
    ...refusals.outsideApi(),
  },
};

/** Serves `/openapi.json` and `/docs`; to be registered in a scope of its own. */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  // Made once, when the first asks: by then all routes are known.
  let text: string | undefined;
  app.get('/openapi.json', { schema: GET_DOCUMENT }, (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    reply.header('cache-control', 'no-cache').type('application/json').send(text);
  });

  await app.register(async (page) => {
    const headers = await securityHeaders(PAGE_POLICY);
    page.addHook('onRequest', (_request, reply, done) => {
      reply.headers(headers);
      done();
    });
    await page.register(swaggerUi, {
      routePrefix: '/docs',
      theme: { title: 'todo-api' },
      uiConfig: { docExpansion: 'list', displayRequestDuration: true, tryItOutEnabled: true },
    });
  });
}
