/** HTTP requests exactly as written: paths are not normalised, and headers may come twice. */
import http from 'node:http';
import https from 'node:https';
import type { Target } from './attack.ts';

/** A request as it goes over the wire; `target` and headers are sent as they are. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** What came back; `status` 0 when the server closed the connection without an answer. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const TIMEOUT_MS = 10_000;

/** Larger than any honest answer to these requests. */
const MAX_BODY = 4 * 1024 * 1024;

/** @throws the error of the connection when there is none to be had at all */
export function sendRaw({ origin, signal }: Target, request: RawRequest): Promise<RawAnswer> {
  const { protocol, hostname, port, host } = origin;
  const body = request.body === undefined ? undefined : Buffer.from(request.body);
  const own = new Set(request.headers?.map(([name]) => name.toLowerCase()));
  const defaults: [string, string][] = [
    ['host', host],
    ['connection', 'close'],
  ];
  // Without it Node announces a chunked body even where there is none.
  if (body === undefined && !['GET', 'HEAD'].includes(request.method)) defaults.push(['content-length', '0']);
  if (body !== undefined) defaults.push(['content-type', 'application/json'], ['content-length', String(body.length)]);
  const headers = [...defaults.filter(([name]) => !own.has(name)), ...(request.headers ?? [])].flat();
  return new Promise((resolve, reject) => {
    const outgoing = (protocol === 'https:' ? https : http).request({
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      method: request.method,
      path: request.target,
      headers,
      signal,
      agent: false,
      timeout: TIMEOUT_MS,
    });
    outgoing.on('timeout', () => outgoing.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' && !signal.aborted) resolve({ status: 0, headers: {}, body: '' });
      else reject(error);
    });
    outgoing.on('response', (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        if (text.length < MAX_BODY) text += chunk;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }));
      incoming.on('error', reject);
    });
    outgoing.end(body);
  });
}

/** The `code` of a problem document, or '' */
export function codeOf({ body }: RawAnswer): string {
  const code = memberOf(body, 'code');
  return typeof code === 'string' ? code : '';
}

/** One member of a JSON object, or undefined. */
export function memberOf(body: string, name: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>)[name] : undefined;
  } catch {
    return undefined;
  }
}
