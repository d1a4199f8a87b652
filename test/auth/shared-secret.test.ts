/** The mode of a shared secret: HS256 by this secret and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose, encode, hmac } from '../support/signer.ts';
import type { Forge } from './attacks/forge.ts';
import { setStage } from './stage.ts';

const SECRET = 'c2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMgYW5kIG1vcmU';
const POLICY = { keys: { mode: 'secret', secret: SECRET }, algorithms: ['HS256'] } as const;
const by =
  (secret: string | Buffer, alg = 'HS256', bits: 256 | 384 | 512 = 256) =>
  (forge: Forge) =>
    compose({ alg }, forge.claims(), hmac(secret, bits));

const ATTACKS: readonly [string, string, (forge: Forge) => string][] = [
  ['another secret', 'token_signature_invalid', by('another secret of thirty-two bytes')],
  ['an empty secret', 'token_signature_invalid', by('')],
  ['the secret and a line end', 'token_signature_invalid', by(`${SECRET}\n`)],
  ['the secret decoded', 'token_signature_invalid', by(Buffer.from(SECRET, 'base64url'))],
  ['the secret cut short', 'token_signature_invalid', by(SECRET.slice(0, -1))],
  ['HS512 by the right secret', 'token_algorithm_not_allowed', by(SECRET, 'HS512', 512)],
  ['HS384 by the right secret', 'token_algorithm_not_allowed', by(SECRET, 'HS384', 384)],
  ['HS256 that is HS512', 'token_signature_invalid', by(SECRET, 'HS256', 512)],
  [
    'a digest cut to 16 bytes',
    'token_signature_invalid',
    (forge) => compose({ alg: 'HS256' }, forge.claims(), (input) => hmac(SECRET)(input).subarray(0, 16)),
  ],
  ['no signature', 'token_malformed', (forge) => compose({ alg: 'HS256' }, forge.claims(), () => '')],
  ['alg none', 'token_algorithm_not_allowed', (forge) => compose({ alg: 'none' }, forge.claims(), () => '')],
  ['a key pair', 'token_algorithm_not_allowed', (forge) => forge.token()],
  [
    'a key of the token',
    'token_malformed',
    (forge) => compose({ alg: 'HS256', jwk: { kty: 'oct', k: encode('x') } }, forge.claims(), hmac('x')),
  ],
  [
    'another audience',
    'token_audience_mismatch',
    (forge) => compose({ alg: 'HS256' }, forge.claims({ aud: 'https://other.example' }), hmac(SECRET)),
  ],
  ['an expired token', 'token_expired', (forge) => compose({ alg: 'HS256' }, forge.claims({ exp: 1 }), hmac(SECRET))],
];

for (const [what, code, make] of ATTACKS) {
  test(`[EC-1] HS256, ${what}: ${code}`, async (t) => {
    const { forge, outcome } = await setStage(t, { policy: POLICY });
    assert.equal(await outcome(make(forge)), code);
    assert.equal(await outcome(make(forge)), code, 'and again');
  });
}

test('[US2.1] HS256 by the secret gets in, with any kid or none, and nobody is asked for keys', async (t) => {
  const { forge, outcome, issuer, verifier } = await setStage(t, { policy: POLICY });
  for (const kid of [undefined, 'any']) {
    assert.equal(await outcome(compose({ alg: 'HS256', kid }, forge.claims(), hmac(SECRET))), 'ok');
  }
  await verifier.warm();
  assert.deepEqual([issuer.hits, verifier.keysHeld(), verifier.keySetAgeSeconds()], [0, true, null]);
});
