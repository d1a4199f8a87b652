/** At most a third of the connections for any one user: a flood or a slow lock of one does not slow the others. */
import { AppError } from '../errors.ts';

/** Requests of one user that may wait for their turn; each is some hundred bytes. Beyond it the user is told to slow down. */
const MAX_WAITING = 1_000;

interface Waiter {
  readonly admit: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Lets the work of each user through in order of arrival, a few at a time. */
export class FairShare {
  readonly #limit: number;
  readonly #waitMs: number;
  #atWork = new Map<string, number>();
  #waiting = new Map<string, Set<Waiter>>();

  /**
   * @param connections of the pool
   * @param waitMs longest wait for one's turn
   */
  constructor(connections: number, waitMs: number) {
    this.#limit = Math.ceil(connections / 3);
    this.#waitMs = waitMs;
  }

  /**
   * Does the work as soon as it is the user's turn.
   * @throws AppError `pool_exhausted` when that takes too long, `rate_limited` when too many are waiting already
   */
  async run<T>(userId: string, work: () => Promise<T>): Promise<T> {
    const atWork = this.#atWork.get(userId) ?? 0;
    if (atWork < this.#limit) this.#atWork.set(userId, atWork + 1);
    else await this.#turn(userId);
    try {
      return await work();
    } finally {
      this.#leave(userId);
    }
  }

  #turn(userId: string): Promise<void> {
    const queue = this.#waiting.get(userId) ?? new Set();
    if (queue.size >= MAX_WAITING) {
      const detail = `${MAX_WAITING} requests of this user are waiting already: send fewer at once.`;
      throw new AppError('rate_limited', { detail, headers: { 'retry-after': '1' } });
    }
    this.#waiting.set(userId, queue);
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#forget(userId, queue, waiter);
        reject(
          new AppError('pool_exhausted', {
            detail: `The user's share of connections was busy for ${this.#waitMs} ms.`,
          }),
        );
      };
      const waiter = { admit: resolve, timer: setTimeout(giveUp, this.#waitMs) };
      queue.add(waiter);
    });
  }

  /** Hands the place over to the one who waits longest, if any. */
  #leave(userId: string): void {
    const queue = this.#waiting.get(userId);
    const [next] = queue ?? [];
    if (queue !== undefined && next !== undefined) {
      this.#forget(userId, queue, next);
      clearTimeout(next.timer);
      next.admit();
      return;
    }
    const left = (this.#atWork.get(userId) ?? 1) - 1;
    if (left === 0) this.#atWork.delete(userId);
    else this.#atWork.set(userId, left);
  }

  #forget(userId: string, queue: Set<Waiter>, waiter: Waiter): void {
    queue.delete(waiter);
    if (queue.size === 0) this.#waiting.delete(userId);
  }
}
