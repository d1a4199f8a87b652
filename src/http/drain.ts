/** The end of a listener: whoever is connected gets an answer, and is told not to come back on this connection. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often connections that have become idle are closed once no new one is taken. */
const SWEEP_MS = 50;

/**
 * Goes on serving for `ms` with `Connection: close` on every answer (RFC 9112 §9.6), so that clients and balancers leave by
 * themselves: closing a connection under a client that is just sending its next request would lose that request. From then
 * on idle connections are closed, and the server's own `close()` is next.
 */
export async function drain(server: Server, ms: number): Promise<void> {
  // Before the application's own listener, which may answer at once. Added only now: it costs nothing until then.
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('connection', 'close');
  });
  await sleep(ms);
  // Node closes idle connections once, at close(); those still at work then would stay until their keep-alive ends.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  server.once('close', () => clearInterval(sweep));
}
