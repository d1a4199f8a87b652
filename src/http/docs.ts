/** The OpenAPI document and the page to try it on, all from this server. */
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
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

/** Serves `/openapi.json` and `/docs`; to be registered in a scope of its own. */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  // Made once, when the first asks: by then all routes are known.
  let text: string | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => {
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
