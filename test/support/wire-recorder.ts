/** A TCP proxy in front of PostgreSQL that reads what really goes over the wire, round trip by round trip. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { messages, readStatements, type WireStatement } from './wire-messages.ts';

/** Everything between two ReadyForQuery of the server: one round trip of one connection. */
export interface RoundTrip {
  readonly connection: number;
  /** Whether a transaction was open on the connection before. */
  readonly inTransaction: boolean;
  readonly statements: readonly WireStatement[];
}

export interface WireRecorder {
  /** The connection string of the same database through this proxy. */
  readonly url: string;
  /** The round trips since the last call. */
  take(): RoundTrip[];
  /** Puts a question of the test on the wire of the newest connection while it is idle; the client notices nothing. */
  ask(sql: string): Promise<(string | null)[][]>;
}

interface Tap {
  readonly server: Socket;
  answer: ((data: Buffer) => void) | null;
}

/** Starts recording; ends with the test. TLS must be off in `url`. */
export async function recordWire(t: TestContext, url: string): Promise<WireRecorder> {
  const target = new URL(url);
  let trips: RoundTrip[] = [];
  const taps: Tap[] = [];
  const sockets = new Set<Socket>();

  const listener = createServer((client) => {
    const server = connect(Number(target.port || 5432), target.hostname);
    const tap: Tap = { server, answer: null };
    const connection = taps.push(tap) - 1;
    const prepared = new Map<string, string>();
    let inTransaction = false;
    let sent: WireStatement[] = [];

    const fromClient = messages(true, (type, body) => {
      sent.push(...readStatements(type, body, prepared));
      if (type !== 'S' && type !== 'Q') return;
      trips.push({ connection, inTransaction, statements: sent });
      sent = [];
    });
    const fromServer = messages(false, (type, body) => {
      if (type === 'Z') inTransaction = body.toString('latin1') !== 'I';
    });
    client.on('data', (data) => {
      fromClient(data);
      server.write(data);
    });
    server.on('data', (data) => {
      if (tap.answer !== null) return tap.answer(data);
      fromServer(data);
      client.write(data);
    });
    for (const [one, other] of [[client, server] as const, [server, client] as const]) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    listener.close();
  });

  const own = new URL(url);
  own.hostname = '127.0.0.1';
  own.port = String((listener.address() as AddressInfo).port);
  return {
    url: own.href,
    take() {
      const taken = trips;
      trips = [];
      return taken;
    },
    ask(sql) {
      const tap = taps.findLast(({ server }) => server.writable);
      if (tap === undefined) throw new Error('There is no connection to ask on');
      return askOn(tap, sql);
    },
  };
}

function askOn(tap: Tap, sql: string): Promise<(string | null)[][]> {
  return new Promise((resolve, reject) => {
    const rows: (string | null)[][] = [];
    tap.answer = messages(false, (type, body) => {
      if (type === 'D') rows.push(readRow(body));
      if (type === 'E') reject(new Error(body.toString('utf8')));
      if (type !== 'Z') return;
      tap.answer = null;
      resolve(rows);
    });
    const text = Buffer.from(`${sql}\0`);
    const head = Buffer.from('Q....', 'latin1');
    head.writeInt32BE(text.length + 4, 1);
    tap.server.write(Buffer.concat([head, text]));
  });
}

function readRow(body: Buffer): (string | null)[] {
  const row: (string | null)[] = [];
  for (let column = 0, at = 2; column < body.readInt16BE(0); column += 1) {
    const length = body.readInt32BE(at);
    row.push(length < 0 ? null : body.toString('utf8', at + 4, at + 4 + length));
    at += 4 + Math.max(length, 0);
  }
  return row;
}
