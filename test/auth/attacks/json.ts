/** JSON that two parsers may read differently, or that is none: in header and payload, signed by the issuer. */
import type { Attack, Forge } from './forge.ts';

const MALFORMED = 'token_malformed';
const BOM = '\ufeff';

const header = (part: string | Buffer) => (forge: Forge) => forge.token({ header: part });
const payload = (part: (json: string, forge: Forge) => string | Buffer) => (forge: Forge) =>
  forge.token({ payload: part(JSON.stringify(forge.claims()), forge) });

export const JSON_ATTACKS: readonly Attack[] = [
  ...[
    '',
    'x',
    '[]',
    'null',
    '"EdDSA"',
    '1',
    '{',
    '{"alg":"EdDSA","kid":"ed"',
    "{'alg':'EdDSA','kid':'ed'}",
    '{"alg":"EdDSA","kid":"ed"}x',
    '{"alg":"EdDSA","kid":"ed",}',
    '{"alg":"EdDSA",/**/"kid":"ed"}',
    `${BOM}{"alg":"EdDSA","kid":"ed"}`,
    '{"alg":"none","alg":"EdDSA","kid":"ed"}',
    '{"alg":"EdDSA","alg":"none","kid":"ed"}',
    '{"\\u0061lg":"none","alg":"EdDSA","kid":"ed"}',
    '{"alg":"EdDSA","kid":"es","kid":"ed"}',
    '{"alg":"EdDSA","kid":"ed","typ":"x","typ":"JWT"}',
  ].map((text): Attack => [`header ${JSON.stringify(text.replace(BOM, 'BOM '))}`, MALFORMED, header(text)]),
  ['header of invalid UTF-8', MALFORMED, header(Buffer.from('{"alg":"EdDSA","kid":"ed\xff"}', 'latin1'))],
  ['header of UTF-16', MALFORMED, header(Buffer.from('{"alg":"EdDSA","kid":"ed"}', 'utf16le'))],
  ...['x', '[]', 'null', '"claims"', '1', 'true', '{'].map(
    (text): Attack => [`payload ${JSON.stringify(text)}`, MALFORMED, payload(() => text)],
  ),
  ['payload with a byte order mark', MALFORMED, payload((json) => `${BOM}${json}`)],
  ['payload of invalid UTF-8', MALFORMED, payload((json) => Buffer.from(json.replace('Ada', 'Ad\xe9'), 'latin1'))],
  ['payload of UTF-16', MALFORMED, payload((json) => Buffer.from(json, 'utf16le'))],
  ['payload in a list', MALFORMED, payload((json) => `[${json}]`)],
  ['payload followed by another', MALFORMED, payload((json) => `${json}${json}`)],
  [
    'payload with a number that JSON does not know',
    MALFORMED,
    payload((json) => json.replace(/"exp":\d+/, '"exp":NaN')),
  ],
  ...(['iss', 'aud', 'sub', 'iat', 'exp'] as const).map(
    (claim): Attack => [
      `payload with ${claim} twice`,
      MALFORMED,
      payload((json, { claims }) => json.replace('{', `{"${claim}":${JSON.stringify(claims()[claim])},`)),
    ],
  ),
  ['payload with sub twice, once escaped', MALFORMED, payload((json) => json.replace('{', '{"s\\u0075b":"admin",'))],
  [
    'payload with name twice, behind a bracket in a text',
    MALFORMED,
    payload((json) => json.replace('{', '{"x":"}{","name":"\\"",')),
  ],
];
