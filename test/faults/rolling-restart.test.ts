/** A new version rolls out under load, and no user notices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/dev/free-port.ts';
import { type Balancer, PROBE_MS, startBalancer } from '../support/balancer.ts';
import { Crowd } from '../support/crowd.ts';
import { migratedDatabase } from '../support/database.ts';
import { startServe } from '../support/server-process.ts';
import type { Answer } from '../support/traffic.ts';

const ROUNDS = process.env['TEST_LONG'] === '1' ? 5 : 1;

test('rolling restart of two instances behind a balancer that never retries: zero failed requests', async (t) => {
  const url = await migratedDatabase(t);
  const ports = [await freePort(), await freePort()];
  const start = (port: number) =>
    startServe(t, { DATABASE_URL: url, PORT: String(port), SHUTDOWN_DRAIN_MS: String(PROBE_MS * 5) });
  const instances = await Promise.all(ports.map(start));
  const balancer = await startBalancer(
    t,
    instances.map(({ origin }) => origin),
  );
  const crowd = new Crowd(t, balancer.origin, 10);
  const answers: Answer[] = [];
  crowd.begin(answers);

  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [place, port] of ports.entries()) {
      await sleep(300);
      assert.equal(await instances[place]?.end('SIGTERM'), 0);
      instances[place] = await start(port);
      await readyAgain(balancer, place);
    }
  }
  await sleep(300);
  await crowd.end();

  assert.deepEqual(
    answers.filter(({ status }) => status < 200 || status > 299),
    [],
    'failed requests',
  );
  assert.ok(answers.length > ROUNDS * 200, `${answers.length} requests`);
  assert.equal(crowd.history.count('unknown'), 0);
  await crowd.history.check(url);
});

async function readyAgain(balancer: Balancer, place: number): Promise<void> {
  for (let tries = 0; !balancer.isReady(place); tries += 1) {
    assert.ok(tries < 200, `instance ${place} is not ready`);
    await sleep(50);
  }
}
