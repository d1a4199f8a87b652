/** The mode of a shared secret: one HMAC key for HS256, and no issuer to ask. */
import type { VerificationKey } from './key-set.ts';
import type { KeySource } from './key-source.ts';

const ALG = 'HS256';

/**
 * @param secret at least 32 bytes of UTF-8, as the configuration has made sure
 * @returns a source whose one key fits every `kid`, as there is nothing to choose from
 */
export function createSharedSecret(secret: string): KeySource {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  // A CryptoKey: jose imports bytes anew for every token.
  const imported = crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['verify']);
  const key = imported.then((key): VerificationKey => ({ kid: '', alg: ALG, key, published: '' }));
  return {
    holds: (candidate) => candidate.alg === ALG,
    find: async (_kid, alg) => (alg === ALG ? key : null),
    warm: async () => {
      await key;
    },
    held: () => true,
    describe: () => ({ fetchedAt: null, kids: [], failure: null }),
    close: () => {},
  };
}
