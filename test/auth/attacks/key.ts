/** Keys that are not the issuer's: injected by the header, named by a crafted `kid`, or published but not for this. */
import { encode } from '../../support/signer.ts';
import type { Attack, Forge } from './forge.ts';

const UNKNOWN = 'token_key_unknown';
const MALFORMED = 'token_malformed';

/** Signed by the attacker, whose key the header carries or points to. */
const injected = (header: (forge: Forge) => object) => (forge: Forge) =>
  forge.token({ signer: forge.stranger, header: header(forge) });
const named = (kid: unknown) => (forge: Forge) => forge.token({ signer: forge.stranger, header: { kid } });
const goodWith = (header: object) => (forge: Forge) => forge.token({ header });
const by = (name: keyof Forge['keys']) => (forge: Forge) =>
  forge.token({ signer: forge.keys[name], header: { alg: forge.keys[name].alg } });

export const KEY_ATTACKS: readonly Attack[] = [
  ['jwk: a key of the attacker', MALFORMED, injected(({ stranger }) => ({ jwk: stranger.publicJwk }))],
  ['jwk: without kid', MALFORMED, injected(({ stranger }) => ({ jwk: stranger.publicJwk, kid: undefined }))],
  ['jku: the key set of the attacker', MALFORMED, injected(({ trap }) => ({ jku: `${trap}/jwks` }))],
  ['x5u: a certificate of the attacker', MALFORMED, injected(({ trap }) => ({ x5u: `${trap}/cert` }))],
  ['x5c: a certificate of the attacker', MALFORMED, injected(() => ({ x5c: ['MIIB'] }))],
  ['x5t: the digest of a certificate', MALFORMED, injected(() => ({ x5t: 'AAAA' }))],
  [
    'iss points to the attacker, whose key set has this kid',
    'token_signature_invalid',
    (forge) => forge.token({ signer: forge.stranger, payload: { iss: forge.trap } }),
  ],
  [
    'signed by another key under a published kid',
    'token_signature_invalid',
    (forge) => forge.token({ signer: forge.stranger }),
  ],
  ...[
    { jwk: {} },
    { jku: 'https://example.com' },
    { x5u: 'https://example.com' },
    { x5c: [] },
    { 'x5t#S256': 'AAAA' },
    { crit: ['exp'] },
    { crit: [] },
    { crit: ['b64'], b64: true },
    { crit: ['b64'], b64: false },
    { b64: false },
    { b64: true },
    { zip: 'DEF' },
    { cty: 'JWT' },
    { enc: 'A128GCM' },
    { epk: {} },
    { url: '/x' },
    { nonce: 'x' },
    { ALG: 'none' },
    { '': 1 },
    { iss: 'x' },
    { constructor: 1 },
  ].map(
    (header): Attack => [`signed by the issuer, header with ${JSON.stringify(header)}`, MALFORMED, goodWith(header)],
  ),
  [
    'header with a member __proto__',
    MALFORMED,
    (forge) => forge.token({ header: '{"alg":"EdDSA","kid":"ed","__proto__":{"alg":"none"}}' }),
  ],
  ...[
    'jwt',
    'JOSE',
    'JWE',
    'JWS',
    'AT+JWT',
    'application/at+jwt',
    'secevent+jwt',
    'dpop+jwt',
    'logout+jwt',
    '',
    'better-auth.session-cache+jwt',
    null,
    1,
    ['JWT'],
    {},
  ].map((typ): Attack => [`typ ${JSON.stringify(typ)}`, MALFORMED, goodWith({ typ })]),
  ['no kid', UNKNOWN, goodWith({ kid: undefined })],
  ['no kid, signed by the attacker', UNKNOWN, named(undefined)],
  ...[
    '',
    'gone',
    'ED',
    'ed ',
    ' ed',
    'ed\u0000',
    'ed/../ed',
    '../../../../dev/null',
    '/dev/null',
    'file:///dev/null',
    "' UNION SELECT 'x",
    '$(id)',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    '0',
    '7',
    '*',
    '%65%64',
    'k'.repeat(4_000),
    '\ud83d\ude00',
  ].map((kid): Attack => [`kid ${JSON.stringify(kid.slice(0, 30))}`, UNKNOWN, named(kid)]),
  ['kid: an address of the attacker', UNKNOWN, (forge) => named(`${forge.trap}/key`)(forge)],
  ...[null, 7, true, ['ed'], { $ne: '' }].map((kid): Attack => [`kid ${JSON.stringify(kid)}`, MALFORMED, named(kid)]),
  ['a published RSA key of 1,024 bits', UNKNOWN, by('short')],
  ['a published key for encryption', UNKNOWN, by('encrypting')],
  ['a published key that may sign only', UNKNOWN, by('signing')],
  ['a key published with its private half', UNKNOWN, by('leaked')],
  ['a kid that two published keys share', UNKNOWN, by('twin')],
  [
    'another published key than the kid names',
    'token_signature_invalid',
    (forge) => forge.token({ signer: forge.keys.es, header: { kid: 'ed', alg: 'EdDSA' } }),
  ],
  [
    'kid changed to another published key after signing',
    UNKNOWN,
    (forge) => {
      const [, payload, signature] = forge.token().split('.');
      return `${encode({ alg: 'EdDSA', kid: 'es' })}.${payload}.${signature}`;
    },
  ],
];
