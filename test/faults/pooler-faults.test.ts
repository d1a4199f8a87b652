/** A pooler that dies, pauses, has nothing to give, or loses the servers behind it: success or 503, and nobody becomes somebody else. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Crowd, odd } from '../support/crowd.ts';
import { migratedDatabase } from '../support/database.ts';
import { NO_POOLER, openPooler, type Pooler, SERVER_CONNECTIONS } from '../support/pooler.ts';
import { administer } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { watchAsStranger } from '../support/stranger.ts';
import { type Answer, Client } from '../support/traffic.ts';

const ROUNDS = process.env['TEST_LONG'] === '1' ? 5 : 1;
const KILL = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

/** What goes wrong, and how it is over. */
type Fault = (pooler: Pooler, direct: string) => Promise<void>;

const killed: Fault = async (pooler) => {
  await pooler.kill();
  await sleep(300);
  await pooler.start();
};

const paused: Fault = async (pooler) => {
  const pausing = pooler.command('PAUSE'); // answers when the last transaction is over
  await sleep(2_600); // longer than a request waits
  await Promise.all([pausing, pooler.command('RESUME')]);
};

const serversKilled: Fault = async (_, direct) => {
  for (let times = 0; times < 5; times += 1) {
    await administer([KILL], direct);
    await sleep(100);
  }
};

/** Somebody else's transactions hold every server connection: `query_wait_timeout` is an error of the pooler's own. */
const taken: Fault = async ({ url }) => {
  const holders = Array.from({ length: SERVER_CONNECTIONS }, () => new pg.Client({ connectionString: url }));
  for (const holder of holders) await holder.connect().then(() => holder.query('begin; select 1'));
  await sleep(2_600);
  for (const holder of holders) await holder.end();
};

const FAULTS = Object.entries({ killed, paused, serversKilled, taken });

test(`[EC-2] PgBouncer killed, paused, exhausted and cut off from its servers under load: only 2xx and 503, history clean`, {
  skip: NO_POOLER,
}, async (t) => {
  const direct = await migratedDatabase(t);
  const pooler = await openPooler(t, direct, ['query_wait_timeout = 1', 'server_login_retry = 1']);
  const stranger = watchAsStranger(pooler.url);
  t.after(stranger.stop);
  const server = await startServe(t, { DATABASE_URL: pooler.url, STATEMENT_TIMEOUT_MS: '1000', POOL_WAIT_MS: '1000' });
  const crowd = new Crowd(t, server.origin, 10);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, fault] of FAULTS) await underLoad(t, server.origin, crowd, name, () => fault(pooler, direct));
  }
  const seen = await stranger.stop();
  assert.deepEqual([...seen.identities], [''], 'no identity stays on a server connection for whoever comes next');
  await crowd.history.check(direct);
  assert.equal(await server.end('SIGTERM'), 0, 'the same process all along');
});

async function underLoad(t: TestContext, origin: string, crowd: Crowd, name: string, fault: () => Promise<void>) {
  const answers: Answer[] = [];
  const client = new Client(origin);
  crowd.begin(answers);
  await sleep(300);
  await fault();
  const over = performance.now();
  const tried: Answer[] = [];
  do tried.push(await client.send('GET'));
  while (tried.at(-1)?.status !== 200 && performance.now() - over < 10_000);
  const ms = Math.round(performance.now() - over);
  await crowd.end();
  client.close();
  const refused = answers.filter(({ status }) => status === 503);
  const codes = [...new Set(refused.map(({ code }) => code))].join(', ');
  t.diagnostic(`${name}: ${answers.length} answers, ${refused.length} × 503 (${codes}); served again after ${ms} ms`);
  assert.deepEqual(odd(answers), [], name);
  assert.ok(ms < 2_000, `${name}: recovered after ${ms} ms: ${tried.map(({ status, code }) => `${status} ${code}`)}`);
}
