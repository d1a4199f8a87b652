/** Claims signed by the issuer that still must not pass: meant for others, of the wrong type, or no user id. */
import type { RefusalCode } from '../../../src/auth/refusal.ts';
import type { Attack, Forge } from './forge.ts';

const ISSUER = 'token_issuer_mismatch';
const AUDIENCE = 'token_audience_mismatch';
const INVALID = 'token_claim_invalid';

const show = (value: unknown) => (JSON.stringify(value) ?? 'missing').slice(0, 40);
/** One row per value of a claim. */
const rows = (claim: string, code: RefusalCode, values: readonly unknown[]): Attack[] =>
  values.map((value) => [`${claim} ${show(value)}`, code, (forge) => forge.token({ payload: { [claim]: value } })]);
/** One row per way to write the right value otherwise. */
const near = (claim: 'iss' | 'aud', code: RefusalCode): Attack[] =>
  Object.entries({
    'with a slash at the end': (value: string) => `${value}/`,
    'with a path': (value: string) => `${value}/api/auth`,
    'with white space after': (value: string) => `${value} `,
    'with white space before': (value: string) => ` ${value}`,
    'with a NUL after': (value: string) => `${value}\0`,
    'in capitals': (value: string) => value.toUpperCase(),
    'by https': (value: string) => value.replace('http:', 'https:'),
    'at another port': (value: string) => `${value}0`,
    'cut short': (value: string) => value.slice(0, -1),
    'with a prefix': (value: string) => `https://evil.example/?${value}`,
    'in a text with a comma': (value: string) => `${value},${value}`,
    'with a user': (value: string) => value.replace('//', '//user@'),
  }).map(([how, change]) => [
    `${claim} ${how}`,
    code,
    (forge) => forge.token({ payload: { [claim]: change(forge.issuer) } }),
  ]);
const withIssuer = (claim: string, code: RefusalCode, how: string, make: (issuer: string) => unknown): Attack => [
  `${claim} ${how}`,
  code,
  (forge: Forge) => forge.token({ payload: { [claim]: make(forge.issuer) } }),
];

export const CLAIM_ATTACKS: readonly Attack[] = [
  ['no claims at all', ISSUER, (forge) => forge.token({ payload: '{}' })],
  [
    'claims one level too deep',
    ISSUER,
    (forge) => forge.token({ payload: JSON.stringify({ payload: forge.claims() }) }),
  ],
  [
    'claims inherited by __proto__',
    ISSUER,
    (forge) => forge.token({ payload: `{"__proto__":${JSON.stringify(forge.claims())}}` }),
  ],
  [
    'sub inherited by __proto__',
    INVALID,
    (forge) =>
      forge.token({
        payload: JSON.stringify(forge.claims({ sub: undefined })).replace('{', '{"__proto__":{"sub":"admin"},'),
      }),
  ],
  [
    'names of claims in capitals',
    ISSUER,
    (forge) =>
      forge.token({
        payload: JSON.stringify(forge.claims()).replace(/"(iss|aud|sub|iat|exp)":/g, (name) => name.toUpperCase()),
      }),
  ],
  ...rows('iss', ISSUER, [undefined, null, '', 0, 1, true, [], {}, 'null', 'https://evil.example']),
  ...near('iss', ISSUER),
  withIssuer('iss', ISSUER, 'in a list', (issuer) => [issuer]),
  withIssuer('iss', ISSUER, 'in an object', (issuer) => ({ iss: issuer })),
  ...rows('aud', AUDIENCE, [
    undefined,
    null,
    '',
    0,
    1,
    true,
    [],
    {},
    '*',
    'https://evil.example',
    ['https://evil.example'],
  ]),
  ...near('aud', AUDIENCE),
  withIssuer('aud', AUDIENCE, 'in a list with a number', (issuer) => [issuer, 1]),
  withIssuer('aud', AUDIENCE, 'in a list with null', (issuer) => [null, issuer]),
  withIssuer('aud', AUDIENCE, 'in a list with an object', (issuer) => [issuer, {}]),
  withIssuer('aud', AUDIENCE, 'in a list with a list', (issuer) => [issuer, []]),
  withIssuer('aud', AUDIENCE, 'in a list of a list', (issuer) => [[issuer]]),
  withIssuer('aud', AUDIENCE, 'in an object like a list', (issuer) => ({ 0: issuer, length: 1 })),
  withIssuer('aud', AUDIENCE, 'as the name of a member', (issuer) => ({ [issuer]: true })),
  ...rows('sub', INVALID, [undefined, null, '', 0, 1, true, [], ['user'], {}, { toString: 'user' }]),
  ...rows('sub', INVALID, [
    ' ',
    ' user',
    'user ',
    '\u00a0user',
    'user\u3000',
    'user\u2028',
    '\ufeffuser',
    '\tuser',
    'user\n',
  ]),
  ...rows('sub', INVALID, [
    'us\0er',
    '\0',
    'us\ner',
    'us\rer',
    'us\ter',
    'us\x7fer',
    'us\x1ber',
    'us\x85er',
    'us\x9fer',
  ]),
  ...rows('sub', INVALID, ['.', '..']),
  // JSON.stringify escapes lone surrogates, so they arrive as such.
  ...rows('sub', INVALID, ['\ud800', '\udfff', 'user\ud83d', '\ude00user', '\ude00\ud83d']),
  ['sub of 256 characters', INVALID, (forge) => forge.token({ payload: { sub: 'u'.repeat(256) } })],
  [
    'sub of 256 characters of four bytes',
    INVALID,
    (forge) => forge.token({ payload: { sub: '\u{1f600}'.repeat(256) } }),
  ],
  ['sub of 4,000 characters', INVALID, (forge) => forge.token({ payload: { sub: 'u'.repeat(4_000) } })],
];
