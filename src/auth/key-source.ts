/** Where keys come from, whichever mode is configured. */
import type { VerificationKey } from './key-set.ts';

/** The keys that may verify at this moment. */
export interface KeySource {
  /**
   * Whether exactly this key may be used now: cheap, for every request. May start a refresh in the background.
   * False also when only `find` can tell, by waiting.
   */
  holds(key: VerificationKey): boolean;
  /**
   * The key that a token names; null if there is none.
   * @param kid as the token's header has it, unchecked
   * @throws AppError `keys_unavailable` when nobody can tell
   */
  find(kid: unknown, alg: unknown): Promise<VerificationKey | null>;
  /** Gets the keys before they are needed; never rejects. */
  warm(): Promise<void>;
  /** Whether there are keys to verify with; asks for them in the background if not. */
  held(): boolean;
  /** What there is, for people. */
  describe(): KeysHeld;
  /** Ends a fetch under way. */
  close(): void;
}

/** What a key source holds. */
export interface KeysHeld {
  /** Milliseconds since the epoch; null when nothing was fetched. */
  readonly fetchedAt: number | null;
  /** Every key id published, usable or not. */
  readonly kids: readonly string[];
  /** Why the last fetch failed; null when it did not. */
  readonly failure: string | null;
}
