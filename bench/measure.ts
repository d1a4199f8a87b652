/** Runs the plan: each cell on each server in turn (ABAB), so that what the machine does meanwhile hits all alike. */
import type { Cell } from './cells.ts';
import { type LoadResult, runLoad } from './load.ts';
import type { BenchUser } from './scenarios.ts';
import type { Subject } from './subject.ts';

/** One run of one cell on one server. */
export interface Run extends LoadResult {
  /** Processor time of the server for one request, µs; null for a server of somebody else. */
  readonly cpu_us: number | null;
  /** Resident memory of the server right after, MB. */
  readonly rss_mb: number | null;
}

/** All runs of a cell, by the name of the server. */
export interface Measured {
  readonly cell: Cell;
  readonly runs: Readonly<Record<string, readonly Run[]>>;
}

export interface MeasureOptions {
  readonly users: readonly BenchUser[];
  readonly durationMs: number;
  readonly rounds: number;
  readonly signal: AbortSignal;
  /** @param done how many runs are over, of `all` */
  onProgress(done: number, all: number, cell: Cell, subject: Subject): void;
}

/** A busy process takes its first second to accept 1,000 connections. */
const warmUpMs = ({ connections, rate }: Cell): number => (rate === null && connections < 500 ? 1_000 : 3_000);

export async function measureCells(
  cells: readonly Cell[],
  subjects: readonly Subject[],
  options: MeasureOptions,
): Promise<Measured[]> {
  const all = cells.length * subjects.length * options.rounds;
  const measured: Measured[] = [];
  let done = 0;
  for (const cell of cells) {
    const runs: Record<string, Run[]> = {};
    for (let round = 0; round < options.rounds; round += 1) {
      for (const subject of subjects) {
        options.onProgress(done++, all, cell, subject);
        const run = await measureOnce(cell, subject, options);
        runs[subject.name] = [...(runs[subject.name] ?? []), run];
      }
    }
    measured.push({ cell, runs });
  }
  return measured;
}

async function measureOnce(cell: Cell, subject: Subject, { users, durationMs, signal }: MeasureOptions): Promise<Run> {
  signal.throwIfAborted();
  let before = subject.usage();
  const job = { ...cell, origin: subject.origin, warmUpMs: warmUpMs(cell), durationMs, users };
  const result = await runLoad(job, () => {
    before = subject.usage();
  });
  const after = subject.usage();
  const cpuMs = before === null || after === null ? null : after.cpuMs - before.cpuMs;
  return {
    ...result,
    cpu_us: cpuMs === null || result.requests === 0 ? null : Math.round((cpuMs * 1000) / result.requests),
    rss_mb: after === null ? null : Math.round(after.rssMb),
  };
}
