/** Load is shed with 503 and Retry-After while the event loop or the queue for the database is too long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMetrics } from '../../src/http/metrics.ts';
import { build } from '../support/app.ts';
import { openDatabase } from '../support/database.ts';

const POOL_MAX = 4;
const GAUGED = { pool: { total: 0, idle: 0, waiting: 0 }, keySetAgeSeconds: () => null };

test('[EC-4] a late event loop sheds work for as long as it is late, but never the probes', async (t) => {
  const metrics = createMetrics(GAUGED);
  const { user, app } = await build(t, { poolMax: POOL_MAX, metrics });
  const ada = await user();
  assert.equal((await ada.send('GET', ada.tasks)).statusCode, 200);
  for (let turn = 0; turn < 4; turn += 1) {
    block(1_300);
    await sleep(1); // timers, the plugin's sample among them, have their turn
  }
  const shed = await ada.send('GET', ada.tasks);
  assert.deepEqual([shed.statusCode, shed.json().code, shed.headers['retry-after']], [503, 'overloaded', '1']);
  assert.ok(!shed.body.includes('event loop'), 'nothing internal');
  assert.equal((await app.inject('/livez')).statusCode, 200);
  assert.equal((await app.inject('/readyz')).statusCode, 200);
  assert.match(await metrics.render(), /http_requests_shed_total\{reason="event loop"\} 1/);
  let answer = shed;
  for (let tries = 0; answer.statusCode !== 200 && tries < 40; tries += 1) {
    await sleep(100);
    answer = await ada.send('GET', ada.tasks);
  }
  assert.equal(answer.statusCode, 200, 'it is over as soon as the loop is in time again');
});

test('[EC-4] turns of a third of a second, as full load makes them, shed nothing', async (t) => {
  const { user } = await build(t, { poolMax: POOL_MAX });
  const ada = await user();
  for (let turn = 0; turn < 8; turn += 1) {
    block(350);
    await sleep(1);
    assert.equal((await ada.send('GET', '/api/me')).statusCode, 200, `turn ${turn}`);
  }
});

test('[EC-4] a queue for the database beyond a hundred per connection sheds work, but never the probes', async (t) => {
  const database = openDatabase(t);
  let waiting = POOL_MAX * 100;
  const crowded = {
    ...database,
    get pool() {
      return { total: POOL_MAX, idle: 0, waiting };
    },
  };
  const { user, app } = await build(t, { poolMax: POOL_MAX, database: crowded });
  const ada = await user();
  assert.equal((await ada.send('GET', ada.tasks)).statusCode, 200);
  waiting += 1;
  const shed = await ada.send('GET', ada.tasks);
  assert.deepEqual([shed.statusCode, shed.json().code, shed.headers['retry-after']], [503, 'overloaded', '1']);
  assert.equal((await app.inject('/livez')).statusCode, 200);
  assert.equal((await app.inject('/readyz')).statusCode, 200);
});

/** Keeps the event loop from turning. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
