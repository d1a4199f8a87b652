/** Tokens that should not count, made from one that does. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

type Claims = Record<string, unknown>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decode = (part = ''): Claims => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims;
  } catch {
    return {}; // an opaque token: the server took it, so it is no todo-api
  }
};

/** A token taken apart: header and payload to change, and the original parts. */
export function takeApart(token: string) {
  const [head = '', body = '', signature = ''] = token.split('.');
  return { head, body, signature, header: decode(head), claims: decode(body) };
}

/** `header.payload.signature` of a changed header and payload, with any signature. */
export const assemble = (header: Claims, claims: Claims, signature: string): string =>
  `${encode(header)}.${encode(claims)}.${signature}`;

/** Signed with a key that nobody knows, whose public half the header may carry. */
export function signWithOwnKey(header: Claims, claims: Claims, carry: (jwk: Claims) => Claims): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' }) as Claims;
  const signed = `${encode({ ...header, alg: 'EdDSA', ...carry(jwk) })}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** Signed with a shared secret that a careless server might take: an empty one, or a well-known one. */
export function signWithSecret(header: Claims, claims: Claims, secret: string): string {
  const signed = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** The same signature, one bit of its first byte changed. */
export function flipBit(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}
