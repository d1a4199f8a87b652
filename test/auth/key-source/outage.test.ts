/** With the issuer down, whoever has a good token notices nothing until JWKS_MAX_STALE is over. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGuardedApp } from '../../support/guarded-app.ts';
import { faults } from '../../support/issuer.ts';
import { setStage } from '../stage.ts';

test('[US2.1] outage over HTTP, with short settings: 200 to the last second, then 503, and 200 when the issuer is back', async (t) => {
  const { issuer, me, forge } = await startGuardedApp(t, { keys: { cooldown: 1, maxAge: 1, maxStale: 2 } });
  assert.equal((await me(forge.token())).status, 200);
  const fetchedAt = Date.now();
  await issuer.stop();
  while (Date.now() < fetchedAt + 2_700) {
    assert.equal((await me(forge.token({ payload: { jti: Date.now() } }))).status, 200, `${Date.now() - fetchedAt} ms`);
    await sleep(100);
  }
  await sleep(fetchedAt + 3_100 - Date.now());
  const refused = await me(forge.token());
  assert.deepEqual([refused.status, JSON.parse(refused.body).code], [503, 'keys_unavailable']);
  assert.match(String(refused.headers['retry-after']), /^[1-9]\d*$/);
  assert.equal(refused.headers['www-authenticate'], undefined, 'nobody is to log in again for this');
  await issuer.start();
  await sleep(1_100);
  assert.equal((await me(forge.token())).status, 200);
});

test('[US2.1] known and new tokens of held keys pass through an outage, unknown keys are 401 and then 503', async (t) => {
  const { issuer, token, outcome, unknown, pass, verifier } = await setStage(t, {
    keys: { maxAge: 600, maxStale: 3_600 },
  });
  const known = token();
  assert.equal(await outcome(known), 'ok');
  await issuer.stop();
  for (const seconds of [301, 298, 2, 1_000, 2_000, 598]) {
    pass(seconds);
    assert.equal(await outcome(known), 'ok');
    assert.equal(await outcome(token({ payload: { jti: seconds } })), 'ok');
    const age = verifier.keySetAgeSeconds() ?? 0;
    assert.deepEqual(await unknown(3), new Set([age < 600 ? 'token_key_unknown' : 'keys_unavailable']), String(age));
  }
  pass(5);
  assert.equal(await outcome(known), 'keys_unavailable');
  assert.equal(await outcome(token({ payload: { jti: 1 } })), 'keys_unavailable');
});

test('an issuer that hangs is noticed for a second at most', async (t) => {
  const { issuer, token, outcome, pass } = await setStage(t, { keys: { maxAge: 600, maxStale: 3_600 } });
  assert.equal(await outcome(token()), 'ok');
  issuer.answer = faults.hang();
  pass(700);
  const startedAt = performance.now();
  assert.deepEqual(await Promise.all([outcome(token()), outcome(token({ payload: { jti: 1 } }))]), ['ok', 'ok']);
  assert.ok(performance.now() - startedAt < 1_500);
  const again = performance.now();
  assert.equal(await outcome(token({ payload: { jti: 2 } })), 'ok');
  assert.ok(performance.now() - again < 200, 'once it is known, nobody waits any more');
});

test('readiness: no keys before the first fetch, keys while idle, none once the stale time is over, and again after', async (t) => {
  const { issuer, verifier, pass } = await setStage(t, { keys: { cooldown: 30, maxAge: 600, maxStale: 3_600 } });
  await issuer.stop();
  assert.equal(verifier.keysHeld(), false);
  await verifier.warm();
  assert.deepEqual([verifier.keysHeld(), verifier.keySetAgeSeconds()], [false, null]);
  await issuer.start();
  pass(31);
  verifier.keysHeld(); // asks in the background: a server that is not ready gets no requests that would
  await verifier.warm();
  assert.equal(verifier.keysHeld(), true);
  pass(50_000);
  assert.equal(verifier.keysHeld(), true, 'nobody asked for hours: that is no outage');
  await issuer.stop();
  await verifier.warm();
  assert.equal(verifier.keysHeld(), false);
});
