/** The issuer is asked at most once per cooldown, whoever asks for whatever, and however it answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../../src/errors.ts';
import { faults } from '../../support/issuer.ts';
import { setStage } from '../stage.ts';

const UNKNOWN = new Set(['token_key_unknown']);
const UNAVAILABLE = new Set(['keys_unavailable']);

test('[EC-1] 1,000 unknown kids at once, issuer healthy: one fetch per cooldown', async (t) => {
  const { issuer, verifier, unknown, pass } = await setStage(t, { keys: { cooldown: 30 } });
  await verifier.warm();
  for (const cooldowns of [0, 1, 2]) {
    assert.deepEqual(await unknown(1_000), UNKNOWN);
    assert.equal(issuer.hits, 1 + cooldowns);
    pass(29);
    assert.deepEqual(await unknown(10), UNKNOWN);
    assert.equal(issuer.hits, 1 + cooldowns, 'not before the cooldown is over');
    pass(1.1);
  }
});

for (const [how, answer] of Object.entries({ 'answers 500': faults.status(500), 'breaks off': faults.reset() })) {
  test(`[EC-1] 1,000 unknown kids at once, issuer ${how}: one fetch per cooldown, and 401 while the set is young`, async (t) => {
    const { issuer, verifier, unknown, pass } = await setStage(t, { keys: { cooldown: 30, maxAge: 600 } });
    await verifier.warm();
    issuer.answer = answer;
    for (const cooldowns of [1, 2, 3]) {
      pass(31);
      assert.deepEqual(await unknown(1_000), UNKNOWN);
      assert.deepEqual(await unknown(100), UNKNOWN);
      assert.equal(issuer.hits, 1 + cooldowns);
    }
  });
}

test('[EC-1] 1,000 unknown kids at once, issuer down from the start: one fetch per cooldown, and 503', async (t) => {
  const { issuer, unknown, pass } = await setStage(t, { keys: { cooldown: 30 } });
  issuer.answer = faults.status(503);
  for (const cooldowns of [0, 1, 2]) {
    assert.deepEqual(await unknown(1_000), UNAVAILABLE);
    assert.equal(issuer.hits, 1 + cooldowns);
    pass(31);
  }
});

test('[SC-002] 100 tokens at once before any key is held: one fetch serves them all', async (t) => {
  const { issuer, forge, outcome } = await setStage(t);
  const tokens = Array.from({ length: 100 }, (_, index) => forge.token({ payload: { sub: `user-${index}` } }));
  assert.deepEqual(new Set(await Promise.all(tokens.map(outcome))), new Set(['ok']));
  assert.equal(issuer.hits, 1);
});

test('keys that cannot be had are 503 with the seconds to wait, and not asked for until then', async (t) => {
  const { issuer, token, outcome, verifier, pass, log } = await setStage(t, { keys: { cooldown: 30 } });
  await issuer.stop();
  await assert.rejects(
    async () => verifier.verify(token()),
    (error) => error instanceof AppError && error.status === 503 && error.headers['retry-after'] === '30',
  );
  await issuer.start();
  pass(20);
  assert.equal(await outcome(token()), 'keys_unavailable');
  await assert.rejects(
    async () => verifier.verify(token()),
    (error) => error instanceof AppError && error.headers['retry-after'] === '10',
  );
  pass(11);
  assert.equal(await outcome(token()), 'ok');
  assert.deepEqual(
    log.map(({ level, message }) => `${level} ${message}`),
    ['warn key set not fetched', 'info key set fetched'],
  );
});

test('a cooldown longer than the age does not keep a healthy issuer from being asked when the set is old', async (t) => {
  const { issuer, token, outcome, pass } = await setStage(t, { keys: { cooldown: 30, maxAge: 2 } });
  assert.equal(await outcome(token()), 'ok');
  pass(3);
  assert.equal(await outcome(token()), 'ok');
  assert.equal(issuer.hits, 2);
});

test('a clock that was set back makes the set due, and hangs nothing', async (t) => {
  const { issuer, token, outcome, pass } = await setStage(t);
  assert.equal(await outcome(token()), 'ok');
  pass(-4);
  assert.equal(await outcome(token()), 'ok');
  assert.equal(issuer.hits, 2);
});
