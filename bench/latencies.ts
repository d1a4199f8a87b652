/** Latencies in a histogram, and what is read from it. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The points of a latency curve: [percentile, ms]. */
export type Curve = readonly (readonly [percentile: number, ms: number])[];

const CURVE = [1, 5, 10, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.9];

/** The histogram counts whole units from 1 on: nanoseconds, so that also a look into a memory is told from nothing. */
const UNIT = 1e6;

export class Latencies {
  // Three digits: a value is off by a thousandth at most.
  #histogram: RecordableHistogram = createHistogram({ figures: 3 });

  /** @param ms from the intended start to the last byte */
  record(ms: number): void {
    this.#histogram.record(Math.max(1, Math.round(ms * UNIT)));
  }

  get count(): number {
    return this.#histogram.count;
  }

  /** 0 when nothing was recorded. */
  percentile(percentile: number): number {
    return this.count === 0 ? 0 : round(this.#histogram.percentile(percentile) / UNIT);
  }

  percentiles(): Percentiles {
    return { p50: this.percentile(50), p95: this.percentile(95), p99: this.percentile(99) };
  }

  curve(): Curve {
    return CURVE.map((percentile) => [percentile, this.percentile(percentile)] as const);
  }
}

/** Three places are what a histogram of three digits is worth at a millisecond. */
export const round = (value: number): number => Math.round(value * 1000) / 1000;
