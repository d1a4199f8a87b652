/** Leaks by tokens that are believed too easily. */

import type { Leaks, Passing } from './leaky-server.ts';

const headerOf = ({ headers }: Passing) => {
  try {
    return JSON.parse(Buffer.from(headers.authorization?.split(/[ .]/)[1] ?? '', 'base64url').toString());
  } catch {
    return {};
  }
};
export const TOKEN_LEAKS: Leaks = {
  'does not check signatures': {
    leak: (r) => r.claimed,
    finds: [
      'token.as-b.alg-none',
      'token.as-b.payload-changed',
      'token.as-b.own-key',
      'token.as-b.empty-secret',
      'token.as-a.signature-changed',
      'token.as-a.lifetime-longer',
    ],
  },
  'takes alg none': {
    leak: (r) => (headerOf(r).alg === 'none' ? r.claimed : undefined),
    finds: ['token.as-b.alg-none', 'token.as-a.alg-none'],
  },
  'takes the key from the token': {
    leak: (r) => (headerOf(r).jwk === undefined ? undefined : r.claimed),
    finds: ['token.as-b.own-key-in-jwk', 'token.as-b.own-key-in-jwk-without-kid'],
  },
  'takes the key from where the token says': {
    leak: (r) => (headerOf(r).jku === undefined && headerOf(r).x5u === undefined ? undefined : r.claimed),
    finds: ['token.as-b.own-key-in-jku', 'token.as-b.own-key-in-x5u'],
  },
  'takes any header under a good signature': {
    leak: (r) => (headerOf(r).typ === 'at+jwt' ? r.claimed : undefined),
    finds: ['token.as-a.header-changed'],
  },
};
