/** Other spellings of a token: shape, alphabet, padding, left-over bits, sizes. */
import { compose, encode } from '../../support/signer.ts';
import type { Attack, Forge } from './forge.ts';

const MALFORMED = 'token_malformed';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A good token whose parts were written otherwise. */
const rewritten = (rewrite: (header: string, payload: string, signature: string) => string) => (forge: Forge) => {
  const [header = '', payload = '', signature = ''] = forge.token().split('.');
  return rewrite(header, payload, signature);
};
const whole = (rewrite: (token: string) => string) => (forge: Forge) => rewrite(forge.token());
/** The same bytes to a lax decoder: the bits that do not count are set. */
function laxSpelling(part: string): string {
  if (part.length % 4 === 0) throw new Error('no bits are left over: choose a part of another length');
  return part.slice(0, -1) + ALPHABET[ALPHABET.indexOf(part.slice(-1)) + 1];
}
/** A payload whose length leaves bits over. */
const spare = (forge: Forge) => {
  const fitting = ['', 'x', 'xx'].map((pad) => encode(forge.claims({ pad }))).find((part) => part.length % 4 !== 0);
  return compose({ alg: 'EdDSA', kid: 'ed', typ: 'JWT' }, Buffer.from(fitting ?? '', 'base64url'), forge.keys.ed.sign);
};

/** What front-ends send by mistake, a session cookie among it, and what fuzzers begin with. */
const SCRAPS =
  'a .. ... a.b a..c .b.c a.b.c.d a.b.c.d.e null undefined [object_Object] true {} XkpR7s0HqYw2vN1c.4Tz8 h8Jq2mKf.mZ9xW%2FQ0tR8yU%3D'.split(
    ' ',
  );

export const ENCODING_ATTACKS: readonly Attack[] = [
  ['padding after the signature', MALFORMED, whole((token) => `${token}==`)],
  ['padding after the header', MALFORMED, rewritten((head, body, sig) => `${head}=.${body}.${sig}`)],
  ['padding after the payload', MALFORMED, rewritten((head, body, sig) => `${head}.${body}=.${sig}`)],
  [
    'a space in the signature',
    MALFORMED,
    rewritten((head, body, sig) => `${head}.${body}.${sig.slice(0, 9)} ${sig.slice(9)}`),
  ],
  ['a space before the signature', MALFORMED, rewritten((head, body, sig) => `${head}.${body}. ${sig}`)],
  [
    'a tab in the payload',
    MALFORMED,
    rewritten((head, body, sig) => `${head}.${body.slice(0, 9)}\t${body.slice(9)}.${sig}`),
  ],
  ['+ of the other base64 alphabet', MALFORMED, rewritten((head, body, sig) => `${head}.${body}.+${sig.slice(1)}`)],
  ['/ of the other base64 alphabet', MALFORMED, rewritten((head, body, sig) => `${head}.${body}./${sig.slice(1)}`)],
  ['a percent-encoded dot', MALFORMED, whole((token) => token.replace('.', '%2E'))],
  ['a letter beyond ASCII', MALFORMED, whole((token) => `${token}\u00e9`)],
  [
    'left-over bits of the signature set',
    MALFORMED,
    rewritten((head, body, sig) => `${head}.${body}.${laxSpelling(sig)}`),
  ],
  [
    'left-over bits of the payload set',
    MALFORMED,
    (forge) => {
      const [head = '', body = '', sig = ''] = spare(forge).split('.');
      return `${head}.${laxSpelling(body)}.${sig}`;
    },
  ],
  [
    'left-over bits of the header set, and signed so',
    MALFORMED,
    (forge) => {
      const input = `${laxSpelling(encode('{"alg":"EdDSA","kid":"ed"}'))}.${encode(forge.claims())}`;
      return `${input}.${forge.keys.ed.sign(input).toString('base64url')}`;
    },
  ],
  ['a part of one character', MALFORMED, rewritten((head, body) => `${head}.${body}.A`)],
  ...SCRAPS.map((token): Attack => [`the text ${JSON.stringify(token)}`, MALFORMED, () => token]),
  ['two parts', MALFORMED, rewritten((head, body) => `${head}.${body}`)],
  ['signature stripped, dot kept', MALFORMED, rewritten((head, body) => `${head}.${body}.`)],
  ['payload stripped', MALFORMED, rewritten((head, _body, sig) => `${head}..${sig}`)],
  ['header stripped', MALFORMED, rewritten((_head, body, sig) => `.${body}.${sig}`)],
  ['four parts', MALFORMED, whole((token) => `${token}.AAAA`)],
  ['five parts, as an encrypted token has', MALFORMED, whole((token) => `${token}.AAAA.AAAA`)],
  ['in quotation marks', MALFORMED, whole((token) => `"${token}"`)],
  ['in angle brackets', MALFORMED, whole((token) => `<${token}>`)],
  [
    'as JSON serialization',
    MALFORMED,
    rewritten((head, body, sig) => JSON.stringify({ protected: head, payload: body, signature: sig })),
  ],
  ['a token inside a token', MALFORMED, (forge) => forge.token({ payload: forge.token() })],
  ['8,193 characters', MALFORMED, (forge) => forge.tokenOf(8_193)],
  ['12,001 characters', MALFORMED, (forge) => forge.tokenOf(12_001)],
];
