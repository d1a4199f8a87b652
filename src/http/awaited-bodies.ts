/** Which request a connection is sending the body of: when it is late, Node tells of the connection alone. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** What an answer says of its request. */
export interface Opened {
  readonly id: string;
  /** The request target as received. */
  readonly target: string;
}

const awaited = new WeakMap<Socket, Opened>();

/** Remembers a request that has a body; strings alone, for an idle connection must not hold on to its last request. */
export function awaitBody(raw: IncomingMessage, id: string): void {
  const { 'content-length': length, 'transfer-encoding': coding } = raw.headers;
  if (length !== undefined || coding !== undefined) awaited.set(raw.socket, { id, target: raw.url ?? '/' });
}

/** The request whose body was last awaited on a connection. */
export const awaitedOn = (socket: Socket): Opened | undefined => awaited.get(socket);
