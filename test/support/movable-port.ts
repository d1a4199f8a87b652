/** One address for a server that comes back on another port: takes connections only while the server is up. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

export interface MovablePort {
  readonly port: number;
  /** Passes new connections on to this port of loopback; null: nobody listens, and open connections stay as they are. */
  lead(to: number | null): Promise<void>;
}

/** Leads to `to` at first; ends with the test. */
export async function movablePort(t: { after(fn: () => unknown): void }, to: number): Promise<MovablePort> {
  let target: number | null = to;
  const listener = createServer((client) => {
    const server = connect(target ?? 0, '127.0.0.1');
    client.pipe(server).pipe(client);
    for (const [one, other] of [[client, server] as const, [server, client] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    t.after(() => client.destroy());
  });
  const listen = (port: number) => once(listener.listen(port, '127.0.0.1'), 'listening');
  await listen(0);
  t.after(() => listener.close());
  const { port } = listener.address() as AddressInfo; // it listens on TCP
  return {
    port,
    async lead(to) {
      const was = target;
      target = to;
      if (to === null && was !== null) listener.close(); // stops listening at once
      if (to !== null && was === null) await listen(port);
    },
  };
}
