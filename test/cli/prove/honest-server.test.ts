/** `prove` against the server as it is: every attack is stopped, and nothing is left behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prove } from '../../../cli/prove/run.ts';
import { build } from '../../support/app.ts';
import { databaseUrl } from '../../support/postgres.ts';

test('[FR-007] [US2.3] every attack over HTTP and by SQL is stopped, and nothing is left behind', async (t) => {
  const { app, user } = await build(t);
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const [a, b] = [await user(), await user()];
  const verdicts = await prove({
    url,
    tokenA: a.token,
    tokenB: b.token,
    databaseUrl: databaseUrl(),
    signal: t.signal,
    progress() {},
  });
  assert.deepEqual(
    verdicts.filter(({ ok }) => !ok),
    [],
  );
  assert.ok(verdicts.length > 180, `${verdicts.length} attacks`);
  assert.equal(new Set(verdicts.map(({ id }) => id)).size, verdicts.length, 'each attack has an id of its own');
  for (const { send, tasks } of [a, b]) assert.deepEqual((await send('GET', tasks)).json().items, []);
});
