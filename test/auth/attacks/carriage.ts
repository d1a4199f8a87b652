/** Good tokens in the wrong place: another scheme, a second header, the query, a cookie, the body. */
import type { RefusalCode } from '../../../src/auth/refusal.ts';
import type { RawRequest } from '../../support/raw-http.ts';

/** One row: what is sent with a good token, to `/api/me` and the given query. */
export type CarriageAttack = readonly [
  name: string,
  code: RefusalCode,
  make: (token: string) => RawRequest & { readonly query?: string },
];

const MISSING = 'token_missing';
const MALFORMED = 'token_malformed';

const header = (name: string, value: (token: string) => string) => (token: string) => ({
  headers: [name, value(token)],
});
const authorization = (value: (token: string) => string) => header('authorization', value);
/** Several Authorization headers. */
const several =
  (...values: readonly ((token: string) => string)[]) =>
  (token: string) => ({
    headers: values.flatMap((value, index) => [index % 2 === 0 ? 'Authorization' : 'authorization', value(token)]),
  });
const bearer = (token: string) => `Bearer ${token}`;

export const CARRIAGE_ATTACKS: readonly CarriageAttack[] = [
  ['no header at all', MISSING, () => ({})],
  ['an empty header', MISSING, authorization(() => '')],
  ['the scheme alone', MISSING, authorization(() => 'Bearer')],
  ['the scheme and a space', MISSING, authorization(() => 'Bearer ')],
  ['the token without a scheme', MISSING, authorization((token) => token)],
  ...[
    'Basic',
    'Token',
    'JWT',
    'DPoP',
    'Digest',
    'Bear',
    'Bearers',
    'X-Bearer',
    'OAuth',
    'Bearer:',
    'Bearer=',
    '"Bearer"',
  ].map((scheme): CarriageAttack => [`scheme ${scheme}`, MISSING, authorization((token) => `${scheme} ${token}`)]),
  ['no space', MISSING, authorization((token) => `Bearer${token}`)],
  ['a tab for the space', MISSING, authorization((token) => `Bearer\t${token}`)],
  ['a space that does not break', MISSING, authorization((token) => `Bearer\u00a0${token}`)],
  ['two spaces', MALFORMED, authorization((token) => `Bearer  ${token}`)],
  ['a space and a tab', MALFORMED, authorization((token) => `Bearer \t${token}`)],
  ['the scheme twice', MALFORMED, authorization((token) => `Bearer Bearer ${token}`)],
  ['a parameter after the token', MALFORMED, authorization((token) => `Bearer ${token} realm="x"`)],
  ['a comma after the token', MALFORMED, authorization((token) => `Bearer ${token},`)],
  ['two tokens with a comma', MALFORMED, authorization((token) => `Bearer ${token}, Bearer ${token}`)],
  ['two tokens with a comma and no scheme', MALFORMED, authorization((token) => `Bearer ${token},${token}`)],
  ['a parameter for the token', MALFORMED, authorization((token) => `Bearer token=${token}`)],
  ['the same header twice', MALFORMED, several(bearer, bearer)],
  ['a good header, then a bad one', MALFORMED, several(bearer, () => 'Bearer x')],
  ['a bad header, then a good one', MALFORMED, several(() => 'Bearer x', bearer)],
  ['a good header, then another scheme', MALFORMED, several(bearer, () => 'Basic dTpw')],
  ['another scheme, then a good header', MALFORMED, several(() => 'Basic dTpw', bearer)],
  ['a good header, then an empty one', MALFORMED, several(bearer, () => '')],
  ['an empty header, then a good one', MALFORMED, several(() => '', bearer)],
  ['three headers', MALFORMED, several(bearer, bearer, bearer)],
  ...['access_token', 'token', 'jwt', 'authorization', 'Authorization', 'bearer', 'auth'].map(
    (name): CarriageAttack => [`in the query as ${name}`, MISSING, (token) => ({ query: `?${name}=${token}` })],
  ),
  ...['token', 'access_token', 'better-auth.session_token', 'Authorization', '__Host-token'].map(
    (name): CarriageAttack => [`in the cookie ${name}`, MISSING, header('cookie', (token) => `${name}=${token}`)],
  ),
  ...[
    'X-Authorization',
    'Proxy-Authorization',
    'X-Access-Token',
    'X-Auth-Token',
    'Token',
    'X-Forwarded-Authorization',
    'Authorization2',
    'X-Original-Authorization',
    'Sec-WebSocket-Protocol',
    'X-HTTP-Authorization',
    'Authentication',
    'Set-Auth-Jwt',
  ].map((name): CarriageAttack => [`in the header ${name}`, MISSING, header(name, bearer)]),
  ...['X-User-Id', 'X-Forwarded-User', 'Remote-User', 'X-Remote-User'].map(
    (name): CarriageAttack => [`only a name, in ${name}`, MISSING, header(name, () => 'admin')],
  ),
  [
    'in a form (RFC 6750 §2.2)',
    MISSING,
    (token) => {
      const body = `access_token=${token}`;
      const headers = ['content-type', 'application/x-www-form-urlencoded', 'content-length', String(body.length)];
      return { method: 'POST', headers, body };
    },
  ],
];
