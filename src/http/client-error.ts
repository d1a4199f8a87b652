/** Answers to what Node could not read as a request: too slow, too large or not HTTP. They never reach a route. */

import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { AppError, type ErrorCode } from '../errors.ts';
import { awaitedOn } from './awaited-bodies.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from './problem.ts';

/** By the code of Node's error (node:http, event `clientError`); all else is malformed. */
const REFUSALS: Readonly<Record<string, { code: ErrorCode; detail: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request_timeout', detail: 'Send the headers and the body without long pauses.' },
  HPE_HEADER_OVERFLOW: {
    code: 'headers_too_large',
    detail: 'The request line and headers may have 16384 bytes together.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { code: 'body_too_large', detail: 'The chunk extensions of the body are too large.' },
};
const MALFORMED = { code: 'request_malformed', detail: 'The request cannot be read as HTTP/1.1 (RFC 9112).' } as const;

/**
 * @param headers of every answer
 * @returns Fastify's `clientErrorHandler`
 */
export function answerClientError(headers: Readonly<Record<string, string>>) {
  return (error: ConnectionError, socket: Socket): void => {
    // A reset leaves nobody to answer; bytes already written may be half an answer.
    if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) return void socket.destroy(error);
    const { code, detail } = REFUSALS[error.code] ?? MALFORMED;
    const refusal = new AppError(code, { detail });
    // Nothing was answered on this connection yet: if it has sent headers, they are those of the request that failed.
    const { id, target } = awaitedOn(socket) ?? {
      id: randomUUID(),
      target: requestTarget(error.rawPacket as unknown),
    };
    const body = JSON.stringify(problemOf(refusal, id, target));
    const head = {
      ...headers,
      'x-request-id': id,
      'content-type': PROBLEM_MEDIA_TYPE,
      'content-length': Buffer.byteLength(body),
      date: new Date().toUTCString(),
      connection: 'close',
    };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${body}`);
  };
}

/** The target of the request line if the packet begins with one. */
function requestTarget(packet: unknown): string {
  const text = Buffer.isBuffer(packet) ? packet.toString('latin1') : '';
  return /^[A-Z-]+ ([!-~]{1,8192}) HTTP\/1\.[01]\r?\n/.exec(text)?.[1] ?? '/';
}
