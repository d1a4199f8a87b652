/** Known path, other method: 405 with `Allow`, and 204 with `Allow` for OPTIONS. Unknown path: 404. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { AppError } from '../errors.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The methods that the path of a request knows, OPTIONS included; empty for an unknown path. */
function allowedMethods(app: FastifyInstance, target: string): string[] {
  // Despite its name `findRoute` takes a path as well as a pattern: it asks the router itself.
  const known = METHODS.filter((method) => app.findRoute({ method, url: target }) !== null);
  return known.length === 0 ? [] : [...known, 'OPTIONS'];
}

/**
 * Refuses in `onRequest`, before a body is read, what the router found no route for. To be called in each scope whose earlier hooks must
 * run first: under /api nobody learns without a token what is there. Fastify runs a scope's hooks for what its prefix does not know, too.
 */
export function refuseUnknownRoutes(scope: FastifyInstance): void {
  scope.addHook('onRequest', function refuse(request, _reply, done) {
    done(request.is404 ? refusal(this, request) : undefined);
  });
  // Only `reply.callNotFound()` comes this far: @fastify/static, for a file that is not there.
  scope.setNotFoundHandler(() => {
    throw routeNotFound();
  });
}

export const routeNotFound = (cause?: unknown): AppError =>
  new AppError('route_not_found', { detail: 'No route has this path.', cause });

/** method_not_allowed or route_not_found. */
function refusal(app: FastifyInstance, request: FastifyRequest): AppError {
  const { method, url = '/' } = request.raw;
  const allowed = allowedMethods(app, url);
  if (allowed.length === 0) return routeNotFound();
  return new AppError('method_not_allowed', {
    detail: `${method} is not possible here; possible are: ${allowed.join(', ')}.`,
    headers: { allow: allowed.join(', ') },
  });
}

/**
 * `onRequest` hook for OPTIONS outside CORS. It needs no token, for it says nothing that the public document does not; nor could a
 * browser send one. Unknown paths go on to the not-found handler.
 */
export function answerOptions(
  this: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const { method, url = '/' } = request.raw;
  const allowed = method === 'OPTIONS' ? allowedMethods(this, url) : [];
  if (allowed.length === 0) done();
  else reply.code(204).header('allow', allowed.join(', ')).send();
}
