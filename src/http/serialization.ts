/** What turns answers into text: compiled from the response schemas, one for each kind of success. */
import selectSerializer, { type Serializer } from '@fastify/fast-json-stringify-compiler';

type Route = Parameters<ReturnType<ReturnType<typeof selectSerializer>>>[0];

/**
 * Fastify's own serializers, but for refusals: those leave as text (`handleError`), and to compile a serializer for every refusal
 * of every route would be a tenth of the time that a server takes to start.
 */
export function buildSerializer(
  ...parts: Parameters<ReturnType<typeof selectSerializer>>
): (route: Route) => Serializer {
  const compile = selectSerializer()(...parts);
  return (route) => (/^[45]/.test(route.httpStatus) ? JSON.stringify : compile(route));
}
