/** Checks of a token's claims: at every request, as the clock runs and a remembered signature does not speak for them. */
import type { ClaimCheck } from './checks.ts';

const MAX_SUBJECT_LENGTH = 255;
/** Two UTF-16 units at most make one code point: what is longer need not be counted. */
const MAX_SUBJECT_UNITS = 2 * MAX_SUBJECT_LENGTH;
const CONTROL_CHARACTER = /\p{Cc}/u;

export const CLAIM_CHECKS = [
  {
    name: 'issuer',
    code: 'token_issuer_mismatch',
    isGround: false,
    passes: ({ claims }, { policy }) => claims.iss === policy.issuer,
  },
  {
    name: 'audience',
    code: 'token_audience_mismatch',
    isGround: false,
    passes: ({ claims }, { policy }) => claims.aud.includes(policy.audience),
  },
  {
    // RFC 7519 §2 NumericDate; `1e999` is a number of JSON and infinite.
    name: 'times',
    code: 'token_claim_invalid',
    isGround: true,
    passes: ({ claims: { exp, iat, nbf } }) =>
      Number.isFinite(exp) && Number.isFinite(iat) && (nbf === null || Number.isFinite(nbf)),
  },
  {
    name: 'expiry',
    code: 'token_expired',
    isGround: false,
    passes: ({ claims }, { policy }, now) => now < claims.exp + policy.clockTolerance,
  },
  {
    name: 'not_before',
    code: 'token_not_yet_valid',
    isGround: false,
    passes: ({ claims: { nbf } }, { policy }, now) => nbf === null || now >= nbf - policy.clockTolerance,
  },
  {
    name: 'issued_at',
    code: 'token_claim_invalid',
    isGround: false,
    passes: ({ claims }, { policy }, now) => now >= claims.iat - policy.clockTolerance,
  },
  {
    // Also what catches an `exp` in milliseconds.
    name: 'lifetime',
    code: 'token_claim_invalid',
    isGround: false,
    passes: ({ claims }, { policy }) => claims.exp - claims.iat <= policy.maxLifetime,
  },
  {
    name: 'subject',
    code: 'token_claim_invalid',
    isGround: false,
    passes: ({ claims }) => isSubject(claims.sub),
  },
] as const satisfies readonly ClaimCheck[];

/**
 * Whether a `sub` can be a user id: it is stored, compared and put into paths, so no two may become one on the way.
 * Lone surrogates would all be stored as the same character, and clients collapse `.` and `..` in paths.
 */
function isSubject(sub: string): boolean {
  if (sub === '' || sub.length > MAX_SUBJECT_UNITS || sub === '.' || sub === '..') return false;
  if (!sub.isWellFormed() || CONTROL_CHARACTER.test(sub) || sub.trim() !== sub) return false;
  return sub.length <= MAX_SUBJECT_LENGTH || [...sub].length <= MAX_SUBJECT_LENGTH;
}
