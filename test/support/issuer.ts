/** A fake issuer: publishes whatever keys a test says, counts who asks, and fails in every way that issuers fail. */
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenConfig } from '../../src/config.ts';

/** Answers one request for the key set. */
export type Answer = (response: ServerResponse) => void;

/** An issuer on a free port of loopback. */
export interface FakeIssuer {
  readonly origin: string;
  readonly jwksUrl: URL;
  /** The keys of the set, to be changed at will. */
  keys: object[];
  /** How it answers; at first with the keys. */
  answer: Answer;
  /** Requests that came in. */
  readonly hits: number;
  /** Refuses connections. */
  stop(): Promise<void>;
  /** Takes them again, on the same port. */
  start(): Promise<void>;
}

/** Starts an issuer that ends with the test. */
export async function startFakeIssuer(t: { after(fn: () => unknown): void }, keys: object[] = []): Promise<FakeIssuer> {
  let hits = 0;
  let port = 0;
  const handle: RequestListener = (_request, response) => {
    hits += 1;
    issuer.answer(response);
  };
  let server = createServer(handle);
  const start = async () => {
    server = createServer(handle).listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port; // listening on TCP
  };
  const stop = async () => {
    server.close();
    server.closeAllConnections();
  };
  await start();
  t.after(stop);
  const origin = `http://127.0.0.1:${port}`;
  const issuer: FakeIssuer = {
    origin,
    jwksUrl: new URL('/api/auth/jwks', origin),
    keys,
    answer: (response) => send(response, { keys: issuer.keys }),
    get hits() {
      return hits;
    },
    start,
    stop,
  };
  return issuer;
}

/** Ways to fail. */
export const faults = {
  status:
    (status: number): Answer =>
    (response) =>
      response.writeHead(status).end('{"keys":[]}'),
  redirect:
    (to: string): Answer =>
    (response) =>
      response.writeHead(302, { location: to }).end(),
  hang: (): Answer => () => {},
  /** Sends headers and one byte, then nothing. */
  stall: (): Answer => (response) => response.write('{'),
  body:
    (text: string | Buffer): Answer =>
    (response) =>
      response.writeHead(200).end(text),
  reset: (): Answer => (response) => response.socket?.destroy(),
} as const;

/** What a service that trusts this issuer is configured with; times in seconds. */
export function trusting(issuer: FakeIssuer, keys: { cooldown?: number; maxAge?: number; maxStale?: number } = {}) {
  return {
    keys: { mode: 'jwks', url: issuer.jwksUrl, allowHttp: false, cooldown: 30, maxAge: 600, maxStale: 3_600, ...keys },
    algorithms: ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'],
    issuer: issuer.origin,
    audience: issuer.origin,
    clockTolerance: 5,
    maxLifetime: 604_800,
  } as const satisfies TokenConfig;
}

function send(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
