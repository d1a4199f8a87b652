/** The only writer of error bodies: whatever is thrown anywhere leaves as one problem document. */
import type { FastifyError, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { AppError, type ErrorCode } from '../errors.ts';
import { routeNotFound } from './other-methods.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from './problem.ts';

/** Fastify's own errors that are not a bug of ours, by their code. */
const FRAMEWORK: Readonly<Record<string, { code: ErrorCode; detail: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body_too_large', detail: 'A body may have at most 131072 bytes (128 KiB).' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'media_type_unsupported',
    detail: 'Send the body as application/json, and a merge patch also as application/merge-patch+json.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'request_malformed',
    detail: 'The body is not as long as Content-Length says.',
  },
};

/** Seconds that a client is asked to wait when the error itself does not know better. */
const RETRY_AFTER = '2';

/** Writes the answer to an error. Registered once, at the root, so that every scope has it. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = asAppError(error);
  if (refusal.status === 503 && refusal.headers['retry-after'] === undefined) reply.header('retry-after', RETRY_AFTER);
  const facts = { err: refusal, code: refusal.code, request_id: request.id };
  if (refusal.status === 500) request.log.error(facts, 'a request failed by a bug');
  // What is shed is counted in the metrics: to write a second line about each would make the overload worse.
  else if (refusal.status > 500 && refusal.code !== 'overloaded')
    request.log.warn(facts, 'a request could not be served');
  reply
    .code(refusal.status)
    .headers(refusal.headers)
    .type(PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(problemOf(refusal, request.id, request.raw.url ?? '/')));
}

/** @returns the error itself if it is an answer already, else the answer that it stands for; a stranger is a bug */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : FRAMEWORK[code];
  if (known) return new AppError(known.code, { detail: known.detail, cause: error });
  // A body that breaks off: Fastify marks the error of the socket with 400. Nobody is left to read the answer.
  if (statusCode === 400) return new AppError('request_malformed', { cause: error });
  // @fastify/static, of paths that would lead out of its folder.
  if (statusCode === 403) return routeNotFound(error);
  return new AppError('internal', { cause: error });
}

/**
 * Fastify's `frameworkErrors`: a path that cannot be decoded belongs to no route, so no hook has run.
 *
 * @param open the first hook of every other request
 * @param authenticate what anything under /api needs first; rejects with the refusal
 */
export function answerUnroutable(
  open: onRequestHookHandler,
  authenticate: (request: FastifyRequest) => Promise<unknown>,
) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refuse = (refusal: unknown) => handleError(refusal, request, reply);
    open.call(request.server, request, reply, (fault) => {
      if (fault) return refuse(fault);
      if (!/^(?:https?:\/\/[^/]*)?\/api(?:[/?#]|$)/.test(request.raw.url ?? '')) return refuse(badPath(error));
      authenticate(request).then(() => refuse(badPath(error)), refuse);
    });
  };
}

const badPath = (cause: unknown) => {
  const detail = 'must be percent-encoded UTF-8';
  return new AppError('parameter_invalid', {
    detail: `The path ${detail}.`,
    errors: [{ parameter: 'path', detail }],
    cause,
  });
};
