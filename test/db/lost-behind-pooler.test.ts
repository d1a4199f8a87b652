/** A pooler that has lost its server after the commit, and says so with the severity of a mere error: nobody may guess, or do it twice. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { WriteScope } from '../../src/db/scopes.ts';
import type { AppError } from '../../src/errors.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { updateTask } from '../../src/tasks/commands/update-task.ts';
import { migratedDatabase, openDatabase } from '../support/database.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { NO_POOLER, openPooler } from '../support/pooler.ts';
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

test('[EC-2] a pooler that has no server to give (server_login_retry): writes are refused for certain, and nothing is written', {
  skip: NO_POOLER,
}, async (t) => {
  const direct = await migratedDatabase(t);
  const servers = await FaultProxy.start(t, direct);
  const pooler = await openPooler(t, servers.url, ['server_login_retry = 10', 'query_wait_timeout = 1']);
  const database = openDatabase(t, { url: pooler.url, poolMax: 2 });
  const write = () => database.write(randomUUID(), (scope) => createTask(scope, INPUT));
  await write();
  await servers.set('refuse');
  servers.killAll();
  // This one still meets the connection that has just gone, or waits in the pooler until it has tried in vain.
  await assert.rejects(write());
  for (let times = 0; times < 3; times += 1) {
    await assert.rejects(write(), (error: AppError) => {
      assert.deepEqual(
        [error.code, (error.cause as Error).message.match(/server_login_retry/)?.[0]],
        ['database_unavailable', 'server_login_retry'],
      );
      return true;
    });
  }
  const [count] = await administer([`select count(*)::int as n from tasks`], direct);
  assert.equal(count?.rows[0].n, 1);
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
