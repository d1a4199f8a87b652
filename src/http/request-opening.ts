/** What comes before everything else: the id of a request, the headers of every answer, and a look at its framing. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { AppError } from '../errors.ts';
import { awaitBody } from './awaited-bodies.ts';

/** Sane enough for logs and headers; two of them arrive joined by a comma and are not. */
const SANE_ID = /^[\w.:@/+=~-]{1,128}$/;

/** The caller's `X-Request-Id` if it is a sane one, else a new UUID. */
export function requestId(raw: IncomingMessage): string {
  const given = raw.headers['x-request-id'];
  return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
}

/**
 * @param headers of every answer, beside `X-Request-Id`
 * @returns the first `onRequest` hook
 */
export function openRequest(headers: Readonly<Record<string, string>>) {
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    reply.headers(headers).header('x-request-id', request.id);
    awaitBody(request.raw, request.id);
    const fault = framingFault(request.raw);
    // Where the next request begins is in doubt then: this connection must not carry one.
    const close = { connection: 'close' };
    done(fault === null ? undefined : new AppError('request_malformed', { detail: fault, headers: close }));
  };
}

/**
 * What Node's parser lets through although two servers could read it as different requests (RFC 9112 §3.2 and §6.1).
 *
 * @returns what is wrong, or null
 */
function framingFault({ headers, rawHeaders, httpVersion }: IncomingMessage): string | null {
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    return `Transfer-Encoding may be "chunked" alone, not ${JSON.stringify(coding)}.`;
  }
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string; // names stand at even places
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0') ? null : `A request has one Host header, not ${hosts}.`;
}
