/** Doing work again after a fault of the database, where nothing can happen twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Retry, retryOf, toAppError } from './database-faults.ts';

/** How often each kind of fault is met before giving up; `connect` is bounded by time alone. */
const LIMITS: Readonly<Record<Retry, number>> = { never: 0, once: 1, unprepare: 1, conflict: 3, connect: Infinity };

/** The first pause before connecting again, in ms; it doubles. Jitter keeps instances that lost the same server apart. */
const FIRST_PAUSE_MS = 25;

/**
 * Runs `work`, and again after faults from before COMMIT (see `Retry`).
 * @param work makes its own fresh transaction each time
 * @param connectForMs how long to go on trying to connect: a waking database needs some hundred milliseconds
 * @param onUnprepare told that the pooler does not hold prepared statements
 * @throws AppError always, whatever was thrown inside
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  connectForMs: number,
  onUnprepare: () => void,
): Promise<T> {
  const met: Record<Retry, number> = { never: 0, once: 0, unprepare: 0, conflict: 0, connect: 0 };
  const deadline = performance.now() + connectForMs;
  for (let pause = FIRST_PAUSE_MS; ; ) {
    try {
      return await work();
    } catch (error) {
      const retry = retryOf(error);
      met[retry] += 1;
      if (met[retry] > LIMITS[retry]) throw toAppError(error);
      if (retry === 'unprepare') onUnprepare();
      if (retry === 'connect' || retry === 'conflict') {
        const wait = pause * (0.5 + Math.random());
        pause *= 2;
        if (retry === 'connect' && performance.now() + wait > deadline) throw toAppError(error);
        await sleep(wait);
      }
    }
  }
}
