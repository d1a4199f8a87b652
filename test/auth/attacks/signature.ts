/** Signatures that were changed, cut, taken from elsewhere or made up. */
import { constants, sign } from 'node:crypto';
import { compose, encode } from '../../support/signer.ts';
import type { Attack, Forge } from './forge.ts';

const INVALID = 'token_signature_invalid';
/** Order of the Ed25519 group (RFC 8032 §5.1), little endian. */
const ED25519_ORDER = Buffer.from('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010', 'hex');
/** Order of P-256 (FIPS 186-5), big endian. */
const P256_ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');

/** A good token whose signature bytes went through `change`. */
const changed =
  (change: (signature: Buffer) => Buffer, signer: 'ed' | 'es' | 'rs' = 'ed') =>
  (forge: Forge) => {
    const [header, payload, signature = ''] = forge.token({ signer: forge.keys[signer] }).split('.');
    return `${header}.${payload}.${encode(change(Buffer.from(signature, 'base64url')))}`;
  };
/** A good token of which parts were swapped for parts of another. */
const mixed = (mix: (parts: string[], other: string[], forge: Forge) => string[]) => (forge: Forge) =>
  mix(forge.token().split('.'), forge.token({ payload: { sub: 'another' } }).split('.'), forge).join('.');
const flip = (bit: number) => (signature: Buffer) => {
  signature.writeUInt8(signature.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return signature;
};
const halves = (r: Buffer, s: Buffer) => () => Buffer.concat([r, s]);
const zero = Buffer.alloc(32);

export const SIGNATURE_ATTACKS: readonly Attack[] = [
  ['first bit flipped', INVALID, changed(flip(0))],
  ['a bit in the middle flipped', INVALID, changed(flip(256))],
  ['last bit flipped', INVALID, changed(flip(511))],
  ['one byte cut', INVALID, changed((signature) => signature.subarray(0, -1))],
  ['cut to one byte', INVALID, changed((signature) => signature.subarray(0, 1))],
  ['one byte more', INVALID, changed((signature) => Buffer.concat([signature, Buffer.alloc(1)]))],
  ['twice in a row', INVALID, changed((signature) => Buffer.concat([signature, signature]))],
  ['4,000 bytes of zeros', INVALID, changed(() => Buffer.alloc(4_000))],
  ['all zeros', INVALID, changed(() => Buffer.alloc(64))],
  ['all ones', INVALID, changed(() => Buffer.alloc(64, 255))],
  ['reversed', INVALID, changed((signature) => signature.reverse())],
  ['Ed25519 with S + L, which lax libraries take', INVALID, changed(addOrder)],
  ['ES256 all zeros (CVE-2022-21449)', INVALID, changed(halves(zero, zero), 'es')],
  ['ES256 with r = s = n', INVALID, changed(halves(P256_ORDER, P256_ORDER), 'es')],
  [
    'ES256 with r = 0, s = 1',
    INVALID,
    changed(halves(zero, Buffer.concat([zero.subarray(1), Buffer.from([1])])), 'es'),
  ],
  [
    'ES256 as DER',
    INVALID,
    ({ keys, claims }) =>
      compose({ alg: 'ES256', kid: 'es' }, claims(), (input) => sign('sha256', Buffer.from(input), keys.es.privateKey)),
  ],
  [
    'ES256 over SHA-384',
    INVALID,
    ({ keys, claims }) =>
      compose({ alg: 'ES256', kid: 'es' }, claims(), (input) =>
        sign('sha384', Buffer.from(input), { key: keys.es.privateKey, dsaEncoding: 'ieee-p1363' }),
      ),
  ],
  [
    'RS256 over SHA-1',
    INVALID,
    ({ keys, claims }) =>
      compose({ alg: 'RS256', kid: 'rs' }, claims(), (input) => sign('sha1', Buffer.from(input), keys.rs.privateKey)),
  ],
  ['RS256 all zeros', INVALID, changed(() => Buffer.alloc(256), 'rs')],
  [
    'PS256 without salt',
    INVALID,
    ({ keys, claims }) =>
      compose({ alg: 'PS256', kid: 'ps' }, claims(), (input) =>
        sign('sha256', Buffer.from(input), {
          key: keys.ps.privateKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: 0,
        }),
      ),
  ],
  ['of another token', INVALID, mixed(([header = '', payload = ''], other) => [header, payload, other[2] ?? ''])],
  [
    'over the payload alone',
    INVALID,
    (forge) =>
      compose({ alg: 'EdDSA', kid: 'ed' }, forge.claims(), (input) => forge.keys.ed.sign(input.split('.')[1] ?? '')),
  ],
  [
    'payload of another token',
    INVALID,
    mixed(([header = '', , signature = ''], other) => [header, other[1] ?? '', signature]),
  ],
  [
    'sub changed after signing',
    INVALID,
    mixed(([header = '', , signature = ''], _other, { claims }) => [
      header,
      encode(claims({ sub: 'admin' })),
      signature,
    ]),
  ],
  [
    'exp changed after signing',
    INVALID,
    mixed(([header = '', , signature = ''], _other, { claims, now }) => [
      header,
      encode(claims({ exp: now + 9_000 })),
      signature,
    ]),
  ],
  [
    'a member added after signing',
    INVALID,
    mixed(([header = '', , signature = ''], _other, { claims }) => [
      header,
      encode(claims({ admin: true })),
      signature,
    ]),
  ],
  [
    'typ added to the header after signing',
    INVALID,
    mixed(([, payload = '', signature = '']) => [encode({ alg: 'EdDSA', kid: 'ed', typ: 'JWT' }), payload, signature]),
  ],
  [
    'white space put into the header after signing',
    INVALID,
    mixed(([, payload = '', signature = '']) => [encode('{"alg":"EdDSA", "kid":"ed"}'), payload, signature]),
  ],
  [
    'expired, and signed by another key: the signature comes first',
    INVALID,
    (forge) => forge.token({ signer: forge.stranger, payload: { exp: 1 } }),
  ],
];

/** (R, S) and (R, S + L) satisfy the same equation; RFC 8032 §5.1.7 wants S < L. */
function addOrder(signature: Buffer): Buffer {
  let carry = 0;
  for (let index = 0; index < 32; index += 1) {
    const sum = signature.readUInt8(32 + index) + ED25519_ORDER.readUInt8(index) + carry;
    signature.writeUInt8(sum & 255, 32 + index);
    carry = sum >> 8;
  }
  return signature;
}
