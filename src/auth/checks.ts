/** What a check is, and what every check has to work with. */
import type { TokenConfig } from '../config.ts';
import type { Claims } from './claims.ts';
import type { JsonObject } from './json-object.ts';
import type { VerificationKey } from './key-set.ts';
import type { KeySource } from './key-source.ts';
import type { RefusalCode } from './refusal.ts';

/** What is known about one token; each check reads what those before it have found, and may add to it. */
export interface Evidence {
  readonly token: string;
  /** Header, payload and signature as sent; empty until the token has three parts. */
  parts: readonly string[];
  header: JsonObject;
  key: VerificationKey | null;
  claims: Claims;
}

/** What tokens are held against. */
export interface Standard {
  readonly policy: TokenConfig;
  readonly keys: KeySource;
  /** Whether exactly this token was signed by exactly this key. */
  readonly isSigned: (token: string, key: VerificationKey) => Promise<boolean>;
}

/** One check: what it is called, what its failure is called, and whether a token passes. */
export interface Check<Name extends string = string> {
  /** Stable: `verify-token --json` shows it. */
  readonly name: Name;
  readonly code: RefusalCode;
  /** Whether the checks after it mean nothing once this one has failed. */
  readonly isGround: boolean;
  /** @param now seconds since the epoch */
  readonly passes: (evidence: Evidence, standard: Standard, now: number) => boolean | Promise<boolean>;
}

/** A check of claims needs nothing else of a token, so it can also be held against a remembered one. */
export interface ClaimCheck<Name extends string = string> extends Check<Name> {
  readonly passes: (evidence: Pick<Evidence, 'claims'>, standard: Pick<Standard, 'policy'>, now: number) => boolean;
}
