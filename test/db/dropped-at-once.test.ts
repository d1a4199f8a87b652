/** A connection that the server drops in the very packet that says it is ready. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { listTasks } from '../../src/tasks/queries/list-tasks.ts';
import { openDatabase } from '../support/database.ts';
import { databaseUrl } from '../support/postgres.ts';

const READY = Buffer.from('Z\0\0\0\x05I', 'latin1');
const FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';
const TERMINATED = Buffer.concat([Buffer.from([0x45, 0, 0, 0, FIELDS.length + 4]), Buffer.from(FIELDS)]);

/** Passes everything on, but ends the first connection as PostgreSQL does, in one piece with its first ReadyForQuery. */
async function impatientServer(t: TestContext, url: string): Promise<string> {
  const [target, own] = [new URL(url), new URL(url)];
  let connections = 0;
  const listener = createServer((client) => {
    const isFirst = connections++ === 0;
    const server = connect(Number(target.port), target.hostname);
    t.after(() => [client, server].forEach((socket) => void socket.destroy()));
    client.pipe(server);
    for (const socket of [client, server]) socket.on('error', () => {});
    server.on('data', (data) => {
      if (isFirst && data.includes(READY)) client.end(Buffer.concat([data, TERMINATED]));
      else client.write(data);
    });
  });
  t.after(() => listener.close());
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  own.port = String((listener.address() as AddressInfo).port); // it listens on TCP
  return own.href;
}

test('[EC-2] a connection dropped together with its readiness ends no process: the request is done on the next one', async (t) => {
  const database = openDatabase(t, { url: await impatientServer(t, databaseUrl()) });
  const page = await database.read('someone', (scope) =>
    listTasks(scope, { sort: 'title', limit: 1, includeTotal: false }),
  );
  assert.deepEqual(page.items, []);
});
