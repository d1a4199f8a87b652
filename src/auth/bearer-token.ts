/** The one place of a request where a token counts: its only Authorization header (RFC 6750 §2.1). */
import { refusal } from './refusal.ts';

/** RFC 9110 §11.1: the scheme is case-insensitive; one space, so that there is one way to write it. */
const BEARER = /^bearer /i;

/**
 * Takes the token out of the header fields.
 * @param rawHeaders names and values in turn, as received: Node's `headers` keeps the first of two in silence
 * @returns what follows the scheme, unchecked
 * @throws AppError `token_missing`, or `token_malformed` when there is a second header
 */
export function bearerToken(rawHeaders: readonly string[]): string {
  let credentials: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!isAuthorization(rawHeaders[index] ?? '')) continue;
    if (credentials !== undefined) throw refusal('token_malformed');
    credentials = rawHeaders[index + 1] ?? '';
  }
  if (credentials === undefined || !BEARER.test(credentials)) throw refusal('token_missing');
  return credentials.slice('bearer '.length);
}

const isAuthorization = (name: string): boolean =>
  name.length === 'authorization'.length && name.toLowerCase() === 'authorization';
