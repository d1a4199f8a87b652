/** What front-end developers run into, as data: what was sent, which check fails, and what the remedy must tell. */
import type { Forge } from '../../auth/attacks/forge.ts';
import { compose, hmac } from '../../support/signer.ts';

/** One row; the last member is what the service is configured with otherwise. */
export type Case = readonly [
  what: string,
  check: string,
  remedy: RegExp,
  make: (forge: Forge) => string,
  env?: Readonly<Record<string, string | undefined>>,
];

const SECRET = 'a shared secret of thirty-two bytes';
const BY_SECRET = { JWT_JWKS_URL: undefined, JWT_SECRET: SECRET };

export const CASES: readonly Case[] = [
  ['a session cookie', 'shape', /session cookie.*GET \/api\/auth\/token/, () => 'XkpR7s0HqYw2vN1c.4Tz8%3D'],
  ['a session token', 'shape', /session token.*GET \/api\/auth\/token/, () => 'h8Jq2mKfUoP0aBcDeFgHiJkLmNoPqRsT'],
  ['the whole answer of /api/auth/token', 'shape', /jq -r \.token/, (forge) => `{"token":"${forge.token()}"}`],
  ['undefined', 'shape', /had no token when it made the request/, () => 'undefined'],
  [
    'a cached session of Better Auth',
    'header',
    /cached session/,
    (forge) => forge.token({ header: { typ: 'better-auth.session-cache+jwt' } }),
  ],
  ['a token cut short', 'encoding', /copy it again, whole/, (forge) => forge.token().slice(0, -1)],
  ['an unsigned token', 'algorithm', /not signed/, (forge) => compose({ alg: 'none' }, forge.claims(), () => '')],
  [
    'HS256 with a key set',
    'algorithm',
    /HS256 token.*set to a key set.*set JWT_SECRET/,
    (forge) => compose({ alg: 'HS256' }, forge.claims(), hmac(SECRET)),
  ],
  ['EdDSA with a secret', 'algorithm', /set JWT_JWKS_URL=/, (forge) => forge.token(), BY_SECRET],
  [
    'another secret',
    'signature',
    /byte for byte/,
    (forge) => compose({ alg: 'HS256' }, forge.claims(), hmac(`${SECRET}.`)),
    BY_SECRET,
  ],
  ['no kid', 'key', /does not name its key/, (forge) => forge.token({ header: { kid: undefined } })],
  ['a short RSA key', 'key', /below 2,048 bits/, (forge) => forge.token({ signer: forge.keys.short })],
  [
    'a key of another issuer',
    'key',
    /says \(unverified\) that it comes from "http:\/\/localhost:3001"/,
    (forge) =>
      forge.token({ signer: forge.stranger, header: { kid: 'theirs' }, payload: { iss: 'http://localhost:3001' } }),
  ],
  ['a forged signature', 'signature', /another installation/, (forge) => forge.token({ signer: forge.stranger })],
  [
    'an issuer with a trailing slash',
    'issuer',
    /trailing slash alone.*set JWT_ISSUER=http:\/\/127\.0\.0\.1:\d+\/ here/,
    (forge) => forge.token({ payload: { iss: `${forge.issuer}/` } }),
  ],
  [
    'an audience by another name of this machine',
    'audience',
    /localhost and 127\.0\.0\.1.*set JWT_AUDIENCE=http:\/\/localhost/,
    (forge) => forge.token({ payload: { aud: forge.issuer.replace('127.0.0.1', 'localhost') } }),
  ],
  ['no audience', 'audience', /names no audience/, (forge) => forge.token({ payload: { aud: undefined } })],
  ['exp as text', 'times', /as JSON numbers/, (forge) => forge.token({ payload: { exp: '1' } })],
  [
    'a token of a quarter of an hour that expired',
    'expiry',
    /Expired 3 minutes ago; it lived 15 minutes, as Better Auth's tokens live 15/,
    (forge) => forge.token({ payload: { exp: Date.now() / 1_000 - 180, iat: Date.now() / 1_000 - 1_080 } }),
  ],
  [
    'nbf ahead',
    'not_before',
    /clock is ahead.*JWT_CLOCK_TOLERANCE/,
    (forge) => forge.token({ payload: { nbf: forge.now + 300 } }),
  ],
  [
    'exp in milliseconds',
    'lifetime',
    /milliseconds/,
    (forge) => forge.token({ payload: { exp: (forge.now + 900) * 1_000 } }),
  ],
  [
    'a sub that is no user id',
    'subject',
    /control characters/,
    (forge) => forge.token({ payload: { sub: 'a\u001b[31mb' } }),
  ],
];
