/** The security headers of every answer, as @fastify/helmet writes them, worked out once. */
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import Fastify from 'fastify';

/** An answer of the API is data: nothing in it may load, run or be framed. */
export const API_POLICY = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/**
 * Helmet as a hook builds its middlewares anew for each request and sets every header on the raw response, which takes Node off
 * its fast path for writing heads: a tenth of the time of a small answer. Its answer never varies, so it is asked once.
 *
 * @param directives the Content-Security-Policy, in helmet's spelling
 * @returns lower-case header names and values, to be given to `reply.headers`
 */
export async function securityHeaders(directives: Record<string, string[]>): Promise<Record<string, string>> {
  const options: FastifyHelmetOptions = {
    contentSecurityPolicy: { useDefaults: false, directives },
    frameguard: { action: 'deny' },
    // Only for browsers of the last decade, or for pages with markup of others.
    dnsPrefetchControl: false,
    ieNoOpen: false,
    originAgentCluster: false,
    permittedCrossDomainPolicies: false,
    xssFilter: false,
  };
  const app = Fastify();
  await app.register(helmet, options);
  app.get('/', (_request, reply) => reply.send());
  const { headers } = await app.inject('/');
  await app.close();
  const own = new Set(['content-length', 'date', 'connection', 'content-type']);
  return Object.fromEntries(Object.entries(headers).flatMap(([k, v]) => (own.has(k) ? [] : [[k, String(v)]])));
}
