/** What a database refuses for reasons of its own, for real: full, a changed password, slow statements, locks, a failover. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migratedDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { type Answer, Client } from '../support/traffic.ts';

const told = ({ status, code }: Answer) => [status, code];
const UNAVAILABLE = [503, 'database_unavailable'];

/** A server whose login is its own, so that a test may take rights from it. */
async function own(t: TestContext, env: Record<string, string> = {}) {
  const direct = await migratedDatabase(t);
  const login = `todo_login_${randomBytes(4).toString('hex')}`;
  await administer([`create role ${login} login password 'first'`, `grant todo_api_app to ${login}`], direct);
  t.after(() => administer([`drop role ${login}`]));
  const url = new URL(direct);
  [url.username, url.password] = [login, 'first'];
  const server = await startServe(t, { DATABASE_URL: url.href, STATEMENT_TIMEOUT_MS: '600', ...env });
  const client = new Client(server.origin);
  t.after(async () => {
    client.close();
    server.process.kill('SIGKILL');
    await server.ended;
  });
  const kill = `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${login}'`;
  /** Its line may come after the answer. */
  const logged = async (sqlstate: string) => {
    const isLogged = () => JSON.stringify(server.log).includes(`"code":"${sqlstate}"`);
    for (let tries = 0; !isLogged() && tries < 100; tries += 1) await sleep(20);
    assert.ok(isLogged(), `${sqlstate} in the log`);
  };
  return { direct, login, server, client, kill, logged };
}

for (const [name, sqlstate, change, back] of [
  ['a changed password', '28P01', "password 'second'", "password 'first'"],
  ['no connection left for the login', '53300', 'connection limit 0', 'connection limit -1'],
] as const) {
  test(`[EC-2] ${name} (${sqlstate}): 503, readiness 503, and it heals by itself`, async (t) => {
    const { direct, login, server, client, kill, logged } = await own(t);
    assert.equal((await client.send('GET')).status, 200);
    await administer([`alter role ${login} ${change}`, kill], direct);
    const answer = await client.send('GET');
    assert.deepEqual(told(answer), UNAVAILABLE);
    assert.ok(Number(answer.retryAfter) > 0);
    await logged(sqlstate);
    assert.equal((await fetch(`${server.origin}/readyz`)).status, 503);
    await administer([`alter role ${login} ${back}`], direct);
    assert.equal((await client.send('GET')).status, 200);
    assert.equal((await fetch(`${server.origin}/readyz`)).status, 200);
  });
}

test('[EC-2] a statement beyond its limit (57014): 503, nothing written, the connection goes on', async (t) => {
  const { direct, client, logged } = await own(t);
  await administer([DRAG], direct);
  assert.deepEqual(told(await client.send('POST', '', { title: 'slow' })), UNAVAILABLE);
  await logged('57014');
  assert.equal((await client.send('POST', '', { title: 'quick' })).status, 201);
  assert.equal(JSON.parse((await client.send('GET')).body).items.length, 1);
});

test('[EC-2] a lock that is not free in time (55P03) is tried once more: success if it is free then, else 503', async (t) => {
  const { direct, client, logged } = await own(t);
  const { id } = JSON.parse((await client.send('POST', '', { title: 'x' })).body);
  const locker = new pg.Client({ connectionString: direct });
  locker.on('error', () => {}); // its database goes before it where the test fails
  await locker.connect();
  for (const [holdMs, expected] of [
    [450, [200, null]], // the first try gives up after 300 ms, half of a statement's limit
    [1_500, UNAVAILABLE],
  ] as const) {
    await locker.query(`begin; select 1 from tasks where id = '${id}' for update`);
    const flip = client.send('PATCH', `/${id}/complete`);
    await sleep(holdMs);
    await locker.query('commit');
    assert.deepEqual(told(await flip), expected, `held for ${holdMs} ms`);
  }
  await logged('55P03');
  await locker.end();
  assert.equal(JSON.parse((await client.send('GET', `/${id}`)).body).completed, true, 'flipped once');
});

test('[EC-2] a failover leaves connections to what is a replica now (25006): dropped, and tried on a new one', async (t) => {
  const { direct, login, client, kill } = await own(t);
  assert.equal((await client.send('POST', '', { title: 'before' })).status, 201);
  await administer([`alter role ${login} set default_transaction_read_only = on`, kill], direct);
  assert.deepEqual(told(await client.send('POST', '', { title: 'during' })), UNAVAILABLE);
  assert.equal((await client.send('GET')).status, 200, 'reads go on');
  await administer([`alter role ${login} reset default_transaction_read_only`], direct);
  assert.equal(
    (await client.send('POST', '', { title: 'after' })).status,
    201,
    'though old connections are read-only still',
  );
});

const DRAG = `create function drag() returns trigger language plpgsql as
  $$ begin if new.title = 'slow' then perform pg_sleep(2); end if; return new; end $$;
  create trigger drag before insert on tasks for each row execute function drag();`;
