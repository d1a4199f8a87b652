/** The mode of a published key set: fetched lazily, refreshed in the background, held through outages for a bounded time. */
import type { KeyConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { type Fetch, fetchKeySet } from './fetch-key-set.ts';
import { importKeySet, type KeySet } from './key-set.ts';
import type { KeySource } from './key-source.ts';

/** How long a request waits whose key is at hand but past its age: an issuer that hangs shall be noticed as little as one that is gone. */
const PATIENCE_MS = 1_000;

/** What a key source tells of: a fetch that succeeded, or did not. */
export interface KeySourceLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** How a key source reaches the world. */
export interface KeySourceOptions {
  /** As pino has it. */
  readonly log: KeySourceLog;
  /** Milliseconds since the epoch. Not the monotonic clock: that one stands still while a machine is suspended. */
  readonly now: () => number;
  readonly fetch: Fetch;
}

/**
 * Keeps the issuer's keys. One fetch at a time, and none within the cooldown after the last, however it ended.
 *
 * Within half of `maxAge` nothing is fetched but for an unknown `kid`; after that the next request starts a refresh in the
 * background; from `maxAge` on requests wait for it, unless the issuer is known to fail: then the old keys serve until
 * `maxStale` is over. So a removed key is gone within `maxAge`, and an outage goes unnoticed.
 */
export function createPublishedKeys(
  config: Extract<KeyConfig, { mode: 'jwks' }>,
  algorithms: readonly string[],
  { log, now, fetch }: KeySourceOptions,
): KeySource {
  const { url, cooldown, maxAge, maxStale } = config;
  const closing = new AbortController();
  let set: KeySet | null = null;
  let fetchedAt = Number.NaN;
  let attemptedAt = Number.NaN;
  let failure: string | null = null;
  let flight: Promise<void> | null = null;
  let patience: Promise<void> = Promise.resolve();

  /** Whether fewer than so many seconds have passed; false before the first time, and when the clock was set back. */
  const isWithin = (seconds: number, since: number) => now() - since >= 0 && now() - since < seconds * 1_000;
  const isFresh = () => isWithin(maxAge, fetchedAt);
  const isServing = () => set !== null && (isFresh() || (failure !== null && isWithin(maxAge + maxStale, fetchedAt)));

  const attempt = async (): Promise<void> => {
    const startedAt = now();
    const { promise, resolve } = Promise.withResolvers<void>();
    patience = promise;
    const overdue = setTimeout(() => {
      failure ??= `no answer within ${PATIENCE_MS} ms`;
      resolve();
    }, PATIENCE_MS).unref();
    try {
      set = await importKeySet(await fetchKeySet(url, fetch, closing.signal), algorithms, set);
      fetchedAt = startedAt; // a key removed while the answer was on its way counts from here
      failure = null;
      log.info({ kids: [...set.kids], usable: set.keys.size }, 'key set fetched');
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      if (!closing.signal.aborted) log.warn({ url: url.origin + url.pathname, reason: failure }, 'key set not fetched');
    } finally {
      clearTimeout(overdue);
      attemptedAt = now();
      flight = null;
    }
  };
  /** A healthy issuer is also asked when the set has reached an age below the cooldown: removed keys must go. */
  const mayFetch = () => !isWithin(cooldown, attemptedAt) || (set !== null && failure === null && !isFresh());
  /** Resolves when the fetch under way, or a new one if it is time for one, is over. Never rejects. */
  const refresh = (): Promise<void> => {
    if (flight === null && mayFetch() && !closing.signal.aborted) flight = attempt();
    return flight ?? Promise.resolve();
  };
  const refreshWhenDue = () => {
    if (!isWithin(maxAge / 2, fetchedAt)) void refresh();
  };
  const unavailable = () => {
    const wait = isWithin(cooldown, attemptedAt) ? cooldown - (now() - attemptedAt) / 1_000 : 1;
    return new AppError('keys_unavailable', {
      detail: `No usable keys from ${url.origin + url.pathname}: ${failure ?? 'the key set has none'}.`,
      headers: { 'retry-after': String(Math.max(1, Math.ceil(wait))) },
    });
  };

  return {
    holds(key) {
      refreshWhenDue();
      return isServing() && set?.keys.has(key) === true;
    },
    async find(kid, alg) {
      if (typeof kid !== 'string' || typeof alg !== 'string') return null;
      refreshWhenDue();
      const known = isServing() ? set?.find(kid, alg) : undefined;
      if (known !== undefined) return known;
      // Too old, or a new key that the issuer has only just published.
      await (set?.find(kid, alg) === undefined ? refresh() : Promise.race([refresh(), patience]));
      const key = isServing() ? set?.find(kid, alg) : undefined;
      if (key !== undefined) return key;
      // A set beyond its age cannot tell that a key is unknown, nor can one without a usable key.
      if (set === null || !isFresh() || (set.keys.size === 0 && !set.kids.has(kid))) throw unavailable();
      return null;
    },
    warm: refresh,
    held() {
      // A set that grew old while nobody asked is no outage: the next request fetches it.
      const held = set !== null && set.keys.size > 0 && (isServing() || failure === null);
      if (!held) void refresh();
      return held;
    },
    describe: () => ({ fetchedAt: set === null ? null : fetchedAt, kids: [...(set?.kids ?? [])], failure }),
    close: () => closing.abort(),
  };
}
