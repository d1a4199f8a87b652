/** A tiny name server, as a container engine has one: for each name the addresses of all instances that are there. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Type A, class IN (RFC 1035 §3.2). */
const A_IN = Buffer.from([0, 1, 0, 1]);
/** Response, recursion available (RFC 1035 §4.1.1), with the code of the outcome. */
const flags = (code: number) => [0x81, 0x80 | code];
const NAME_ERROR = 3;

export interface NameServer {
  readonly port: number;
  /** IPv4 addresses by name, to be changed at will; without any the name does not exist. */
  readonly names: Map<string, readonly string[]>;
}

/** Starts it for one test. */
export async function startNameServer(t: { after(fn: () => unknown): void }): Promise<NameServer> {
  const names = new Map<string, readonly string[]>();
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  t.after(() => socket.close());
  socket.on('message', (query, { port, address }) => socket.send(answer(query, names), port, address));
  return { port: socket.address().port, names };
}

/** One question, as every resolver sends it (RFC 1035 §4); the answers point to its name. */
function answer(query: Buffer, names: ReadonlyMap<string, readonly string[]>): Buffer {
  const end = query.indexOf(0, 12) + 1;
  const question = query.subarray(12, end + 4);
  const addresses = names.get(nameIn(question)) ?? [];
  const asksForA = query.subarray(end, end + 4).equals(A_IN);
  const found = asksForA ? addresses : [];
  const code = addresses.length === 0 ? NAME_ERROR : 0;
  const header = Buffer.from([...query.subarray(0, 2), ...flags(code), 0, 1, 0, found.length, 0, 0, 0, 0]);
  const ttl = [0, 0, 0, 1];
  const records = found.map((address) =>
    Buffer.from([0xc0, 12, ...A_IN, ...ttl, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([header, question, ...records]);
}

function nameIn(question: Buffer): string {
  const labels = [];
  for (let at = 0; question[at] !== 0 && at < question.length; at += 1 + (question[at] ?? 0)) {
    labels.push(question.toString('latin1', at + 1, at + 1 + (question[at] ?? 0)));
  }
  return labels.join('.').toLowerCase();
}
