/** `prove` proven: against servers that leak in one way each, it finds that leak. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ATTACKS } from '../../../cli/prove/attacks.ts';
import { prove } from '../../../cli/prove/run.ts';
import { build } from '../../support/app.ts';
import { serveLeaky } from '../../support/leaky-server.ts';
import { OVERRIDE_LEAKS } from '../../support/override-leaks.ts';
import { PATH_LEAKS } from '../../support/path-leaks.ts';
import { TOKEN_LEAKS } from '../../support/token-leaks.ts';

const shared = build({ after });

for (const [name, { leak, finds }] of Object.entries({ ...PATH_LEAKS, ...OVERRIDE_LEAKS, ...TOKEN_LEAKS })) {
  test(`prove finds a server that ${name}`, async (t) => {
    const made = await shared;
    const [a, b] = [await made.user(), await made.user()];
    const verdicts = await prove({
      url: await serveLeaky(t, made, leak),
      tokenA: a.token,
      tokenB: b.token,
      signal: t.signal,
      // Those that must find it alone: the whole list runs against the honest server.
      attacks: ATTACKS.filter(({ id }) => finds.includes(id)),
      progress() {},
    });
    const found = verdicts.filter(({ ok }) => !ok).map(({ id }) => id);
    assert.deepEqual(found.sort(), [...finds].sort());
    for (const { send, tasks } of [a, b])
      assert.deepEqual((await send('GET', tasks)).json().items, [], 'nothing is left');
  });
}

test('prove stops every attack behind the gateway when it leaks nothing: so it is the leaks that are found', async (t) => {
  const made = await shared;
  const [a, b] = [await made.user(), await made.user()];
  const input = { tokenA: a.token, tokenB: b.token, signal: t.signal, progress() {} };
  const verdicts = await prove({ ...input, url: await serveLeaky(t, made, () => undefined) });
  assert.deepEqual(
    verdicts.filter(({ ok }) => !ok),
    [],
  );
});
