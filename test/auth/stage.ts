/** A verifier whose clock the test moves, with a fake issuer behind it. */
import { createTokenVerifier, type TokenVerifier } from '../../src/auth/token-verifier.ts';
import type { TokenConfig } from '../../src/config.ts';
import { AppError } from '../../src/errors.ts';
import { type FakeIssuer, startFakeIssuer, trusting } from '../support/issuer.ts';
import { createForge, type Deviation, type Forge, PUBLISHED_KEYS } from './attacks/forge.ts';

/** What may be otherwise. */
export interface StageOptions {
  /** Times of the key source, in seconds. */
  readonly keys?: { cooldown?: number; maxAge?: number; maxStale?: number };
  readonly policy?: Partial<TokenConfig>;
  readonly published?: object[];
}

export interface Stage {
  readonly issuer: FakeIssuer;
  readonly forge: Forge;
  readonly verifier: TokenVerifier;
  /** What the verifier logged. */
  readonly log: { level: 'info' | 'warn'; facts: object; message: string }[];
  /** Lets so many seconds pass, or go back. */
  pass(seconds: number): void;
  /** A token that lives for a day. */
  token(deviation?: Deviation): string;
  /** `ok`, or the code of the refusal. */
  outcome(token: string): Promise<string>;
  /** Likewise of so many tokens at once, each naming a key of its own that nobody publishes. */
  unknown(count: number): Promise<Set<string>>;
}

/** Keys are not fetched yet. */
export async function setStage(
  t: { after(fn: () => unknown): void },
  { keys, policy, published = PUBLISHED_KEYS }: StageOptions = {},
): Promise<Stage> {
  const issuer = await startFakeIssuer(t, published);
  const forge = createForge(issuer.origin, 'http://127.0.0.1:9');
  const log: Stage['log'] = [];
  let passed = 0;
  const verifier = createTokenVerifier(
    { ...trusting(issuer, keys), ...policy },
    {
      now: () => Date.now() + passed * 1_000,
      log: {
        info: (facts: object, message: string) => log.push({ level: 'info', facts, message }),
        warn: (facts: object, message: string) => log.push({ level: 'warn', facts, message }),
      },
    },
  );
  t.after(verifier.close);
  const outcome = async (token: string): Promise<string> => {
    try {
      await verifier.verify(token);
      return 'ok';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  };
  let serial = 0;
  return {
    issuer,
    forge,
    verifier,
    log,
    outcome,
    pass(seconds) {
      passed += seconds;
    },
    token: ({ payload = {}, ...deviation } = {}) =>
      forge.token({ ...deviation, payload: { exp: forge.now + 86_400, ...(payload as object) } }),
    async unknown(count) {
      const tokens = Array.from({ length: count }, () => forge.token({ header: { kid: `nobody-${serial++}` } }));
      return new Set(await Promise.all(tokens.map(outcome)));
    },
  };
}
