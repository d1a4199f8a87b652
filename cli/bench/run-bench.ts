/** One run of `todo-api bench`, from its options to the exit code. */
import { type Cell, planCells, titleOf } from '../../bench/cells.ts';
import { type Costs, measureCosts } from '../../bench/costs.ts';
import { createEnvironment } from '../../bench/environment.ts';
import { type Goal, goalsOf } from '../../bench/goals.ts';
import { dismissGuest, inviteGuest } from '../../bench/guests.ts';
import { machineFacts } from '../../bench/machine.ts';
import { type Measured, measureCells } from '../../bench/measure.ts';
import { misses, reportOf } from '../../bench/report.ts';
import { saveResults } from '../../bench/save.ts';
import type { BenchUser } from '../../bench/scenarios.ts';
import { runningSubject, type Subject } from '../../bench/subject.ts';
import type { BenchOptions } from '../bench.ts';
import { ExitError } from '../exit.ts';
import { print, printJson, say, styled } from '../output.ts';
import { databaseServer } from './database-server.ts';
import { endProgress, showProgress } from './progress.ts';
import { goalsTable, tableOf } from './table.ts';

/** What a run has found. */
interface Findings {
  readonly measured: readonly Measured[];
  /** With `--compare` only. */
  readonly costs?: Costs;
  readonly postgres?: string;
}

/** @returns the exit code: 1 when the budget is missed; 0 also after a signal, when everything is taken down again */
export async function runBench(options: BenchOptions): Promise<number> {
  const cells = cellsOf(options);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    const find = options.url === undefined ? findOnOwnServers : findOnRunningServer;
    return show(await find(options, cells, stop.signal), options);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    say('Stopped before the end: no verdict.');
    return 0;
  } finally {
    endProgress();
  }
}

function cellsOf({ scenario, connections, rate }: BenchOptions): Cell[] {
  try {
    return planCells({ scenarios: scenario, connections, rate });
  } catch (error) {
    throw new ExitError(2, (error as Error).message, { cause: error }); // it throws nothing but RangeErrors
  }
}

async function findOnOwnServers(options: BenchOptions, cells: readonly Cell[], signal: AbortSignal): Promise<Findings> {
  await using server = await databaseServer();
  say(`Making the data set: ${options.users} users × ${options.tasks} tasks`);
  await using environment = await createEnvironment(server.url, { users: options.users, tasksPerUser: options.tasks });
  const { users, dataset } = environment;
  const service = await environment.service();
  const subjects = options.compare === undefined ? [service] : [await environment.baseline(), service];
  const measured = await measure(options, cells, subjects, users, signal);
  if (options.compare === undefined) return { measured, postgres: dataset.postgres };
  const costs = await measureCosts(environment, service, signal, (what) => showProgress(0, 1, what));
  return { measured, costs, postgres: dataset.postgres };
}

async function findOnRunningServer(
  options: BenchOptions,
  cells: readonly Cell[],
  signal: AbortSignal,
): Promise<Findings> {
  const tokens = (process.env['TODO_API_TOKEN'] ?? '').split(/[\s,]+/).filter((token) => token !== '');
  const origin = options.url ?? '';
  if (tokens.length === 0) {
    throw new ExitError(2, 'Set TODO_API_TOKEN to one or more tokens that the server accepts, separated by blanks.');
  }
  const users: BenchUser[] = [];
  try {
    for (const token of tokens) users.push(await inviteGuest(origin, token));
    return { measured: await measure(options, cells, [runningSubject(origin)], users, signal) };
  } catch (error) {
    // fetch hides what happened behind a TypeError.
    if (error instanceof TypeError)
      throw new ExitError(3, `${origin} cannot be reached: ${String(error.cause)}`, { cause: error });
    throw error;
  } finally {
    for (const user of users) await dismissGuest(origin, user);
  }
}

const measure = (
  options: BenchOptions,
  cells: readonly Cell[],
  subjects: readonly Subject[],
  users: readonly BenchUser[],
  signal: AbortSignal,
) =>
  measureCells(cells, subjects, {
    users,
    durationMs: options.duration * 1000,
    rounds: options.compare === undefined ? 1 : options.rounds,
    signal,
    onProgress: (done, all, cell, subject) => showProgress(done, all, `${subject.name}: ${titleOf(cell)}`),
  });

async function show({ measured, costs, postgres }: Findings, options: BenchOptions): Promise<number> {
  endProgress();
  const report = reportOf(measured, options.budget);
  const goals: Goal[] = costs === undefined ? [] : goalsOf(report.scenarios, measured, costs);
  const compared = costs === undefined ? {} : { goals, costs };
  if (options.save) {
    const files = await saveResults({
      machine: machineFacts(postgres ?? null),
      options,
      report,
      goals,
      measured,
      costs: costs ?? null,
    });
    for (const file of files) say(`written: ${file}`);
  }
  if (options.json) printJson({ ...report, ...compared });
  else {
    print(tableOf(report.scenarios));
    if (costs !== undefined) print(`\n${goalsTable(goals)}`);
  }
  for (const miss of misses(measured, options.budget)) say(styled('red', `✗ ${miss}`));
  if (report.ok) say(styled('green', `✓ within the budget of ${options.budget} ms at p95`));
  return report.ok ? 0 : 1;
}
