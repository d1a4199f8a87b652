/** What one load measured and checked; nothing counts before {@link Tally.begin}, but faults do from the first request on. */
import { Latencies, round } from './latencies.ts';
import type { LoadResult } from './load.ts';
import { belongsTo } from './ownership.ts';
import type { PreparedRequest } from './scenarios.ts';

const AUTH_TIMING = /\bauth;dur=([\d.]+)/;

export class Tally {
  #whole = new Latencies();
  #auth = new Latencies();
  #bytes = 0;
  #sized = 0;
  #failures: Record<string, number> = {};
  #began: number | null = null;
  #ended: number | null = null;

  begin(): void {
    this.#began = performance.now();
  }

  /** Answers that come later are no longer measured. */
  end(): void {
    this.#ended ??= performance.now();
  }

  fail(what: string): void {
    this.#failures[what] = (this.#failures[what] ?? 0) + 1;
  }

  /** Looks whether the answer is the right one, and the caller's. */
  check(request: PreparedRequest, status: number, body: string): void {
    if (status !== request.status) this.fail(`status ${status}`);
    else if (request.owner !== null && !belongsTo(request.owner, body)) this.fail('foreign');
  }

  /** @param timing the answer's `Server-Timing`; only of requests whose token is accepted */
  time(ms: number, timing: string | undefined): void {
    if (this.#began === null || this.#ended !== null) return;
    this.#whole.record(ms);
    const auth = timing === undefined ? null : AUTH_TIMING.exec(timing);
    if (auth !== null) this.#auth.record(Number(auth[1]));
  }

  size(bytes: number): void {
    this.#bytes += bytes;
    this.#sized += 1;
  }

  result(): LoadResult {
    this.end();
    const seconds = ((this.#ended ?? 0) - (this.#began ?? this.#ended ?? 0)) / 1000;
    return {
      requests: this.#whole.count,
      requests_per_second: seconds > 0 ? round(this.#whole.count / seconds) : 0,
      ...this.#whole.percentiles(),
      auth_p95: this.#auth.count === 0 ? null : this.#auth.percentile(95),
      bytes: this.#sized === 0 ? null : Math.round(this.#bytes / this.#sized),
      curve: this.#whole.curve(),
      failures: this.#failures,
    };
  }
}
