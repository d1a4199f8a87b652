/** The end of a listener: whoever is connected gets an answer, and is told not to come back on this connection. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often to look, once no new connection is taken, whether requests are still under way. */
const SWEEP_MS = 50;

/**
 * Prepares a server for its end.
 * @returns `drain`: goes on serving for `ms` with `Connection: close` on every answer (RFC 9112 §9.6), so that clients and
 *   balancers leave by themselves: closing a connection under a client that is just sending its next request would lose that
 *   request. From then on connections without a request under way are closed; the server's own `close()` is next.
 */
export function prepareDrain(server: Server): (ms: number) => Promise<void> {
  let underWay = 0;
  let isDraining = false;
  const leave = () => {
    underWay -= 1;
  };
  // Before the application's own listener, which may answer at once.
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    underWay += 1;
    response.on('close', leave);
    if (isDraining) response.setHeader('connection', 'close');
  });

  return async (ms) => {
    isDraining = true;
    await sleep(ms);
    // Node closes idle connections once, at close(). Those still at work then, those that never sent a request and those
    // with half of one would stay: the first until their keep-alive ends, the others for ever.
    const sweep = setInterval(() => {
      if (underWay === 0) server.closeAllConnections();
      else server.closeIdleConnections();
    }, SWEEP_MS);
    server.once('close', () => clearInterval(sweep));
  };
}
