/** A small balancer as a deployment has one: asks /readyz, sends each request to a ready instance over kept connections, never twice. */
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** How often instances are asked; the drain of an instance must be longer. */
export const PROBE_MS = 100;

export interface Balancer {
  readonly origin: string;
  /** Whether the instance at this place gets requests. */
  isReady(place: number): boolean;
}

/** @param origins of the instances; one that restarts comes back under its old origin */
export async function startBalancer(t: Pick<TestContext, 'after'>, origins: readonly string[]): Promise<Balancer> {
  const ready = origins.map(() => false);
  const agents = origins.map(() => new Agent({ keepAlive: true }));
  let turn = 0;

  const probe = () =>
    Promise.all(
      origins.map(async (origin, place) => {
        const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(500) }).catch(() => null);
        await answer?.body?.cancel();
        ready[place] = answer?.ok ?? false;
      }),
    );
  const server = createServer((incoming, outgoing) => {
    const places = origins.map((_, place) => place).filter((place) => ready[place]);
    const place = places[turn++ % Math.max(places.length, 1)];
    if (place === undefined) return void outgoing.writeHead(502).end('no instance is ready');
    const { method, url, headers } = incoming;
    const forward = request(`${origins[place]}${url}`, { method, headers, agent: agents[place] });
    forward.on('response', (answer) => {
      const { connection: _own, 'keep-alive': _kept, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(outgoing);
    });
    forward.on('error', (error) => outgoing.writeHead(502).end(`instance ${place}: ${error.message}`));
    incoming.pipe(forward);
  });
  await probe();
  const timer = setInterval(probe, PROBE_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    clearInterval(timer);
    server.close();
    server.closeAllConnections();
    for (const agent of agents) agent.destroy();
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { origin: `http://127.0.0.1:${port}`, isReady: (place) => ready[place] ?? false };
}
