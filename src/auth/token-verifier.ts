/** The verifier: a token held against keys, policy and clock, by one list of checks. Signatures are remembered, decisions never. */
import type { TokenConfig } from '../config.ts';
import type { Evidence, Standard } from './checks.ts';
import { CLAIM_CHECKS } from './claim-checks.ts';
import { type Claims, NO_CLAIMS } from './claims.ts';
import type { Identity, VerifyToken } from './identity.ts';
import type { VerificationKey } from './key-set.ts';
import type { KeysHeld } from './key-source.ts';
import { createPublishedKeys, type KeySourceOptions } from './published-keys.ts';
import { refusal } from './refusal.ts';
import { type Course, firstFailure, openEvidence, runAll } from './run-checks.ts';
import { createSharedSecret } from './shared-secret.ts';
import { isSignedBy } from './signature.ts';
import { createSignatureMemory, type SignatureFact } from './signature-memory.ts';

/** This exact token was signed by this exact key, and says this. */
interface SignedToken extends SignatureFact {
  readonly claims: Claims;
  /** Made when the claims first pass, for writing its times costs more than checking all claims. */
  identity?: Identity;
}

/** 10,000 tokens at most, or 16 MiB: some 7,500 of Better Auth's 600 bytes (2 × 600 + 1,024), or 960 of the longest. */
const SIGNED = { entries: 10_000, bytes: 16 * 1_048_576 };
/** Forged tokens that keep coming; a memory of its own, so that a flood of them displaces nobody. */
const FORGED = { entries: 2_000, bytes: 2 * 1_048_576 };
/** A string of its own for each audience, and its place in the list: a long list of short ones outweighs its text. */
const AUDIENCE_BYTES = 48;

/** Everything that the checks found out about one token. */
export interface Explanation extends Course {
  readonly evidence: Evidence;
  /** null when it was refused, or could not be checked to the end. */
  readonly identity: Identity | null;
  readonly keys: KeysHeld;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** A verifier and its keys. */
export interface TokenVerifier {
  readonly verify: VerifyToken;
  /**
   * Runs the same checks as `verify`, and on past the first that fails, as far as they still mean something. Never throws
   * an AppError: what was refused or out of reach is in the result.
   */
  explain(token: string): Promise<Explanation>;
  /** Gets the keys before they are needed; never rejects. */
  warm(): Promise<void>;
  keysHeld(): boolean;
  /** null when there is no key set, or none was fetched yet. */
  keySetAgeSeconds(): number | null;
  close(): void;
}

/**
 * @param policy what a token must be
 * @param options.now the clock, in milliseconds since the epoch
 * @param options.fetch gets the key set
 */
export function createTokenVerifier(
  policy: TokenConfig,
  { log, now = Date.now, fetch = globalThis.fetch }: Pick<KeySourceOptions, 'log'> & Partial<KeySourceOptions>,
): TokenVerifier {
  const keys =
    policy.keys.mode === 'jwks'
      ? createPublishedKeys(policy.keys, policy.algorithms, { log, now, fetch })
      : createSharedSecret(policy.keys.secret);
  const signed = createSignatureMemory<SignedToken>(
    SIGNED.entries,
    SIGNED.bytes,
    ({ claims }) => claims.aud.length * AUDIENCE_BYTES,
  );
  const forged = createSignatureMemory<SignatureFact>(FORGED.entries, FORGED.bytes);
  const clock = () => now() / 1_000;
  const standard: Standard = { policy, keys, isSigned };

  async function isSigned(token: string, key: VerificationKey): Promise<boolean> {
    if (signed.get(token)?.key === key || (await isSignedBy(token, key))) return true;
    forged.set(token, { key });
    return false;
  }

  /** Runs every check. What was found out about the signature is kept even when a claim is refused: clients try again. */
  async function verifyAnew(token: string): Promise<Identity> {
    const evidence = openEvidence(token);
    const failed = await firstFailure(evidence, standard, clock);
    const { key, claims } = evidence;
    if (key !== null && claims !== NO_CLAIMS) signed.set(token, { key, claims });
    if (failed !== null) throw refusal(failed.code);
    return identityOf(claims, policy);
  }

  /** The signature is known to be good and its key to be held; all that can change is checked as ever. */
  function verifySigned(known: SignedToken): Identity {
    const at = clock();
    for (const check of CLAIM_CHECKS) {
      if (!check.passes(known, standard, at)) throw refusal(check.code);
    }
    known.identity ??= identityOf(known.claims, policy);
    return known.identity;
  }

  return {
    verify(token) {
      const known = signed.get(token);
      if (known !== undefined) return keys.holds(known.key) ? verifySigned(known) : verifyAnew(token);
      const forgery = forged.get(token);
      if (forgery !== undefined && keys.holds(forgery.key)) throw refusal('token_signature_invalid');
      return verifyAnew(token);
    },
    async explain(token) {
      const evidence = openEvidence(token);
      const course = await runAll(evidence, standard, clock);
      const isGood = course.results.every(({ ok }) => ok === true);
      const identity = isGood ? identityOf(evidence.claims, policy) : null;
      return { ...course, evidence, identity, keys: keys.describe(), now: clock() };
    },
    warm: keys.warm,
    keysHeld: keys.held,
    keySetAgeSeconds() {
      const { fetchedAt } = keys.describe();
      return fetchedAt === null ? null : Math.max(0, (now() - fetchedAt) / 1_000);
    },
    close: keys.close,
  };
}

/** @param claims have passed their checks, so that their times can be written */
function identityOf({ sub, iat, exp }: Claims, { issuer, audience }: TokenConfig): Identity {
  return Object.freeze({ userId: sub, issuer, audience, issuedAt: rfc3339(iat), expiresAt: rfc3339(exp) });
}

const rfc3339 = (seconds: number): string => new Date(seconds * 1_000).toISOString();
