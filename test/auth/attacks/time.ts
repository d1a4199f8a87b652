/** Time in every wrong shape: over, not yet, never ending, in milliseconds, or no number at all. */
import type { RefusalCode } from '../../../src/auth/refusal.ts';
import type { Attack, Forge } from './forge.ts';

const INVALID = 'token_claim_invalid';
const NO_NUMBERS = [null, true, '', '1', 'tomorrow', [], {}, [1], '2099-01-01T00:00:00Z'];
const WEEK = 604_800;

const at = (name: string, code: RefusalCode, claims: (now: number) => object): Attack => [
  name,
  code,
  (forge: Forge) => forge.token({ payload: claims(forge.now) }),
];
/** As JSON writes it: numbers that a JavaScript value cannot be turned into. */
const written = (claim: 'exp' | 'iat' | 'nbf', number: string): Attack => [
  `${claim} ${number}`,
  INVALID,
  (forge) => forge.token({ payload: JSON.stringify(forge.claims({ [claim]: 4711 })).replace('4711', number) }),
];

export const TIME_ATTACKS: readonly Attack[] = [
  // One second is left for the test itself, or the tolerance of 5 s would hold.
  at('exp a little beyond the tolerance', 'token_expired', (now) => ({ exp: now - 6, iat: now - 60 })),
  at('exp a fraction beyond the tolerance', 'token_expired', (now) => ({ exp: now - 5.01, iat: now - 60 })),
  at('exp three minutes ago', 'token_expired', (now) => ({ exp: now - 180, iat: now - 1_080 })),
  at('exp years ago', 'token_expired', () => ({ exp: 1_000_000_000, iat: 999_999_100 })),
  at('exp 0', 'token_expired', () => ({ exp: 0 })),
  at('exp -1', 'token_expired', () => ({ exp: -1 })),
  at('exp -0', 'token_expired', () => ({ exp: -0 })),
  at('exp missing', INVALID, () => ({ exp: undefined })),
  ...NO_NUMBERS.map((exp) => at(`exp ${JSON.stringify(exp)}`, INVALID, () => ({ exp }))),
  at('exp as text of the right number', INVALID, (now) => ({ exp: String(now + 900) })),
  at('exp in milliseconds', INVALID, (now) => ({ exp: (now + 900) * 1_000 })),
  at('exp in microseconds', INVALID, (now) => ({ exp: (now + 900) * 1_000_000 })),
  at('exp and iat in milliseconds', INVALID, (now) => ({ exp: (now + 900) * 1_000, iat: now * 1_000 })),
  at('exp beyond the longest lifetime', INVALID, (now) => ({ exp: now + WEEK + 1 })),
  at('exp a fraction beyond the longest lifetime', INVALID, (now) => ({ exp: now + WEEK + 0.5 })),
  at('exp in a hundred years', INVALID, (now) => ({ exp: now + 3_155_760_000 })),
  at('exp the greatest safe integer', INVALID, () => ({ exp: Number.MAX_SAFE_INTEGER })),
  at('exp the greatest number', INVALID, () => ({ exp: Number.MAX_VALUE })),
  written('exp', '1e999'),
  written('exp', '-1e999'),
  written('exp', '9'.repeat(400)),
  at('iat missing', INVALID, () => ({ iat: undefined })),
  ...NO_NUMBERS.map((iat) => at(`iat ${JSON.stringify(iat)}`, INVALID, () => ({ iat }))),
  at('iat a minute ahead', INVALID, (now) => ({ iat: now + 60 })),
  at('iat beyond exp', INVALID, (now) => ({ iat: now + 1_000 })),
  at('iat in milliseconds', INVALID, (now) => ({ iat: now * 1_000 })),
  at('iat 0', INVALID, () => ({ iat: 0 })),
  at('iat -1', INVALID, () => ({ iat: -1 })),
  at('iat just over the longest lifetime ago', INVALID, (now) => ({ iat: now - WEEK, exp: now + 900 })),
  at('iat the least number', INVALID, () => ({ iat: -Number.MAX_VALUE })),
  written('iat', '1e999'),
  written('iat', '-1e999'),
  at('nbf a minute ahead', 'token_not_yet_valid', (now) => ({ nbf: now + 60 })),
  at('nbf next year', 'token_not_yet_valid', (now) => ({ nbf: now + 31_536_000 })),
  at('nbf in milliseconds', 'token_not_yet_valid', (now) => ({ nbf: now * 1_000 })),
  ...NO_NUMBERS.map((nbf) => at(`nbf ${JSON.stringify(nbf)}`, INVALID, () => ({ nbf }))),
  written('nbf', '1e999'),
  written('nbf', '-1e999'),
];
