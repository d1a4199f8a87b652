/** The two walls, taken away one by one under a running server, and both: it leaks only with both gone, and then it shows. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { prove } from '../../cli/prove/run.ts';
import { migratedDatabase } from '../support/database.ts';
import { probe } from '../support/leak-probe.ts';
import { administer } from '../support/postgres.ts';
import { runProgram, SERVE_ENV, serveToken, startServe } from '../support/server-process.ts';

/** In the place of the server's own modules: see the file. */
const WITHOUT_FIRST_WALL = {
  NODE_OPTIONS: `--import=${new URL('../support/without-owner-predicate.ts', import.meta.url).href}`,
};

const SECOND_WALL_GONE = [
  'alter table tasks disable row level security',
  'alter table users disable row level security',
];
const SECOND_WALL_OPEN = ['alter policy owner_only on tasks using (true) with check (true)'];

const somebody = async () => {
  const id = randomUUID();
  return { id, token: await serveToken(id) };
};

/** What the probe and `prove` see leak: both, as they look in ways of their own. */
async function leaksOf(t: TestContext, origin: string) {
  const [a, b] = [await somebody(), await somebody()];
  const verdicts = await prove({
    url: new URL(origin),
    tokenA: a.token,
    tokenB: b.token,
    signal: t.signal,
    progress() {},
  });
  return {
    proven: verdicts.filter(({ ok }) => !ok).map(({ id, found }) => `${id}: ${found}`),
    probed: await probe(origin, await somebody(), await somebody()),
  };
}

const NOTHING = { proven: [], probed: [] };

async function assertRefusesToStart(url: string, says: RegExp): Promise<void> {
  const { code, stderr, stdout } = await runProgram(['serve'], { ...SERVE_ENV, DATABASE_URL: url });
  assert.equal(code, 1, stderr);
  assert.match(stderr + stdout, says);
}

// Two at once: each waits for a server of its own to start.
describe('the two walls', { concurrency: 2 }, () => {
  test('[FR-007] with the owner taken out of every query there is no leak: row-level security holds', async (t) => {
    const { origin } = await startServe(t, { ...WITHOUT_FIRST_WALL, DATABASE_URL: await migratedDatabase(t) });
    assert.deepEqual(await leaksOf(t, origin), NOTHING);
  });

  test('[FR-007] with row-level security taken away under a running server there is no leak, and a new one refuses to start', async (t) => {
    const url = await migratedDatabase(t);
    const { origin } = await startServe(t, { DATABASE_URL: url });
    await administer(SECOND_WALL_OPEN, url);
    assert.deepEqual(await leaksOf(t, origin), NOTHING);
    await assertRefusesToStart(url, /the table tasks lacks the policy owner_only, or it says something else/);
    await administer(SECOND_WALL_GONE, url);
    assert.deepEqual(await leaksOf(t, origin), NOTHING);
    await assertRefusesToStart(url, /row-level security is not enabled on the table tasks\b/);
  });

  test('[FR-007] with the policy dropped under a running server nobody sees anything, and a new one refuses to start', async (t) => {
    const url = await migratedDatabase(t);
    const { origin } = await startServe(t, { DATABASE_URL: url });
    const { id, token } = await somebody();
    const tasks = `${origin}/api/${id}/tasks`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const created = await fetch(tasks, { method: 'POST', headers, body: '{"title":"before"}' });
    assert.equal(created.status, 201);
    await administer(['drop policy owner_only on tasks', 'drop policy owner_only on users'], url);
    const list = await fetch(tasks, { headers });
    assert.deepEqual([list.status, await list.json()], [200, { items: [], next_cursor: null }]);
    await assertRefusesToStart(url, /the table tasks lacks the policy owner_only/);
  });

  test('[FR-007] with both walls gone the probe and prove both see the leak: so it is the walls that hold', async (t) => {
    const url = await migratedDatabase(t);
    const { origin } = await startServe(t, { ...WITHOUT_FIRST_WALL, DATABASE_URL: url });
    await administer(SECOND_WALL_GONE, url);
    const { proven, probed } = await leaksOf(t, origin);
    for (const id of ['id.get', 'id.put', 'id.patch', 'id.delete', 'id.flip']) {
      assert.ok(
        proven.some((leak) => leak.startsWith(`${id}: 20`)),
        `${id} among ${proven}`,
      );
    }
    for (const leak of [
      'list: a foreign task',
      'GET of a foreign task: 200',
      'DELETE of a foreign task: 204',
      'a foreign task is gone',
    ]) {
      assert.ok(probed.includes(leak), `${leak} among ${probed}`);
    }
  });
});
