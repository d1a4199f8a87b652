/** The one list of all checks, run to the first failure for the server and past it for `verify-token`. */
import { AppError } from '../errors.ts';
import type { Check, Evidence, Standard } from './checks.ts';
import { CLAIM_CHECKS } from './claim-checks.ts';
import { NO_CLAIMS } from './claims.ts';
import { FORM_CHECKS } from './form-checks.ts';
import { KEY_CHECKS } from './key-checks.ts';

/** The names of all checks. */
export type CheckName = (typeof FORM_CHECKS | typeof KEY_CHECKS | typeof CLAIM_CHECKS)[number]['name'];

/** Every check in order. The first that fails gives the answer its code; there is no other reason to refuse. */
export const CHECKS: readonly Check<CheckName>[] = [...FORM_CHECKS, ...KEY_CHECKS, ...CLAIM_CHECKS];

/** What became of one check: `ok` is null when it was not run. */
export interface CheckResult {
  readonly check: Check<CheckName>;
  readonly ok: boolean | null;
}

/** A token of which nothing is known yet. */
export function openEvidence(token: string): Evidence {
  return { token, parts: [], header: {}, key: null, claims: NO_CLAIMS };
}

/**
 * @param clock gives seconds since the epoch; read anew for each check, as waiting for keys takes time
 * @returns the first check that fails, null if none does
 */
export async function firstFailure(
  evidence: Evidence,
  standard: Standard,
  clock: () => number,
): Promise<Check<CheckName> | null> {
  for (const check of CHECKS) {
    const passes = check.passes(evidence, standard, clock());
    // Nearly all answer at once, and an await costs a turn even then.
    if (!(typeof passes === 'boolean' ? passes : await passes)) return check;
  }
  return null;
}

/** What became of all checks. */
export interface Course {
  readonly results: readonly CheckResult[];
  /** Why it could not be gone to the end: `keys_unavailable`. */
  readonly obstacle: AppError | null;
}

/** Runs every check that still means something after the failures before it. */
export async function runAll(evidence: Evidence, standard: Standard, clock: () => number): Promise<Course> {
  const results: CheckResult[] = [];
  let obstacle: AppError | null = null;
  let hasGround = true;
  for (const check of CHECKS) {
    let ok: boolean | null = null;
    try {
      if (hasGround) ok = await check.passes(evidence, standard, clock());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      obstacle = error;
    }
    results.push({ check, ok });
    if (obstacle !== null || (ok === false && check.isGround)) hasGround = false;
  }
  return { results, obstacle };
}
