/** The generated tables of docs/performance.md, in Markdown. */
import type { Costs } from './costs.ts';
import type { Goal } from './goals.ts';
import type { Measured, Run } from './measure.ts';
import { median } from './report.ts';

/** Replaces what stands between the markers of this name. @throws Error when the page has none */
export function between(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`docs/performance.md lacks the markers ${start} … ${end}`);
  return `${page.slice(0, from + start.length)}\n${text}\n${page.slice(to)}`;
}

/** What a request costs, and what one core serves: at the closed load with the fewest connections. */
export function operationTable(measured: readonly Measured[], costs: Costs | null): string {
  const closed = measured.filter(({ cell }) => cell.rate === null);
  const fewest = Math.min(...closed.map(({ cell }) => cell.connections));
  const rows = closed
    .filter(({ cell }) => cell.connections === fewest)
    .map(({ cell, runs }) => {
      const own = runs['todo-api'] ?? [];
      const cpu = cpuOf(own);
      const wire = costs?.wire.find(({ operation }) => operation === cell.scenario);
      return [
        cell.scenario,
        shown(cpu),
        shown(cpuOf(runs['baseline'] ?? [])),
        cpu === null ? '–' : String(Math.round(1e6 / cpu)),
        shown(median(own.map(({ bytes }) => bytes ?? 0))),
        ...(costs === null
          ? []
          : [shown(wire?.roundTrips ?? null), shown(wire?.bytesSent ?? null), shown(wire?.bytesReceived ?? null)]),
      ];
    });
  const head = ['operation', 'CPU, µs', 'baseline, µs', 'one core serves, 1/s', 'answer, bytes'];
  const wireHead = costs === null ? [] : ['round trips', 'bytes to the database', 'and back'];
  return table([[...head, ...wireHead], ...rows]);
}

export const goalTable = (goals: readonly Goal[]): string =>
  table([
    ['goal', 'wanted', 'measured', ''],
    ...goals.map(({ name, wanted, measured, ok }) => [name, wanted, measured, ok ? 'holds' : '**missed**']),
  ]);

export const costTables = ({ distance, pages }: Costs): Record<string, string> => ({
  distance: table([
    ['distance, ms', 'list p50, ms', 'baseline', 'toggle p50, ms', 'baseline'],
    ...distance.map((row) =>
      [row.ms, row.list, row.baselineList, row.toggle, row.baselineToggle].map((value) => shown(value)),
    ),
  ]),
  pages: table([['page of 20', 'p50, ms'], ...pages.map(({ name, p50 }) => [name, shown(p50)])]),
});

function cpuOf(runs: readonly Run[]): number | null {
  const known = runs.flatMap(({ cpu_us }) => cpu_us ?? []);
  return known.length === 0 ? null : Math.round(median(known));
}

const shown = (value: number | null): string => (value === null ? '–' : String(Math.round(value * 100) / 100));

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
