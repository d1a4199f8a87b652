/** The headers that every answer under /api has: whose it is, and where its time went. */
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Milliseconds spent on the database so far, waiting for a connection included. */
    databaseMs: number;
  }
}

/** Adds `Cache-Control`, `Vary` and `Server-Timing` in the scope of `app` and below, to refusals also. */
export function addApiHeaders(app: FastifyInstance): void {
  app.decorateRequest('databaseMs', 0);
  app.addHook('onSend', (request, reply, payload, done) => {
    const vary = reply.getHeader('vary'); // "Origin" when CORS is on
    reply
      .header('cache-control', 'private, no-cache')
      .header('vary', vary === undefined ? 'Authorization' : `${vary}, Authorization`)
      .header('server-timing', `auth;dur=${hundredths(request.authMs)}, db;dur=${hundredths(request.databaseMs)}`);
    done(null, payload);
  });
}

const hundredths = (ms: number | undefined) => Math.round((ms ?? 0) * 100) / 100;
