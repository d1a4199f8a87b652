/** What an attacker works with: the keys of the issuer, keys of his own, and a good token to start from. */
import type { RefusalCode } from '../../../src/auth/refusal.ts';
import { compose, createSigner, type Signer } from '../../support/signer.ts';

/** One row of the table: what it is called, why it must be refused, and how the token is made. */
export type Attack = readonly [name: string, code: RefusalCode, make: (forge: Forge) => string];

/** What is not as in a good token; `undefined` takes a member away, text replaces a whole part. */
export interface Deviation {
  readonly header?: object | string | Buffer;
  readonly payload?: object | string | Buffer;
  readonly signer?: Signer;
}

/** The keys that the issuer publishes. */
const published = {
  ed: createSigner('EdDSA', 'ed'),
  es: createSigner('ES256', 'es'),
  rs: createSigner('RS256', 'rs'),
  ps: createSigner('PS256', 'ps'),
  short: createSigner('RS256', 'short', 1_024),
  p384: createSigner('ES384', 'p384'),
  encrypting: createSigner('ES256', 'encrypting'),
  signing: createSigner('ES256', 'signing'),
  leaked: createSigner('EdDSA', 'leaked'),
  twin: createSigner('EdDSA', 'twin'),
  /** Names no algorithm, so RS256 and PS256 both fit. */
  either: createSigner('RS256', 'either'),
};
const stranger = createSigner('EdDSA', 'ed');
const { alg: _alg, ...either } = published.either.publicJwk;

/** The set as the issuer publishes it, with keys that must not verify among those that may. */
export const PUBLISHED_KEYS: object[] = [
  ...[published.ed, published.es, published.rs, published.ps, published.short].map(({ publicJwk }) => publicJwk),
  { ...published.p384.publicJwk, alg: undefined },
  { ...published.encrypting.publicJwk, use: 'enc' },
  { ...published.signing.publicJwk, key_ops: ['sign'] },
  { ...published.leaked.privateKey.export({ format: 'jwk' }), kid: 'leaked', alg: 'EdDSA' },
  published.twin.publicJwk,
  createSigner('EdDSA', 'twin').publicJwk,
  { kty: 'oct', kid: 'symmetric', k: Buffer.from('a secret that was published by accident').toString('base64url') },
  createSigner('EdDSA', '').publicJwk,
  { ...createSigner('EdDSA', '7').publicJwk, kid: 7 },
  either,
];

/** Everything an attack is made with. */
export interface Forge {
  readonly keys: typeof published;
  /** A key of the attacker's own, under the name of a published one. */
  readonly stranger: Signer;
  readonly issuer: string;
  /** A server that nobody may be lured to. */
  readonly trap: string;
  /** Seconds since the epoch, whole. */
  readonly now: number;
  /** The payload of a good token with these members changed. */
  claims(changes?: object): Record<string, unknown>;
  /** A token that is good but for the deviation; signed by the issuer's Ed25519 key unless that is the deviation. */
  token(deviation?: Deviation): string;
  /** A good token of so many characters. */
  tokenOf(length: number): string;
}

/** @param sub of the good tokens */
export function createForge(issuer: string, trap: string, sub = 'Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe'): Forge {
  const now = Math.floor(Date.now() / 1_000);
  const claims = (changes: object = {}) => ({
    ...{ iss: issuer, aud: issuer, sub, iat: now, exp: now + 900, name: 'Ada', email: 'ada@example.com' },
    ...changes,
  });
  const token = ({ header = {}, payload = {}, signer = published.ed }: Deviation = {}) => {
    const whole = isWhole(header) ? header : { alg: signer.alg, kid: signer.kid, ...header };
    return compose(whole, isWhole(payload) ? payload : claims(payload), signer.sign);
  };
  return {
    keys: published,
    stranger,
    issuer,
    trap,
    now,
    claims,
    token,
    tokenOf(length) {
      // base64url has no length of 4n + 1: white space in the header moves the payload off such a one.
      for (const space of ['', ' ']) {
        const header = JSON.stringify({ alg: 'EdDSA', kid: 'ed' }) + space;
        const missing = Math.floor(((length - token({ header, payload: { pad: '' } }).length) * 3) / 4);
        for (const size of [missing - 1, missing, missing + 1]) {
          const made = token({ header, payload: { pad: 'x'.repeat(size) } });
          if (made.length === length) return made;
        }
      }
      throw new Error(`no token has ${length} characters`);
    },
  };
}

const isWhole = (part: object | string): part is string | Buffer => typeof part === 'string' || Buffer.isBuffer(part);
