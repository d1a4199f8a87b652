/** PostgreSQL itself dies under load, in three ways, and comes back: nothing acknowledged is lost, and nobody restarts the service. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startPostgres } from '../../cli/dev/embedded-postgres.ts';
import { migrateUp } from '../../src/db/migrator.ts';
import { Crowd, odd } from '../support/crowd.ts';
import { devFolder } from '../support/dev-folder.ts';
import { movablePort } from '../support/movable-port.ts';
import { administer } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { type Answer, Client } from '../support/traffic.ts';

const ROUNDS = process.env['TEST_LONG'] === '1' ? 4 : 1;
const BACKENDS = `select pid from pg_stat_activity where application_name = 'todo-api' limit 1`;

test('[EC-2] PostgreSQL loses a backend to SIGKILL, and its postmaster to SIGQUIT and SIGKILL: only 2xx and 503, history clean, recovery within 2 s', async (t) => {
  let running: EmbeddedPostgres | undefined;
  t.after(() => running?.stop()); // before its folder goes
  const folder = devFolder(t);
  const start = async () => {
    running = await startPostgres({ folder }); // not a throw-away one: what it acknowledges is on the disk
    return running;
  };
  let postgres = await start();
  const direct = () => postgres.url('postgres');
  await migrateUp({ url: direct(), unpooledUrl: direct() });
  const port = await movablePort(t, postgres.port);
  const server = await startServe(t, { DATABASE_URL: direct().replace(`:${postgres.port}/`, `:${port.port}/`) });
  const crowd = new Crowd(t, server.origin, 10);
  const client = new Client(server.origin);
  t.after(() => client.close());
  const answers: Answer[] = [];
  crowd.begin(answers);

  const killBackend = async () => {
    const [result] = await administer([BACKENDS], direct());
    process.kill(result?.rows[0]?.pid, 'SIGKILL'); // the postmaster then ends all others and recovers
    await sleep(100);
    await untilItAccepts(direct());
  };
  const killPostmaster = (signal: 'SIGQUIT' | 'SIGKILL') => async () => {
    process.kill(Number.parseInt(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10), signal);
    await port.lead(null);
    await postgres.stopped;
    await postgres.stop(); // lets go of the folder
    await sleep(300);
    postgres = await start();
    await port.lead(postgres.port);
  };
  const deaths = { 'a backend': killBackend, quit: killPostmaster('SIGQUIT'), killed: killPostmaster('SIGKILL') };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, die] of Object.entries(deaths)) {
      await sleep(400);
      await die();
      const back = performance.now();
      while ((await client.send('GET')).status !== 200 && performance.now() - back < 10_000) await sleep(20);
      const ms = performance.now() - back;
      t.diagnostic(`${name}: served again after ${Math.round(ms)} ms`);
      assert.ok(ms < 2_000, `${name}: recovered after ${ms} ms`);
      assert.equal((await fetch(`${server.origin}/readyz`)).status, 200, 'readiness follows');
    }
  }
  await sleep(300);
  await crowd.end();

  assert.deepEqual(odd(answers), []);
  const refused = answers.filter(({ status }) => status === 503);
  assert.ok(refused.length > 0, 'it was noticed');
  await crowd.history.check(direct());
  const unknown = crowd.history.count('unknown');
  t.diagnostic(`${answers.length} answers, ${refused.length} of them 503, ${unknown} writes unknown`);
  assert.equal(await server.end('SIGTERM'), 0, 'the same process all along');
});

async function untilItAccepts(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const accepts = await administer(['select 1'], url).then(
      () => true,
      () => false,
    );
    if (accepts) return;
    await sleep(20);
  }
  throw new Error('PostgreSQL does not come back');
}
