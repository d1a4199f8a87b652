/** Algorithm confusion: unsigned tokens, public keys taken for secrets, algorithms nobody allowed. */
import { compose, encode, hmac, signWith } from '../../support/signer.ts';
import type { Attack, Forge } from './forge.ts';

const REFUSED = 'token_algorithm_not_allowed';
const NOTHING = () => '';

const unsigned = (alg: unknown) => (forge: Forge) => compose({ alg, kid: 'ed' }, forge.claims(), NOTHING);
const signedAs = (alg: unknown) => (forge: Forge) => forge.token({ header: { alg } });

/** The classic: the public key of the issuer as the secret of an HMAC. */
const hmacBy = (alg: 'HS256' | 'HS384' | 'HS512', secret: (forge: Forge) => string | Buffer) => (forge: Forge) => {
  const bits = Number(alg.slice(2)) as 256 | 384 | 512;
  return compose({ alg, kid: 'rs' }, forge.claims(), hmac(secret(forge), bits));
};
const pem = ({ keys }: Forge) => keys.rs.publicKey.export({ type: 'spki', format: 'pem' });
const der = ({ keys }: Forge) => keys.rs.publicKey.export({ type: 'spki', format: 'der' });

export const ALGORITHM_ATTACKS: readonly Attack[] = [
  ...['none', 'None', 'NONE', 'nOnE', ' none', 'none ', 'none\u0000', ''].map(
    (alg): Attack => [`alg ${JSON.stringify(alg)} without signature`, REFUSED, unsigned(alg)],
  ),
  ...['none', 'None', ''].map((alg): Attack => [`alg "${alg}" with a signature`, REFUSED, signedAs(alg)]),
  ...[undefined, null, 0, true, [], ['EdDSA'], {}, { toString: 'EdDSA' }].map(
    (alg): Attack => [`alg ${JSON.stringify(alg) ?? 'missing'}, signed all the same`, REFUSED, signedAs(alg)],
  ),
  ...['eddsa', 'EDDSA', 'EdDSA ', ' EdDSA', 'EdDSA\u0000', 'Ed448', 'ed25519', 'es256', 'rs256'].map(
    (alg): Attack => [`alg ${JSON.stringify(alg)}, another spelling`, REFUSED, signedAs(alg)],
  ),
  ...[
    'RSA-OAEP',
    'A128KW',
    'dir',
    'ECDH-ES',
    'PBES2-HS256+A128KW',
    'ML-DSA-44',
    'ES256K',
    '__proto__',
    'constructor',
  ].map((alg): Attack => [`alg "${alg}", made for something else`, REFUSED, signedAs(alg)]),
  ['HS256 with the public key as PEM', REFUSED, hmacBy('HS256', pem)],
  ['HS384 with the public key as PEM', REFUSED, hmacBy('HS384', pem)],
  ['HS512 with the public key as PEM', REFUSED, hmacBy('HS512', pem)],
  ['HS256 with the public key as PEM, no line end', REFUSED, hmacBy('HS256', (forge) => String(pem(forge)).trim())],
  ['HS256 with the public key as DER', REFUSED, hmacBy('HS256', der)],
  ['HS256 with the public key as JWK', REFUSED, hmacBy('HS256', ({ keys }) => JSON.stringify(keys.rs.publicJwk))],
  [
    'HS256 with the modulus',
    REFUSED,
    hmacBy('HS256', ({ keys }) => Buffer.from(keys.rs.publicJwk.n ?? '', 'base64url')),
  ],
  ['HS256 with the point of the Ed25519 key', REFUSED, hmacBy('HS256', ({ keys }) => keys.ed.publicJwk.x ?? '')],
  ['HS256 with an empty secret', REFUSED, hmacBy('HS256', () => '')],
  [
    'HS256 with a secret that the set publishes',
    REFUSED,
    (forge) =>
      compose({ alg: 'HS256', kid: 'symmetric' }, forge.claims(), hmac('a secret that was published by accident')),
  ],
  ['RS512 by a published key', REFUSED, (forge) => weak(forge, 'RS512')],
  ['PS512 by a published key', REFUSED, (forge) => weak(forge, 'PS512')],
  ['ES384 by a published key', REFUSED, (forge) => forge.token({ signer: forge.keys.p384 })],
  [
    'ES256 named for a P-384 key',
    'token_key_unknown',
    (forge) => forge.token({ signer: forge.keys.p384, header: { alg: 'ES256' } }),
  ],
  ['ES256 named for the Ed25519 key', 'token_key_unknown', (forge) => forge.token({ header: { alg: 'ES256' } })],
  ['RS256 named for the Ed25519 key', 'token_key_unknown', (forge) => forge.token({ header: { alg: 'RS256' } })],
  ['EdDSA named for the RSA key', 'token_key_unknown', (forge) => forge.token({ header: { kid: 'rs' } })],
  [
    'Ed25519 named for a key published for EdDSA',
    'token_key_unknown',
    (forge) => forge.token({ header: { alg: 'Ed25519' } }),
  ],
  [
    'PS256 named for a key published for RS256',
    'token_key_unknown',
    (forge) =>
      compose({ alg: 'PS256', kid: 'rs' }, forge.claims(), (input) =>
        signWith('PS256', forge.keys.rs.privateKey, input),
      ),
  ],
  [
    'RS256 named, PS256 signed, by a key that fits both',
    'token_signature_invalid',
    (forge) =>
      compose({ alg: 'RS256', kid: 'either' }, forge.claims(), (input) =>
        signWith('PS256', forge.keys.either.privateKey, input),
      ),
  ],
  [
    'alg changed to none after signing',
    REFUSED,
    (forge) => {
      const [, payload, signature] = forge.token().split('.');
      return `${encode({ alg: 'none', kid: 'ed' })}.${payload}.${signature}`;
    },
  ],
];

function weak(forge: Forge, alg: 'RS512' | 'PS512'): string {
  const { privateKey } = forge.keys.either;
  return compose({ alg, kid: 'either' }, forge.claims(), (input) => signWith(alg, privateKey, input));
}
