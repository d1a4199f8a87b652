/** What jose is told: the algorithm of the key, never that of the token. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSignedBy } from '../../src/auth/signature.ts';
import { compose, createSigner } from '../support/signer.ts';

const signer = createSigner('EdDSA', 'k');
const key = signer.publicKey.toCryptoKey('Ed25519', true, ['verify']);
const payload = { sub: 'u' };

test('[EC-1] a key is used for its own algorithm alone, even where the token’s would fit', async () => {
  const named = (alg: string) => compose({ alg, kid: 'k' }, payload, signer.sign);
  const published = { kid: 'k', alg: 'EdDSA', key, published: '' };
  assert.equal(await isSignedBy(named('EdDSA'), published), true);
  assert.equal(await isSignedBy(named('Ed25519'), published), false);
  assert.equal(await isSignedBy(named('Ed25519'), { ...published, alg: 'Ed25519' }), true);
});

test('what is no matter of the token is no refusal, but a bug that must show', async () => {
  const signing = {
    kid: 'k',
    alg: 'EdDSA',
    published: '',
    key: signer.privateKey.toCryptoKey('Ed25519', false, ['sign']),
  };
  await assert.rejects(isSignedBy(compose({ alg: 'EdDSA' }, payload, signer.sign), signing), TypeError);
});
