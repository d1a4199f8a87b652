/** The goals that a comparison is held against, as data: each finds its number in what was measured. */
import type { Costs } from './costs.ts';
import type { Measured } from './measure.ts';
import { type Line, median } from './report.ts';

export interface Goal {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  readonly ok: boolean;
}

/** Requests per second as a share of the baseline's. */
const RATIOS: Readonly<Record<string, number>> = {
  list: 1,
  get: 1,
  create: 0.8,
  update: 0.8,
  toggle: 0.8,
  verify: 3,
  refused: 1,
};
const WHOLE_P95_MS = 100;
const AUTH_P95_MS = 5;
const RSS_MB = 200;
const MANY = 1_000;
const DISTANCE_MS = 5;
const DISTANT = 1.3;
const FLAT = 1.5;

export function goalsOf(lines: readonly Line[], measured: readonly Measured[], costs: Costs): Goal[] {
  const goals: Goal[] = [];
  const most = (name: string, limit: number, value: number, unit: string) =>
    goals.push({ name, wanted: `≤ ${limit}${unit}`, measured: `${value}${unit}`, ok: value <= limit });

  for (const { name, connections, rate, ratio, p95, auth_p95 } of lines) {
    const least = RATIOS[name];
    if (ratio !== undefined && least !== undefined && rate === null && connections < MANY) {
      const spread = `${ratio.median} (${ratio.low}–${ratio.high})`;
      goals.push({
        name: `${name} at ${connections} connections, × baseline`,
        wanted: `≥ ${least}`,
        measured: spread,
        ok: ratio.median >= least,
      });
    }
    if (connections < MANY) continue;
    most(
      rate === null ? `${name} p95 at ${connections} connections` : `${name} p95 at ${rate} requests/s`,
      WHOLE_P95_MS,
      p95,
      ' ms',
    );
    if (auth_p95 !== null)
      most(
        `JWT validation p95, ${name} at ${rate === null ? `${connections} connections` : `${rate} requests/s`}`,
        AUTH_P95_MS,
        auth_p95,
        ' ms',
      );
  }
  const resident = measured
    .filter(({ cell }) => cell.connections >= MANY)
    .flatMap(({ runs }) => runs['todo-api'] ?? []);
  if (resident.length > 0)
    most('resident memory at 1,000 connections', RSS_MB, Math.max(...resident.map(({ rss_mb }) => rss_mb ?? 0)), ' MB');
  for (const { operation, roundTrips } of costs.wire)
    most(`round trips of ${operation}`, isRead(operation) ? 1 : 2, roundTrips, '');
  const distant = costs.distance.find(({ ms }) => ms === DISTANCE_MS);
  if (distant !== undefined)
    most(
      `list p50 with ${DISTANCE_MS} ms to the database, × baseline`,
      DISTANT,
      median([distant.list / distant.baselineList]),
      '',
    );
  const [small, ...large] = costs.pages;
  for (const page of small === undefined ? [] : large)
    most(`${page.name}, × ${small?.name}`, FLAT, median([page.p50 / (small?.p50 ?? 1)]), '');
  return goals;
}

const isRead = (operation: string): boolean => operation === 'list' || operation === 'get';
