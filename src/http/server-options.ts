/** How Fastify and Node read requests: what is generous by default is bounded here. */
import type { Server } from 'node:http';
import { type FastifyHttpOptions, LogController } from 'fastify';
import type { ServerConfig } from '../config.ts';
import { rawQuery } from './query-string.ts';
import { requestId } from './request-opening.ts';
import { buildSerializer } from './serialization.ts';
import { AJV, validationError } from './validation.ts';

const KIB = 1024;
const HEADERS_TIMEOUT_MS = 5_000;

/** Options for `Fastify(…)`, but for the logger and the two writers of answers outside of routes. */
export function serverOptions({ requestTimeoutMs, trustProxy }: ServerConfig) {
  return {
    // No line of its own per request, and no child logger: whoever logs names the request id.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    genReqId: requestId,
    trustProxy: trustProxy === false ? false : [...trustProxy],
    bodyLimit: 128 * KIB,
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs),
      // Node looks for late requests this often, so a 408 comes at most a second late.
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * KIB,
      // Node's own refusal has no body; `openRequest` counts the Host headers anyway.
      requireHostHeader: false,
    },
    ajv: AJV,
    schemaController: { compilersFactory: { buildSerializer } },
    schemaErrorFormatter: validationError,
    routerOptions: {
      querystringParser: rawQuery,
      // Longer than any header section: what is too long for a user id is simply not the caller's.
      maxParamLength: 16 * KIB,
    },
    // The draining of `serve` tells clients to leave; requests that still come are served.
    return503OnClosing: false,
  } satisfies FastifyHttpOptions<Server>;
}
