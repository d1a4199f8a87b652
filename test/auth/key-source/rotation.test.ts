/** Keys come and go without a restart: a new one at once, a removed one within the cache age, remembered or not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from '../../support/issuer.ts';
import { createSigner } from '../../support/signer.ts';
import { setStage } from '../stage.ts';

const [first, second] = [createSigner('EdDSA', 'first'), createSigner('ES256', 'second')];
const TIMES = { cooldown: 30, maxAge: 600, maxStale: 3_600 };

test('[US2.1] a new key is found by its first token, and the old key goes on working', async (t) => {
  const { issuer, token, outcome, pass } = await setStage(t, { keys: TIMES, published: [first.publicJwk] });
  const old = token({ signer: first });
  assert.equal(await outcome(old), 'ok');
  issuer.keys = [second.publicJwk, first.publicJwk];
  pass(31);
  assert.equal(await outcome(token({ signer: second })), 'ok');
  assert.equal(await outcome(old), 'ok');
  assert.equal(await outcome(token({ signer: first, payload: { jti: 1 } })), 'ok');
  assert.equal(issuer.hits, 2);
});

test('[US2.2] a removed key stops working within the cache age, also for a token that is remembered', async (t) => {
  const { issuer, token, outcome, pass } = await setStage(t, {
    keys: TIMES,
    published: [first.publicJwk, second.publicJwk],
  });
  const [removed, kept] = [token({ signer: first }), token({ signer: second })];
  assert.deepEqual([await outcome(removed), await outcome(kept)], ['ok', 'ok']);
  issuer.keys = [second.publicJwk];
  pass(601); // nobody asked in between, so nothing was refreshed ahead
  assert.equal(await outcome(removed), 'token_key_unknown');
  assert.equal(await outcome(token({ signer: first, payload: { jti: 1 } })), 'token_key_unknown');
  assert.equal(await outcome(kept), 'ok');
});

test('[US2.2] another key under the same name: the old token is refused, though remembered', async (t) => {
  const { issuer, token, outcome, pass } = await setStage(t, { keys: TIMES, published: [first.publicJwk] });
  const old = token({ signer: first });
  const replacement = createSigner('EdDSA', 'first');
  assert.equal(await outcome(old), 'ok');
  assert.equal(await outcome(token({ signer: replacement })), 'token_signature_invalid');
  issuer.keys = [replacement.publicJwk];
  pass(601);
  assert.equal(await outcome(old), 'token_signature_invalid');
  assert.equal(await outcome(token({ signer: replacement })), 'ok', 'what was forged under the old key is good now');
});

test('[US2.2] all keys withdrawn: nobody gets in any more, and the answer is 503', async (t) => {
  const { issuer, token, outcome, verifier, pass } = await setStage(t, { keys: TIMES, published: [first.publicJwk] });
  assert.equal(await outcome(token({ signer: first })), 'ok');
  issuer.keys = [];
  pass(601);
  assert.equal(await outcome(token({ signer: first })), 'keys_unavailable');
  assert.equal(verifier.keysHeld(), false);
});

test('a set with unusable keys alone: their tokens are 401, others 503', async (t) => {
  const short = createSigner('RS256', 'short', 1_024);
  const { token, outcome } = await setStage(t, { keys: TIMES, published: [short.publicJwk] });
  assert.equal(await outcome(token({ signer: short })), 'token_key_unknown');
  assert.equal(await outcome(token({ signer: first })), 'keys_unavailable');
});

test('from half of its age on the set is refreshed in the background: nobody waits for it', async (t) => {
  const { issuer, token, outcome, verifier, pass } = await setStage(t, { keys: TIMES, published: [first.publicJwk] });
  const known = token({ signer: first });
  assert.equal(await outcome(known), 'ok');
  pass(299);
  assert.equal(await outcome(known), 'ok');
  assert.equal(issuer.hits, 1);
  const { answer } = issuer;
  let release = () => {};
  issuer.answer = (response) => {
    release = () => answer(response);
  };
  pass(2);
  assert.equal(await outcome(known), 'ok');
  assert.equal(await outcome(token({ signer: first, payload: { jti: 1 } })), 'ok');
  while (issuer.hits < 2) await new Promise(setImmediate);
  release();
  await verifier.warm();
  assert.ok((verifier.keySetAgeSeconds() ?? 300) < 5);
});

test('a key that is still published stays the same key: its tokens stay remembered', async (t) => {
  const { issuer, token, verifier, pass } = await setStage(t, { keys: TIMES, published: [first.publicJwk] });
  const known = token({ signer: first });
  await verifier.verify(known);
  issuer.keys = [second.publicJwk, first.publicJwk];
  pass(301);
  await verifier.warm();
  assert.equal(issuer.hits, 2);
  assert.ok(!(verifier.verify(known) instanceof Promise), 'verified at once, by memory');
});

test('a refresh that fails takes no key away', async (t) => {
  const { issuer, token, outcome, verifier, pass } = await setStage(t, { keys: TIMES, published: [first.publicJwk] });
  assert.equal(await outcome(token({ signer: first })), 'ok');
  issuer.answer = faults.body('<html>maintenance</html>');
  pass(301);
  await verifier.warm();
  assert.equal(await outcome(token({ signer: first, payload: { jti: 1 } })), 'ok');
});
