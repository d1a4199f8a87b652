import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify, { type FastifySchema } from 'fastify';
import { assertApiRoutes } from '../../src/http/route-assertion.ts';

const described: FastifySchema = {
  response: { 200: { type: 'object' }, 401: { type: 'object' } },
  'x-requirements': ['FR-001'],
};

/** What becomes of an application with this route. */
async function ready(url: string, schema?: FastifySchema): Promise<void> {
  const app = Fastify();
  assertApiRoutes(app);
  await app.register(async (scope) => {
    scope.get(url, schema === undefined ? {} : { schema }, () => ({}));
  });
  await app.ready();
  await app.close();
}

test('[SC-006] a described route under /api is served, and others are nobody’s concern', async () => {
  await ready('/api/x', described);
  await ready('/livez');
  await ready('/api/hidden', { hide: true });
});

for (const [what, schema] of Object.entries({
  'no schema': undefined,
  'no requirement': { response: described.response },
  'an empty list of requirements': { ...described, 'x-requirements': [] },
  'no response schemas': { 'x-requirements': ['FR-001'] },
  'no schema of a success': { ...described, response: { 401: { type: 'object' } } },
  'no schema of 401': { ...described, response: { 200: { type: 'object' } } },
} satisfies Record<string, FastifySchema | undefined>)) {
  test(`[SC-006] an application with a route under /api that has ${what} does not start`, async () => {
    await assert.rejects(
      ready('/api/x', schema),
      /GET(,HEAD)? \/api\/x (has no response schemas|names no requirement)/,
    );
  });
}
