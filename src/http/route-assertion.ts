/** Start-up assertion: what is served under /api is fully described, or nothing is served at all. */
import type { FastifyInstance } from 'fastify';

/**
 * Watches the routes registered after it, in all scopes; that they are authenticated is the guard's part (src/auth/api-guard.ts).
 *
 * @throws TypeError when the application becomes ready, naming every route under /api that lacks response schemas or requirement ids
 */
export function assertApiRoutes(root: FastifyInstance): void {
  const faults: string[] = [];
  root.addHook('onRoute', ({ method, url, schema = {} }) => {
    if (!url.startsWith('/api') || schema.hide) return;
    const statuses = Object.keys(schema.response ?? {});
    const described = statuses.some((status) => status.startsWith('2')) && statuses.includes('401');
    if (!described) faults.push(`${method} ${url} has no response schemas`);
    if ((schema['x-requirements'] ?? []).length === 0) faults.push(`${method} ${url} names no requirement`);
  });
  root.addHook('onReady', async () => {
    if (faults.length > 0) throw new TypeError(`These routes are not to be served: ${faults.join('; ')}`);
  });
}
