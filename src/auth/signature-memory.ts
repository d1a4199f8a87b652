/** A bounded memory of facts about signatures. It decides nothing: who asks must check all that can change. */
import type { VerificationKey } from './key-set.ts';

/** This exact text was tried with this exact key. How that ended cannot change, so it need not be found out twice. */
export interface SignatureFact {
  readonly key: VerificationKey;
}

/** Facts by token. */
export interface SignatureMemory<Fact extends SignatureFact> {
  get(token: string): Fact | undefined;
  set(token: string, fact: Fact): void;
  readonly size: number;
}

/** What an entry costs beside its text: fact, claims, headers of their strings, the slot of the map. Measured: below 500. */
const ENTRY_BYTES = 1_024;

/**
 * Keeps the most recently used facts in two generations: what is looked up moves into the young one; when that holds half
 * of a bound it becomes the old one, and what was old is forgotten. Cheaper than a list of recent use, and as bounded.
 *
 * The text is the key of a Map: V8 hashes it with a random seed and then compares it whole, so no other text can hit.
 *
 * @param maxEntries of both generations together; at least the last half of them is there
 * @param maxBytes likewise. An entry counts `2 × length + ENTRY_BYTES + weigh(fact)`: tokens are ASCII, one byte per
 *   character, and claims are a part of the token, so their text costs at most as much again
 * @param weigh what a fact costs beyond that, in bytes
 */
export function createSignatureMemory<Fact extends SignatureFact>(
  maxEntries: number,
  maxBytes: number,
  weigh: (fact: Fact) => number = () => 0,
): SignatureMemory<Fact> {
  let young = new Map<string, Fact>();
  let old = new Map<string, Fact>();
  let youngBytes = 0;

  const keep = (token: string, fact: Fact): void => {
    const bytes = 2 * token.length + ENTRY_BYTES + weigh(fact);
    if (young.size + 1 > maxEntries / 2 || youngBytes + bytes > maxBytes / 2) {
      old = young;
      young = new Map();
      youngBytes = 0;
    }
    young.set(token, fact);
    youngBytes += bytes;
  };
  return {
    get(token) {
      const fact = young.get(token);
      if (fact !== undefined) return fact;
      const aged = old.get(token);
      if (aged !== undefined) {
        old.delete(token);
        keep(token, aged);
      }
      return aged;
    },
    set(token, fact) {
      old.delete(token);
      if (young.has(token)) young.set(token, fact);
      else keep(token, fact);
    },
    get size() {
      return young.size + old.size;
    },
  };
}
