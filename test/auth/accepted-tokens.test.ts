/** The other side of each refusal: what lies just within the bounds gets in, so the bounds are where they are said to be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose, signWith } from '../support/signer.ts';
import type { Forge } from './attacks/forge.ts';
import { setStage } from './stage.ts';

const WEEK = 604_800;

/** Tokens that must get in. */
const GOOD: Readonly<Record<string, (forge: Forge) => string>> = {
  'as Better Auth makes them, without typ': (forge) => forge.token(),
  'of typ JWT': (forge) => forge.token({ header: { typ: 'JWT' } }),
  'of typ at+jwt (RFC 9068)': (forge) => forge.token({ header: { typ: 'at+jwt' } }),
  'with ES256': (forge) => forge.token({ signer: forge.keys.es }),
  'with RS256': (forge) => forge.token({ signer: forge.keys.rs }),
  'with PS256': (forge) => forge.token({ signer: forge.keys.ps }),
  'with PS256, by a key that names no algorithm': (forge) =>
    compose({ alg: 'PS256', kid: 'either' }, forge.claims(), (input) =>
      signWith('PS256', forge.keys.either.privateKey, input),
    ),
  'of 8,192 characters': (forge) => forge.tokenOf(8_192),
  'with a white space in its JSON': (forge) => forge.token({ header: '{ "alg" : "EdDSA",\n"kid":"ed" }' }),
  'with members that differ below the surface alone': (forge) =>
    forge.token({ payload: { a: { sub: 1 }, b: [{ sub: 2 }], c: '"sub":' } }),
  'with a list of audiences': (forge) => forge.token({ payload: { aud: ['https://other.example', forge.issuer] } }),
  'with fractional times': ({ token, now }) =>
    token({ payload: { iat: now - 0.5, exp: now + 60.25, nbf: now - 0.25 } }),
  'expired within the tolerance': ({ token, now }) => token({ payload: { iat: now - 60, exp: now - 3 } }),
  'issued ahead within the tolerance': ({ token, now }) => token({ payload: { iat: now + 4 } }),
  'not before, within the tolerance': ({ token, now }) => token({ payload: { nbf: now + 4 } }),
  'of the longest lifetime': ({ token, now }) => token({ payload: { exp: now + WEEK } }),
  'with nbf long ago': ({ token }) => token({ payload: { nbf: 0 } }),
  'with a sub of one character': ({ token }) => token({ payload: { sub: 'u' } }),
  'with a sub of 255 characters': ({ token }) => token({ payload: { sub: 'u'.repeat(255) } }),
  'with a sub of 255 characters of four bytes': ({ token }) => token({ payload: { sub: '\u{1f600}'.repeat(255) } }),
};
const SUBS = [
  '__proto__',
  'constructor',
  'a/b',
  'a%2Fb',
  '...',
  "o'brien",
  'a b',
  '%',
  'null',
  'user@example.com',
  'Ädä',
  '用户',
  '\u200b',
];

for (const [what, make] of Object.entries(GOOD)) {
  test(`[US2.1] a token ${what} gets in`, async (t) => {
    const { forge, outcome } = await setStage(t);
    assert.equal(await outcome(make(forge)), 'ok');
  });
}

test('[US2.1] any text that is safe as a user id gets in, and comes out as it was', async (t) => {
  const { forge, verifier } = await setStage(t);
  for (const sub of SUBS) {
    const { userId } = await verifier.verify(forge.token({ payload: { sub } }));
    assert.equal(userId, sub);
  }
});

test('[US2.2] without tolerance a token ends on its second; with 30 s it ends half a minute later', async (t) => {
  for (const clockTolerance of [0, 30]) {
    const { forge, outcome, pass } = await setStage(t, { policy: { clockTolerance } });
    const token = forge.token({ payload: { exp: forge.now + 100 } });
    pass(98 + clockTolerance);
    assert.equal(await outcome(token), 'ok');
    pass(2);
    assert.equal(await outcome(token), 'token_expired');
  }
});

test('[US2.2] JWT_MAX_LIFETIME and JWT_ALGORITHMS narrow what gets in', async (t) => {
  const { forge, outcome } = await setStage(t, { policy: { maxLifetime: 900, algorithms: ['ES256'] } });
  assert.equal(await outcome(forge.token({ signer: forge.keys.es })), 'ok');
  assert.equal(
    await outcome(forge.token({ signer: forge.keys.es, payload: { exp: forge.now + 901 } })),
    'token_claim_invalid',
  );
  assert.equal(await outcome(forge.token()), 'token_algorithm_not_allowed');
});
