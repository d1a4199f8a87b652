/** What the checks found, in words: one row per check, in the order in which the server runs them. */
import { ownMember, parseJsonObject } from '../../src/auth/json-object.ts';
import type { Explanation } from '../../src/auth/token-verifier.ts';
import type { TokenConfig } from '../../src/config.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { CLAIM_WORDS } from './claim-words.ts';
import { FORM_WORDS } from './form-words.ts';
import { KEY_WORDS } from './key-words.ts';
import type { Facts, Words } from './words.ts';

/** One check as `--json` shows it. */
export interface ExplainedCheck {
  readonly name: string;
  /** null: not run, as an earlier check had failed. */
  readonly ok: boolean | null;
  readonly expected: string;
  readonly found: string | null;
  readonly remedy: string | null;
}

/** The whole verdict. */
export interface ExplainedToken extends Pick<Explanation, 'identity' | 'now'> {
  /** Of the first check that failed, as the server would answer; null when the token is good. */
  readonly code: ErrorCode | null;
  readonly checks: readonly ExplainedCheck[];
  /** Why it could not be checked to the end. */
  readonly obstacle: string | null;
}

/** Words for every check; the type sees to it that none is missing. */
const WORDS: Words = { ...FORM_WORDS, ...KEY_WORDS, ...CLAIM_WORDS };

/** Puts an explanation into words. */
export function explain(explanation: Explanation, policy: TokenConfig): ExplainedToken {
  const { results, evidence, identity, keys, obstacle, now } = explanation;
  const payload = parseJsonObject(evidence.parts[1] ?? '') ?? {};
  const facts: Facts = { ...evidence, policy, keys, now, claim: (name) => ownMember(payload, name) };
  const checks = results.map(({ check, ok }): ExplainedCheck => {
    const { expected, found, remedy } = WORDS[check.name];
    return {
      name: check.name,
      ok,
      expected: expected(facts),
      found: ok === null ? null : found(facts, ok),
      remedy: ok === false ? remedy(facts) : null,
    };
  });
  const failed = results.find(({ ok }) => ok === false);
  return {
    identity,
    now,
    code: obstacle?.code ?? failed?.check.code ?? null,
    checks,
    obstacle: obstacle?.message ?? null,
  };
}
