/** Checks of a token's signature: by a key that the issuer publishes now, before anything in the payload is believed. */
import type { Check } from './checks.ts';
import { readClaims } from './claims.ts';
import { ownMember, parseJsonObject } from './json-object.ts';

export const KEY_CHECKS = [
  {
    // The key comes from the key source by its id, never from the token itself.
    name: 'key',
    code: 'token_key_unknown',
    isGround: true,
    passes: async (evidence, { keys }) => {
      evidence.key = await keys.find(ownMember(evidence.header, 'kid'), ownMember(evidence.header, 'alg'));
      return evidence.key !== null;
    },
  },
  {
    name: 'signature',
    code: 'token_signature_invalid',
    isGround: true,
    passes: ({ token, key }, { isSigned }) => key !== null && isSigned(token, key),
  },
  {
    name: 'payload',
    code: 'token_malformed',
    isGround: true,
    passes: (evidence) => {
      const payload = parseJsonObject(evidence.parts[1] ?? '');
      if (payload === null) return false;
      evidence.claims = readClaims(payload);
      return true;
    },
  },
] as const satisfies readonly Check[];
