/** Evenly spaced arrivals: the n-th begins n / rate after the start, however long the others take. */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Calls `arrive` for each arrival with the moment for which it was intended (`performance.now()`); latencies are counted from there,
 * so that neither a slow server nor a late timer hides what a caller would have waited. Arrivals that are due are made up for at once.
 * @param rate arrivals per second
 * @param durationMs how long
 */
export async function evenly(
  rate: number,
  durationMs: number,
  arrive: (n: number, intended: number) => void,
): Promise<void> {
  const start = performance.now();
  const total = Math.round((rate * durationMs) / 1000);
  for (let n = 0; n < total; ) {
    const intended = start + (n * 1000) / rate;
    const early = intended - performance.now();
    if (early > 0) {
      await sleep(early < 1 ? 1 : Math.floor(early));
      continue;
    }
    arrive(n, intended);
    n += 1;
  }
}
