/** One user floods the service: the others hardly notice, and the flood is told to slow down. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crowd } from '../support/crowd.ts';
import { migratedDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { type Answer, Client } from '../support/traffic.ts';

const LONG = process.env['TEST_LONG'] === '1';
const [MS, CONNECTIONS] = LONG ? [10_000, 400] : [1_500, 100];

/** Each request of the flood holds a connection so long, as a heavy one does: without fair shares ten of them held all. */
const SLOW = `create function drag() returns trigger language plpgsql as
  $$ begin if new.title = 'flood' then perform pg_sleep(0.05); end if; return new; end $$;
  create trigger drag before insert on tasks for each row execute function drag();`;

test(`[EC-4] [SC-002] one user sends writes over ${CONNECTIONS} connections without pause: the others' p95 stays near theirs`, async (t) => {
  const url = await migratedDatabase(t);
  await administer([SLOW], url);
  const server = await startServe(t, { DATABASE_URL: url });
  const crowd = new Crowd(t, server.origin, 5);
  await crowd.workFor(500); // warm
  const before = await crowd.workFor(MS);

  const flood = Array.from({ length: CONNECTIONS }, () => new Client(server.origin, 'flood'));
  t.after(() => flood.forEach((client) => void client.close()));
  const flooded: Answer[] = [];
  let isOver = false;
  const flooding = flood.map(async (client) => {
    while (!isOver) flooded.push(await client.send('POST', '', { title: 'flood' }));
  });
  const during = await crowd.workFor(MS);
  isOver = true;
  await Promise.all(flooding);

  for (const answers of [before, during])
    assert.deepEqual(
      answers.filter(({ status }) => status > 299),
      [],
    );
  const [calm, busy] = [p95(before), p95(during)];
  const told = `p95 ${calm} ms before, ${busy} ms during; ${flooded.length} answers to the flood`;
  t.diagnostic(told);
  assert.ok(busy < 3 * calm + 250, told);
  assert.deepEqual(
    flooded.filter(({ status, code }) => status !== 201 && code !== 'pool_exhausted' && code !== 'rate_limited'),
    [],
  );
});

const p95 = (answers: readonly Answer[]): number => {
  const sorted = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
};
