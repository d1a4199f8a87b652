/** What a service meets all day beside its honest users: refused tokens, wrong paths, broken bodies, connections that break off. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Client } from './traffic.ts';

const ABSENT = '/018f0000-0000-7000-8000-000000000000';

/** Sends one of each, some over connections of their own. @returns the statuses that came, in order */
export async function trouble(client: Client, origin: string): Promise<number[]> {
  const refused = { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' };
  const answers = [
    await client.send('GET', '', undefined, refused),
    await client.send('GET', '/api/somebody-else/tasks'),
    await client.send('POST', '', { title: '' }),
    await client.send('POST', '', { title: 'x', description: 'd'.repeat(140_000) }),
    await client.send('GET', ABSENT),
    await client.send('DELETE', ABSENT),
    await client.send('PUT', ABSENT, { title: 'x' }, { 'if-match': '"1"' }),
    await client.send('GET', '?cursor=nonsense'),
    await client.send('TRACE', ABSENT),
  ];
  const post = `POST /api/${client.userId}/tasks HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n`;
  const authorized = `Authorization: ${await client.authorization()}\r\n`;
  await breakOff(origin, `${post}${authorized}\r\n{"title":`);
  await breakOff(origin, `GET /api/${client.userId}/tasks HTTP/1.1\r\nHost: a\r\n${authorized}\r\n`);
  await breakOff(origin, 'GET / HT');
  await breakOff(origin, 'nonsense\r\n\r\n');
  return answers.map(({ status }) => status);
}

export const TROUBLES = [401, 403, 400, 413, 404, 404, 404, 400, 405];

async function breakOff(origin: string, text: string): Promise<void> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}); // answered and closed before we were gone
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(text, resolve));
  socket.destroy();
}
