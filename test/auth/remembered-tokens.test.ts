/** A remembered signature spares the cryptography and nothing else: every claim, the clock and the key count at each request. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTokenVerifier } from '../../src/auth/token-verifier.ts';
import { AppError } from '../../src/errors.ts';
import { trusting } from '../support/issuer.ts';
import { setStage } from './stage.ts';

test('[FR-001] a token is verified by a promise first, then at once, with the same result', async (t) => {
  const { verifier, forge } = await setStage(t);
  const token = forge.token();
  const first = verifier.verify(token);
  assert.ok(first instanceof Promise);
  const identity = await first;
  const second = verifier.verify(Buffer.from(token).toString('latin1')); // another string of the same text
  assert.ok(!(second instanceof Promise));
  assert.deepEqual(second, identity);
  assert.deepEqual(identity, {
    userId: 'Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe',
    issuer: forge.issuer,
    audience: forge.issuer,
    issuedAt: new Date(forge.now * 1_000).toISOString(),
    expiresAt: new Date((forge.now + 900) * 1_000).toISOString(),
  });
});

test('[US2.2] a remembered token expires on the second, and is refused at once from then on', async (t) => {
  const { verifier, forge, outcome, pass } = await setStage(t);
  const token = forge.token({ payload: { exp: forge.now + 60 } });
  assert.equal(await outcome(token), 'ok');
  pass(63); // 5 seconds of tolerance, 2 for the test itself
  assert.equal(await outcome(token), 'ok');
  pass(3);
  assert.throws(
    () => verifier.verify(token),
    (error) => error instanceof AppError && error.code === 'token_expired',
  );
});

test('[US2.2] a remembered token is not valid before its time when the clock is set back', async (t) => {
  const { forge, outcome, pass } = await setStage(t);
  const token = forge.token({ payload: { nbf: forge.now, iat: forge.now - 1_000 } });
  assert.equal(await outcome(token), 'ok');
  pass(-60);
  assert.equal(await outcome(token), 'token_not_yet_valid');
  const dated = forge.token({ payload: { iat: forge.now } });
  assert.equal(await outcome(dated), 'token_claim_invalid');
});

test('[US2.2] tokens refused for a claim are refused again, however often they come', async (t) => {
  const { forge, outcome } = await setStage(t);
  const tokens = {
    token_issuer_mismatch: forge.token({ payload: { iss: 'https://other.example' } }),
    token_audience_mismatch: forge.token({ payload: { aud: ['https://other.example'] } }),
    token_expired: forge.token({ payload: { exp: 1 } }),
    token_not_yet_valid: forge.token({ payload: { nbf: forge.now + 60 } }),
    token_claim_invalid: forge.token({ payload: { sub: '..' } }),
  };
  for (const [code, token] of Object.entries(tokens)) {
    for (let time = 0; time < 3; time += 1) assert.equal(await outcome(token), code);
  }
});

test('[EC-1] a forged token is refused by a promise first, then at once', async (t) => {
  const { verifier, forge, outcome } = await setStage(t);
  const forged = forge.token({ signer: forge.stranger });
  assert.equal(await outcome(forged), 'token_signature_invalid');
  assert.throws(
    () => verifier.verify(forged),
    (error) => error instanceof AppError && error.code === 'token_signature_invalid',
  );
});

test('[EC-1] a forgery of a remembered token gains nothing by its neighbour', async (t) => {
  const { forge, outcome } = await setStage(t);
  const token = forge.token();
  assert.equal(await outcome(token), 'ok');
  const [header, payload, signature = ''] = token.split('.');
  const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  assert.equal(await outcome(`${header}.${payload}.${flipped}`), 'token_signature_invalid');
  assert.equal(await outcome(`${token} `), 'token_malformed');
  assert.equal(await outcome(token), 'ok');
});

test('[FR-007] each of 200 remembered tokens stays with its own user', async (t) => {
  const { verifier, forge } = await setStage(t);
  const subs = Array.from({ length: 200 }, (_, index) => `user-${index}`);
  const tokens = subs.map((sub) => forge.token({ payload: { sub } }));
  for (const round of [1, 2, 3]) {
    const identities = await Promise.all(tokens.map((token) => verifier.verify(token)));
    assert.deepEqual(
      identities.map(({ userId }) => userId),
      subs,
      `round ${round}`,
    );
  }
});

test('[SC-004] two verifiers share no memory: another policy, another answer', async (t) => {
  const { issuer, forge, verifier } = await setStage(t);
  const token = forge.token();
  await verifier.verify(token);
  const policy = { ...trusting(issuer), audience: 'https://other.example' };
  const other = createTokenVerifier(policy, { log: { info() {}, warn() {} } });
  t.after(other.close);
  await assert.rejects(async () => other.verify(token), { code: 'token_audience_mismatch' });
});
