/** Makes it impossible to register a route under /api that authentication does not cover. */
import type { FastifyInstance } from 'fastify';
import { CLOSED } from './auth-plugin.ts';

/**
 * Watches every route registered after it, in all scopes.
 * @param root the application itself, before anything else is registered
 * @throws from the registration: a route under /api, or one whose pattern can match there, in a scope that is not closed.
 *   OPTIONS may be open, as browsers ask it without credentials.
 */
export function guardApi(root: FastifyInstance): void {
  root.addHook('onRoute', function refuseOpenRoute({ method, url }) {
    const isOptions = [method].flat().every((name) => name === 'OPTIONS');
    if (isOptions || !reachesApi(url) || this.hasDecorator(CLOSED)) return;
    throw new Error(`${method} ${url} can be reached under /api without a token: register it inside the closed scope.`);
  });
}

/** Whether the first segment is `api`, or a parameter or wildcard that `api` would fit. */
function reachesApi(url: string): boolean {
  const [, first = ''] = url.split('/');
  return first.toLowerCase() === 'api' || /[:*(]/.test(first) || url === '*';
}
