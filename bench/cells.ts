/** The plan of a run: which scenario is measured under which load. */
import { SCENARIOS, scenarioNamed } from './scenarios.ts';

/** One line of the report. */
export interface Cell {
  readonly scenario: string;
  readonly connections: number;
  /** Requests per second; null: closed load. */
  readonly rate: number | null;
}

export interface PlanOptions {
  readonly scenarios: readonly string[] | undefined;
  readonly connections: readonly number[] | undefined;
  readonly rate: number | undefined;
}

const CLOSED = [10, 100];
/** The concurrent users of SC-002. */
const MANY = 1_000;
const RATE = 1_000;

/**
 * Without options: every scenario at 10 and 100 connections, verification at 1,000, and the mix at 1,000 requests per second.
 * `connections` are those of closed load, `rate` is that of open load; given alone, each leaves out the other.
 * @throws RangeError for a scenario that there is not
 */
export function planCells({ scenarios, connections, rate }: PlanOptions): Cell[] {
  const names = scenarios?.map((name) => scenarioNamed(name).name) ?? SCENARIOS.map(({ name }) => name);
  if (connections !== undefined || rate !== undefined) {
    const closed = (connections ?? []).flatMap((n) =>
      names.map((scenario) => ({ scenario, connections: n, rate: null })),
    );
    return rate === undefined
      ? closed
      : [...closed, ...names.map((scenario) => ({ scenario, connections: MANY, rate }))];
  }
  const cells: Cell[] = CLOSED.flatMap((n) => names.map((scenario) => ({ scenario, connections: n, rate: null })));
  if (names.includes('verify')) cells.push({ scenario: 'verify', connections: MANY, rate: null });
  if (names.includes('mixed')) cells.push({ scenario: 'mixed', connections: MANY, rate: RATE });
  return cells;
}

export const titleOf = ({ scenario, connections, rate }: Cell): string =>
  rate === null ? `${scenario}, ${connections} connections` : `${scenario}, ${rate} requests/s`;
