/** Closes a scope: no request gets past without a verified token. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { bearerToken } from './bearer-token.ts';
import type { Identity, VerifyToken } from './identity.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; set before anything of a route under /api runs. */
    identity: Identity;
    /** Milliseconds that authentication took, also when it failed; undefined outside /api. */
    authMs: number;
  }
}

/** How the plugin is registered. */
export interface AuthOptions {
  readonly verifyToken: VerifyToken;
}

/** Decorates exactly the scopes that are closed; {@link guardApi} looks for it. */
export const CLOSED = Symbol('closed by authentication');

/**
 * Adds the hook to the scope that registers it and to all scopes inside, their not-found handlers among them.
 * `onRequest`: before a body is read, a rate is counted against a user, or a connection taken.
 */
export const authPlugin = fp<AuthOptions>(
  async (scope: FastifyInstance, { verifyToken }: AuthOptions) => {
    scope.decorate(CLOSED, true);
    scope.decorateRequest('identity');
    scope.decorateRequest('authMs', 0);
    scope.addHook('onRequest', (request, _reply, done) => {
      // Callbacks, as a remembered token is verified at once and a promise would cost more than the verification.
      const startedAt = performance.now();
      const finish = (identity: Identity | null, error?: Error) => {
        request.authMs = performance.now() - startedAt;
        if (identity !== null) request.identity = identity;
        done(error);
      };
      try {
        const found = authenticate(request, verifyToken);
        if (found instanceof Promise) found.then(finish, (error: Error) => finish(null, error));
        else finish(found);
      } catch (error) {
        finish(null, error as Error);
      }
    });
  },
  { name: 'auth', fastify: '5.x' },
);

/**
 * Finds out who sent a request.
 * @throws AppError `token_*` or `keys_unavailable`: at once or by the promise
 */
export function authenticate(request: FastifyRequest, verifyToken: VerifyToken): Identity | Promise<Identity> {
  return verifyToken(bearerToken(request.raw.rawHeaders));
}
