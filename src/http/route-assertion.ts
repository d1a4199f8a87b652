/** Start-up assertion: what is served under /api is authenticated and described, or nothing is served at all. */
import type { FastifyInstance, RouteOptions } from 'fastify';

/** Watches the routes of the whole application from here on; the application fails to become ready if one falls short. */
export function assertApiRoutes(app: FastifyInstance): void {
  const faults: string[] = [];
  app.addHook('onRoute', function (this: FastifyInstance, route: RouteOptions) {
    if (route.url !== '/api' && !route.url.startsWith('/api/')) return;
    const schema = route.schema ?? {};
    const name = `${[route.method].flat().join('|')} ${route.url}`;
    // The authentication plugin declares `identity` in the scope that its hook closes, and in no other.
    if (!this.hasRequestDecorator('identity')) faults.push(`${name} is not authenticated`);
    if (schema.hide) return;
    const statuses = Object.keys(schema.response ?? {});
    if (!statuses.some((status) => status.startsWith('2')) || !statuses.includes('401')) {
      faults.push(`${name} has no response schemas`);
    }
    const ids = schema['x-requirements'];
    if (!Array.isArray(ids) || ids.length === 0) faults.push(`${name} names no requirement`);
  });
  app.addHook('onReady', async () => {
    if (faults.length > 0) throw new TypeError(`Routes that must not be served: ${faults.join('; ')}`);
  });
}
