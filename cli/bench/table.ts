/** The report as a table for a person. */
import type { Goal } from '../../bench/goals.ts';
import type { Line } from '../../bench/report.ts';

const HEAD = ['scenario', 'load', 'requests/s', 'p50 ms', 'p95 ms', 'p99 ms', 'auth p95 ms'];
const COMPARED = ['baseline/s', 'baseline p95', 'ratio', 'low–high'];

export function tableOf(lines: readonly Line[]): string {
  const compared = lines.some(({ ratio }) => ratio !== undefined);
  return aligned([compared ? [...HEAD, ...COMPARED] : HEAD, ...lines.map((line) => rowOf(line))]);
}

export const goalsTable = (goals: readonly Goal[]): string =>
  aligned([
    ['goal', 'wanted', 'measured', ''],
    ...goals.map(({ name, wanted, measured, ok }) => [name, wanted, measured, ok ? 'ok' : 'MISSED']),
  ]);

function rowOf({ name, connections, rate, baseline, ratio, ...own }: Line): string[] {
  const load = rate === null ? `${connections} connections` : `${rate}/s`;
  const times = [own.p50, own.p95, own.p99].map((ms) => ms.toFixed(2));
  const row = [
    name,
    load,
    String(own.requests_per_second),
    ...times,
    own.auth_p95 === null ? '–' : own.auth_p95.toFixed(2),
  ];
  if (baseline === undefined || ratio === undefined) return row;
  return [
    ...row,
    String(baseline.requests_per_second),
    baseline.p95.toFixed(2),
    ratio.median.toFixed(2),
    `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
  ];
}

/** Text to the left in the first two columns, numbers to the right in the others. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const cell = (text: string, i: number) => (i < 2 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0));
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
