/** A JSON Web Key Set (RFC 7517) → the keys of it that may verify, ready for use. */
import { type CryptoKey, createLocalJWKSet, errors, type JSONWebKeySet, type JWK } from 'jose';

/** RFC 7518 §3.3: shorter RSA keys can be broken. */
const MIN_RSA_BITS = 2_048;

/** One key for one algorithm. The object itself is the key's identity: the same as long as the issuer publishes the same key. */
export interface VerificationKey {
  readonly kid: string;
  readonly alg: string;
  readonly key: CryptoKey;
  /** What the issuer published under this `kid`, to recognize it in the next set. */
  readonly published: string;
}

/** The usable keys of one set. */
export interface KeySet {
  /** Every `kid` of the set, usable or not. */
  readonly kids: ReadonlySet<string>;
  readonly keys: ReadonlySet<VerificationKey>;
  find(kid: string, alg: string): VerificationKey | undefined;
}

/**
 * Imports what can be used with these algorithms. A key that cannot (too short, private, for encryption, no or an
 * ambiguous `kid`) is left out: its tokens are refused, the others' are not.
 *
 * @param set the set as fetched
 * @param algorithms names of RFC 7518 §3.1
 * @param before the set held until now: keys that are still published stay the same objects
 */
export async function importKeySet(
  set: JSONWebKeySet,
  algorithms: readonly string[],
  before: KeySet | null,
): Promise<KeySet> {
  const published = Map.groupBy(set.keys, ({ kid }) => kid);
  const keys = new Map<string, VerificationKey>();
  for (const [kid, jwks] of published) {
    if (typeof kid !== 'string' || kid === '') continue;
    const text = JSON.stringify(jwks);
    for (const alg of algorithms) {
      const known = before?.find(kid, alg);
      const same = known?.published === text ? known : undefined;
      const key = same?.key ?? (await importKey(jwks, kid, alg));
      if (key !== null) keys.set(`${alg} ${kid}`, same ?? { kid, alg, key, published: text });
    }
  }
  return {
    kids: new Set([...published.keys()].filter((kid) => typeof kid === 'string')),
    keys: new Set(keys.values()),
    find: (kid, alg) => keys.get(`${alg} ${kid}`),
  };
}

/** jose checks type, curve, `use`, `key_ops`, `alg` and that the key is public, and takes none where several fit. */
async function importKey(jwks: JWK[], kid: string, alg: string): Promise<CryptoKey | null> {
  try {
    const key = await createLocalJWKSet({ keys: jwks })({ kid, alg }, { payload: '', signature: '' });
    return isTooShort(key) ? null : key;
  } catch (error) {
    // What jose or WebCrypto say of a key that is none of theirs; anything else is a bug.
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

function isTooShort({ algorithm }: CryptoKey): boolean {
  return 'modulusLength' in algorithm && Number(algorithm.modulusLength) < MIN_RSA_BITS;
}
