/** Words on the key of a token: which one it names, which ones there are, and fetched when. */
import { ownMember } from '../../src/auth/json-object.ts';
import { type Facts, instant, show, type Words } from './words.ts';

/** More names than these help nobody. */
const MANY = 10;

export const KEY_WORDS = {
  key: {
    expected: ({ policy }) =>
      policy.keys.mode === 'secret' ? 'the shared secret (JWT_SECRET)' : `a key of ${location(policy.keys.url)}`,
    found: ({ policy, header, keys }, ok) => {
      if (policy.keys.mode === 'secret') return 'the shared secret';
      return `kid ${show(ownMember(header, 'kid'))}${ok ? '' : ', not usable'}; ${published(keys)}`;
    },
    remedy: (facts) => keyRemedy(facts),
  },
  signature: {
    expected: () => 'made by this key over header and payload',
    found: (_facts, ok) => (ok ? 'it was' : 'it was not'),
    remedy: ({ policy }) =>
      policy.keys.mode === 'secret'
        ? 'The token was changed, or signed with another secret: JWT_SECRET must be, byte for byte, the one that the issuer signs with.'
        : `The token was changed, or signed by somebody else under the name of this key: get a fresh one. If that fails too, ${location(policy.keys.url)} (JWT_JWKS_URL) belongs to another installation than the one that signed.`,
  },
  payload: {
    expected: () => 'a JSON object in UTF-8, each member once',
    found: (_facts, ok) => (ok ? 'such an object' : 'something else'),
    remedy: () => 'Let the issuer write the claims as one JSON object with no name in it twice.',
  },
} satisfies Partial<Words>;

/** Without a query, which might hold a secret. */
const location = (url: URL): string => url.origin + url.pathname;

function published({ kids, fetchedAt }: Facts['keys']): string {
  if (fetchedAt === null) return 'no keys were fetched';
  const more = kids.length > MANY ? ` and ${kids.length - MANY} more` : '';
  const names = kids.slice(0, MANY).map(show).join(', ');
  return `published are ${names === '' ? 'no keys' : names}${more}, fetched ${instant(fetchedAt / 1_000)}`;
}

function keyRemedy({ header, keys, policy, claim }: Facts): string {
  const kid = ownMember(header, 'kid');
  if (kid === undefined) return 'The token does not name its key (kid): let the issuer do so, as Better Auth does.';
  if (keys.kids.some((name) => name === kid)) {
    return `The issuer publishes this key, but it cannot be used for ${show(ownMember(header, 'alg'))}: it is of another type, for other use, an RSA key below 2,048 bits, private, or its name is there twice.`;
  }
  const issuer = claim('iss');
  if (typeof issuer === 'string' && issuer !== policy.issuer) {
    return `The token says (unverified) that it comes from ${show(issuer)}, and this service trusts ${show(policy.issuer)}: get a token there, or set JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE to the other.`;
  }
  return 'The issuer no longer publishes the key, or has lost its keys since: get a fresh token. If that fails too, JWT_JWKS_URL belongs to another installation.';
}
