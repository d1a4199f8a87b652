/** A pooler that has lost its server after the commit, and says so with the severity of a mere error: nobody may guess, or do it twice. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { WriteScope } from '../../src/db/scopes.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { updateTask } from '../../src/tasks/commands/update-task.ts';
import { migratedDatabase, openDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';

const INPUT = { title: 'Behind a pooler', description: null, completed: false };

test('[EC-2] a write whose server is lost after its commit is outcome_unknown and tried once, whatever severity the pooler gives it', async (t) => {
  const direct = await migratedDatabase(t);
  const user = randomUUID();
  const made = await openDatabase(t, { url: direct }).write(user, (scope) => createTask(scope, INPUT));
  const writes: Record<string, (scope: WriteScope) => Promise<unknown>> = {
    'insert into': (scope) => createTask(scope, INPUT),
    commit: (scope) => updateTask(scope, made.id, { completed: true }, [made.version, made.version + 1]),
  };
  for (const [name, write] of Object.entries(writes)) {
    for (const [severity, code] of [
      ['ERROR', '08006'],
      ['ВАЖНО', '08006'],
    ] as const) {
      const database = openDatabase(t, {
        url: await losing(t, direct, name, errorMessage(severity, code)),
        poolMax: 2,
      });
      let attempts = 0;
      const attempt = database.write(user, (scope) => {
        attempts += 1;
        return write(scope);
      });
      await assert.rejects(attempt, { code: 'outcome_unknown' }, `${name}, ${severity} ${code}`);
      assert.equal(attempts, 1, `${name}, ${severity} ${code}`);
    }
  }
  const [count] = await administer([`select count(*)::int as n from tasks where title = '${INPUT.title}'`], direct);
  assert.equal(count?.rows[0].n, 3, 'one of each attempt, and the one from before');
});

/** A proxy that lets the server do the first thing whose message holds `marker`, and tells of its loss instead of its answer. */
async function losing(t: TestContext, url: string, marker: string, message: Buffer): Promise<string> {
  const target = new URL(url);
  let isArmed = true;
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    let isLosing = false;
    client.on('data', (data) => {
      if (isArmed && data.includes(marker)) [isArmed, isLosing] = [false, true];
      server.write(data);
    });
    server.on('data', (data) => {
      if (!isLosing) return void client.write(data);
      client.end(message);
      server.destroy();
    });
    for (const [one, other] of [[client, server] as const, [server, client] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => proxy.close());
  const { port } = proxy.address() as AddressInfo; // listening on TCP
  return Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href;
}

/** ErrorResponse (PostgreSQL documentation, «Message Formats»). */
function errorMessage(severity: string, code: string): Buffer {
  const body = Buffer.from(`S${severity}\0C${code}\0Mremote server read/write error\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
