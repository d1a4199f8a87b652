/** The one place where cryptography happens. */
import { compactVerify, errors } from 'jose';
import type { VerificationKey } from './key-set.ts';

/**
 * Whether a token was signed by a key (RFC 7515 §5.2).
 * @param key its own algorithm counts, whatever the token's header says
 */
export async function isSignedBy(token: string, { key, alg }: VerificationKey): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [alg] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error; // not about the token: a bug, which must show as one
  }
}
