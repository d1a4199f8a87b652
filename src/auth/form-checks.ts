/** Checks of a token's form: facts about the text alone, which no key and no clock can change. */
import type { Check } from './checks.ts';
import { ownMember, parseJsonObject } from './json-object.ts';

/** Characters; a token that comes this far is ASCII, so bytes as well. Better Auth's have about 500. */
export const MAX_TOKEN_LENGTH = 8_192;
const HEADER_MEMBERS = ['alg', 'kid', 'typ'];
const TYPES: readonly unknown[] = [undefined, 'JWT', 'at+jwt'];
/** The signature may be missing here: `alg: none` has its own answer first. */
const THREE_PARTS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

export const FORM_CHECKS = [
  {
    name: 'size',
    code: 'token_malformed',
    isGround: true,
    passes: ({ token }) => token.length <= MAX_TOKEN_LENGTH,
  },
  {
    // RFC 7515 §7.1: no padding, no white space, no JSON serialization, no five parts of an encrypted token.
    name: 'shape',
    code: 'token_malformed',
    isGround: true,
    passes: (evidence) => {
      if (!THREE_PARTS.test(evidence.token)) return false;
      evidence.parts = evidence.token.split('.');
      return true;
    },
  },
  {
    // RFC 4648 §3.5: left-over bits must be zero, or one signature has several spellings.
    name: 'encoding',
    code: 'token_malformed',
    isGround: true,
    passes: ({ parts }) => parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part),
  },
  {
    // An allow-list: jwk, jku, x5u, x5c, crit, b64, zip and whatever comes next have no say here.
    name: 'header',
    code: 'token_malformed',
    isGround: true,
    passes: (evidence) => {
      const header = parseJsonObject(evidence.parts[0] ?? '');
      if (header === null || !Object.keys(header).every((name) => HEADER_MEMBERS.includes(name))) return false;
      const kid = ownMember(header, 'kid');
      if (kid !== undefined && typeof kid !== 'string') return false;
      evidence.header = header;
      return TYPES.includes(ownMember(header, 'typ'));
    },
  },
  {
    name: 'algorithm',
    code: 'token_algorithm_not_allowed',
    isGround: true,
    passes: ({ header }, { policy }) => {
      const alg = ownMember(header, 'alg');
      return typeof alg === 'string' && policy.algorithms.includes(alg);
    },
  },
  {
    name: 'signature_present',
    code: 'token_malformed',
    isGround: true,
    passes: ({ parts }) => parts[2] !== undefined && parts[2] !== '',
  },
] as const satisfies readonly Check[];
