/** A TCP proxy in front of PostgreSQL or PgBouncer that misbehaves as networks and databases do. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { messages, readStatements } from './wire-messages.ts';

/**
 * What happens to connections. `black-hole`: taken, and nothing ever comes back; those open at the time stay silent for ever,
 * as behind a router that has forgotten them. `refuse`: nobody listens. `reset`: taken and reset.
 */
export type Fault = 'pass' | 'refuse' | 'reset' | 'black-hole';

/** Where a COMMIT, or a write that commits by itself, is cut: before the server gets it, or after the server has answered and before the client knows. */
export type Cut = 'before-commit' | 'after-commit';

export class FaultProxy {
  /** Delays every chunk from the server, ms. */
  delayMs = 0;
  /** Cuts COMMITs as long as it says so; the connection dies with it. */
  cut: Cut | null = null;
  /** COMMITs cut so far. */
  cuts = 0;
  /** Connections taken, and bytes that clients sent, so far. */
  connections = 0;
  bytes = 0;
  /** Same database, through this proxy. */
  readonly url: string;
  #target: URL;
  #listener: Server;
  #fault: Fault = 'pass';
  #port: number;
  #pairs = new Set<Pair>();

  private constructor(listener: Server, target: URL) {
    this.#listener = listener;
    this.#target = target;
    this.#port = (listener.address() as AddressInfo).port; // it listens on TCP
    const own = new URL(target);
    own.hostname = '127.0.0.1';
    own.port = String(this.#port);
    this.url = own.href;
    listener.on('connection', (client) => this.#take(client));
  }

  /** Starts a proxy to the database that `url` names, without TLS; it ends with the test. */
  static async start(t: Pick<TestContext, 'after'>, url: string): Promise<FaultProxy> {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const proxy = new FaultProxy(listener, new URL(url));
    t.after(() => proxy.#stop());
    return proxy;
  }

  /** From now on. What is open stays open under `pass` and `refuse`, falls silent under `black-hole`, dies under `reset`. */
  async set(fault: Fault): Promise<void> {
    const was = this.#fault;
    this.#fault = fault;
    if (fault === 'black-hole') for (const pair of this.#pairs) pair.silence();
    if (fault === 'reset') this.killAll();
    if (fault === 'refuse' && was !== 'refuse') this.#listener.close(); // stops listening at once
    if (was === 'refuse' && fault !== 'refuse') await once(this.#listener.listen(this.#port, '127.0.0.1'), 'listening');
  }

  /** Resets every connection, in both directions. */
  killAll(): void {
    for (const pair of this.#pairs) pair.kill();
  }

  #take(client: Socket): void {
    this.connections += 1;
    if (this.#fault === 'reset') return void client.resetAndDestroy();
    const server = connect(Number(this.#target.port || 5432), this.#target.hostname);
    const pair = new Pair(client, server, this);
    this.#pairs.add(pair);
    client.once('close', () => this.#pairs.delete(pair));
    if (this.#fault === 'black-hole') pair.silence();
  }

  #stop(): void {
    this.killAll();
    this.#listener.close();
  }
}

/** One client and its connection to the server. */
class Pair {
  #client: Socket;
  #server: Socket;
  #isSilent = false;
  #isCommitting = false;
  /** Whether the client has begun a transaction of its own: outside of one a write commits by itself. */
  #hasBegun = false;

  constructor(client: Socket, server: Socket, proxy: FaultProxy) {
    this.#client = client;
    this.#server = server;
    const prepared = new Map<string, string>();
    const fromClient = messages(true, (type, body) => {
      for (const { text } of readStatements(type, body, prepared)) {
        if (/^begin\b/i.test(text)) this.#hasBegun = true;
        const commits = /^commit\b/i.test(text) || (!this.#hasBegun && /^(insert|update|delete)\b/i.test(text));
        if (commits && proxy.cut !== null) this.#isCommitting = true;
        if (/^(commit|rollback)\b/i.test(text)) this.#hasBegun = false;
      }
    });
    client.on('data', (data) => {
      proxy.bytes += data.length;
      if (this.#isSilent) return;
      fromClient(data);
      if (this.#isCommitting) proxy.cuts += 1;
      if (this.#isCommitting && proxy.cut === 'before-commit') return this.kill();
      server.write(data);
    });
    server.on('data', (data) => {
      if (this.#isSilent) return;
      if (this.#isCommitting) return this.kill(); // the answer to COMMIT: done over there, unknown over here
      if (proxy.delayMs === 0) client.write(data);
      else setTimeout(() => client.write(data), proxy.delayMs);
    });
    for (const [one, other] of [[client, server] as const, [server, client] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }

  silence(): void {
    this.#isSilent = true;
  }

  kill(): void {
    this.#client.resetAndDestroy();
    this.#server.destroy();
  }
}
