/** The claims that are checked, read once from a payload into plain types; whatever has the wrong type cannot pass. */
import { type JsonObject, ownMember } from './json-object.ts';

/** The checked claims (RFC 7519 §4.1). A wrong or missing one holds a value that its check refuses. */
export interface Claims {
  /** '' when missing or no string. */
  readonly iss: string;
  /** A single audience as a list of one; empty when missing, or when any member is no string. */
  readonly aud: readonly string[];
  /** Seconds since the epoch, fractions allowed; NaN when missing or no number. */
  readonly exp: number;
  readonly iat: number;
  /** null when there is none, which is fine; NaN when it is no number. */
  readonly nbf: number | null;
  /** '' when missing or no string. */
  readonly sub: string;
}

/** What is known of a token before its payload has been read: nothing that could pass. */
export const NO_CLAIMS: Claims = { iss: '', aud: [], exp: Number.NaN, iat: Number.NaN, nbf: Number.NaN, sub: '' };

/** Takes the checked claims out of a payload; everything else, name and e-mail among it, is left behind. */
export function readClaims(payload: JsonObject): Claims {
  const aud = ownMember(payload, 'aud');
  const nbf = ownMember(payload, 'nbf');
  return {
    iss: text(ownMember(payload, 'iss')),
    aud: texts(Array.isArray(aud) ? aud : [aud]),
    exp: number(ownMember(payload, 'exp')),
    iat: number(ownMember(payload, 'iat')),
    nbf: nbf === undefined ? null : number(nbf),
    sub: text(ownMember(payload, 'sub')),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const isText = (value: unknown): value is string => typeof value === 'string';
const texts = (values: readonly unknown[]): readonly string[] => (values.every(isText) ? values : []);
