/** What turns answers into text: compiled from the response schemas, one for each kind of success. */
import selectSerializer, { type Serializer } from '@fastify/fast-json-stringify-compiler';

type Route = Parameters<ReturnType<ReturnType<typeof selectSerializer>>>[0];

/**
 * Fastify's own serializers, but for refusals: those leave as text (`handleError`), so a serializer compiled for every refusal of every
 * route would be work at each start that nothing uses.
 */
export function buildSerializer(
  ...parts: Parameters<ReturnType<typeof selectSerializer>>
): (route: Route) => Serializer {
  const compile = selectSerializer()(...parts);
  return (route) => (/^[45]/.test(route.httpStatus) ? JSON.stringify : compile(route));
}
