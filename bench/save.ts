/** Writes what a run has found into the checkout: results, plots, and the tables of the page on performance. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { titleOf } from './cells.ts';
import type { Costs } from './costs.ts';
import type { Goal } from './goals.ts';
import { inWords, type MachineFacts } from './machine.ts';
import type { Measured } from './measure.ts';
import { between, costTables, goalTable, operationTable } from './performance-page.ts';
import { latencyPlot, ratioPlot } from './plot.ts';
import { curveOf, type Report } from './report.ts';

export interface Results {
  readonly machine: MachineFacts;
  /** Of the command. */
  readonly options: object;
  readonly report: Report;
  readonly goals: readonly Goal[];
  readonly measured: readonly Measured[];
  readonly costs: Costs | null;
}

const ROOT = new URL('../', import.meta.url);

/** @returns the files, relative to the checkout */
export async function saveResults(results: Results): Promise<string[]> {
  const { machine, options, report, goals, measured, costs } = results;
  const foot = inWords(machine);
  const files: Record<string, string> = {
    'bench/results.json': `${JSON.stringify({ machine, options, ...report, goals, costs, runs: measured.map(withoutCurves) }, null, 1)}\n`,
  };
  if (report.scenarios.some(({ ratio }) => ratio !== undefined))
    files['docs/images/bench-ratios.svg'] = ratioPlot(report.scenarios, foot);
  const open = measured.findLast(({ cell }) => cell.rate !== null) ?? measured.at(-1);
  if (open !== undefined) {
    const curves = Object.entries(open.runs).map(([name, runs]) => ({ name, curve: curveOf(runs) }));
    files['docs/images/bench-latency.svg'] = latencyPlot(`Latency: ${titleOf(open.cell)}`, curves, foot);
  }
  const page = 'docs/performance.md';
  let text = await readFile(new URL(page, ROOT), 'utf8');
  text = between(text, 'machine', `Measured by \`todo-api bench\`: ${foot}.`);
  text = between(text, 'operations', operationTable(measured, costs));
  if (costs !== null) {
    text = between(text, 'goals', goalTable(goals));
    for (const [name, table] of Object.entries(costTables(costs))) text = between(text, name, table);
  }
  files[page] = text;
  await mkdir(new URL('docs/images/', ROOT), { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(new URL(file, ROOT), content);
  return Object.keys(files);
}

const withoutCurves = ({ cell, runs }: Measured) => ({
  ...cell,
  ...Object.fromEntries(Object.entries(runs).map(([name, all]) => [name, all.map(({ curve: _, ...run }) => run)])),
});
