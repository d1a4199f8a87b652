/** From runs to the report: medians, ratios with their spread, and the verdict on the budget. */
import { type Cell, titleOf } from './cells.ts';
import { type Curve, type Percentiles, round } from './latencies.ts';
import type { Measured, Run } from './measure.ts';

/** One server in one cell: medians of its runs. Times in ms. */
export interface Summary extends Percentiles {
  readonly requests_per_second: number;
  readonly auth_p95: number | null;
}

/** The service's share of the baseline's requests per second: the median of the rounds, and the lowest and highest. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Line extends Summary {
  readonly name: string;
  readonly connections: number;
  readonly rate: number | null;
  /** With `--compare baseline` only. */
  readonly baseline?: Summary;
  readonly ratio?: Ratio;
}

export interface Report {
  /** Whether every line is within the budget and nothing failed. */
  readonly ok: boolean;
  readonly budget_ms: number;
  readonly scenarios: readonly Line[];
}

const OWN = 'todo-api';

export function reportOf(measured: readonly Measured[], budgetMs: number): Report {
  const scenarios = measured.map(lineOf);
  const ok = misses(measured, budgetMs).length === 0;
  return { ok, budget_ms: budgetMs, scenarios };
}

/**
 * What misses the budget, or went wrong, in words. JWT validation inside the server must be within the budget at p95 everywhere
 * (SC-005). Where a request is nothing but a validation, and where the load is that of 1,000 users and not as much as possible, the
 * whole answer must be: the strictest reading.
 */
export function misses(measured: readonly Measured[], budgetMs: number): string[] {
  return measured.flatMap(({ cell, runs }) => {
    const own = summaryOf(runs[OWN] ?? []);
    const wholeCounts = cell.scenario === 'verify' || (cell.scenario === 'mixed' && cell.rate !== null);
    const found: string[] = [];
    if (own.auth_p95 !== null && own.auth_p95 >= budgetMs)
      found.push(`${titleOf(cell)}: JWT validation p95 ${own.auth_p95} ms`);
    if (wholeCounts && own.p95 >= budgetMs) found.push(`${titleOf(cell)}: p95 ${own.p95} ms`);
    for (const [what, count] of failuresOf(runs[OWN] ?? [])) found.push(`${titleOf(cell)}: ${count} × ${what}`);
    if (runs[OWN]?.some(({ requests }) => requests === 0)) found.push(`${titleOf(cell)}: no answer was measured`);
    return found;
  });
}

function lineOf({ cell, runs }: Measured): Line {
  const { scenario: name, connections, rate } = cell;
  const line = { name, connections, rate, ...summaryOf(runs[OWN] ?? []) };
  const baseline = runs['baseline'];
  return baseline === undefined
    ? line
    : { ...line, baseline: summaryOf(baseline), ratio: ratioOf(cell, runs[OWN] ?? [], baseline) };
}

function summaryOf(runs: readonly Run[]): Summary {
  const auth = runs.flatMap(({ auth_p95 }) => auth_p95 ?? []);
  return {
    requests_per_second: Math.round(median(runs.map((run) => run.requests_per_second))),
    p50: median(runs.map(({ p50 }) => p50)),
    p95: median(runs.map(({ p95 }) => p95)),
    p99: median(runs.map(({ p99 }) => p99)),
    auth_p95: auth.length === 0 ? null : median(auth),
  };
}

/** Of each round, so that both sides had the same weather. Under open load the rate is given, and the latency tells. */
function ratioOf({ rate }: Cell, own: readonly Run[], baseline: readonly Run[]): Ratio {
  const ratios = own.map((run, i) => {
    const other = baseline[i];
    if (other === undefined) return 0;
    return rate === null ? run.requests_per_second / other.requests_per_second : other.p95 / run.p95;
  });
  return {
    median: hundredths(median(ratios)),
    low: hundredths(Math.min(...ratios)),
    high: hundredths(Math.max(...ratios)),
  };
}

function failuresOf(runs: readonly Run[]): [string, number][] {
  const all: Record<string, number> = {};
  for (const { failures } of runs)
    for (const [what, count] of Object.entries(failures)) all[what] = (all[what] ?? 0) + count;
  return Object.entries(all);
}

/** The median of each point, for the plot. */
export const curveOf = (runs: readonly Run[]): Curve =>
  (runs[0]?.curve ?? []).map(
    ([percentile], i) => [percentile, median(runs.map(({ curve }) => curve[i]?.[1] ?? 0))] as const,
  );

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return round(((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2);
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;
