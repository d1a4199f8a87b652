/** Tokens made by hand on node:crypto, as a library would refuse to make most of those that tests need. */
import { constants, createHmac, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';

export type JwsAlgorithm = 'EdDSA' | 'ES256' | 'ES384' | 'RS256' | 'RS512' | 'PS256' | 'PS512';

/** A key pair under a name. */
export interface Signer {
  readonly kid: string;
  readonly alg: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  /** As an issuer publishes it. */
  readonly publicJwk: JsonWebKey;
  sign(input: string): Buffer;
}

/** Makes a key pair. @param bits of an RSA modulus */
export function createSigner(alg: JwsAlgorithm, kid: string, bits = 2_048): Signer {
  const { publicKey, privateKey } = keyPair(alg, bits);
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
  return { kid, alg, publicKey, privateKey, publicJwk, sign: (input) => signWith(alg, privateKey, input) };
}

/** One part of a token: text and bytes as they are, anything else as JSON. */
export function encode(part: unknown): string {
  const bytes = typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part);
  return Buffer.from(bytes).toString('base64url');
}

/** A token of any header and payload. @param signature of what comes before it */
export function compose(header: unknown, payload: unknown, signature: (input: string) => Buffer | string): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${Buffer.from(signature(input)).toString('base64url')}`;
}

/** An HMAC signature. @param bits of the digest */
export const hmac = (secret: string | Buffer, bits: 256 | 384 | 512 = 256) => {
  return (input: string): Buffer => createHmac(`sha${bits}`, secret).update(input).digest();
};

/** A signature by this private key, whatever the header of the token says. */
export function signWith(alg: JwsAlgorithm, key: KeyObject, input: string): Buffer {
  const bytes = Buffer.from(input);
  const hash = `sha${alg.slice(2)}`;
  if (alg === 'EdDSA') return sign(null, bytes, key);
  if (alg.startsWith('ES')) return sign(hash, bytes, { key, dsaEncoding: 'ieee-p1363' });
  if (alg.startsWith('RS')) return sign(hash, bytes, key);
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return sign(hash, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

function keyPair(alg: JwsAlgorithm, bits: number): { publicKey: KeyObject; privateKey: KeyObject } {
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  if (alg.startsWith('ES')) return generateKeyPairSync('ec', { namedCurve: `P-${alg.slice(2)}` });
  return generateKeyPairSync('rsa', { modulusLength: bits });
}
