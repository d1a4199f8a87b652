/** A TCP proxy that adds network distance, and counts what goes over the wire. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Counted since the proxy began, over all connections. */
export interface WireCount {
  /** How often the client spoke after the server had: each is one wait of the client for the network. */
  readonly roundTrips: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export interface DistanceProxy {
  readonly port: number;
  /** Added to every round trip from now on, ms; all of it on the way there, for the sum is what a client feels. */
  setDistance(ms: number): void;
  count(): WireCount;
  close(): void;
}

export async function startDistanceProxy(target: { host: string; port: number }): Promise<DistanceProxy> {
  const sockets = new Set<Socket>();
  const count = { roundTrips: 0, bytesSent: 0, bytesReceived: 0 };
  let distance = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ ...target, noDelay: true });
    let clientSpoke = false;
    client.on('data', (chunk) => {
      if (!clientSpoke) count.roundTrips += 1;
      clientSpoke = true;
      count.bytesSent += chunk.length;
      if (distance === 0) upstream.write(chunk);
      else setTimeout(() => upstream.write(chunk), distance); // timers of one length keep their order
    });
    upstream.on('data', (chunk) => {
      clientSpoke = false;
      count.bytesReceived += chunk.length;
      client.write(chunk);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.end();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP
    setDistance(ms) {
      distance = ms;
    },
    count: () => ({ ...count }),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
