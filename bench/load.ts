/** One measurement: what to send where, and what came of it. The load runs in a process of its own, so that it takes no time from a server. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Curve, Percentiles } from './latencies.ts';
import type { BenchUser } from './scenarios.ts';

/** Closed load keeps each connection busy; open load has arrivals at a fixed rate, whatever the answers take. */
export interface LoadJob {
  readonly origin: string;
  readonly scenario: string;
  readonly connections: number;
  /** Requests per second; null: closed. */
  readonly rate: number | null;
  /** Not measured: connections are accepted, and both ends get warm. */
  readonly warmUpMs: number;
  readonly durationMs: number;
  readonly users: readonly BenchUser[];
}

/** Times in ms, of the measured part alone. */
export interface LoadResult extends Percentiles {
  readonly requests: number;
  readonly requests_per_second: number;
  /** JWT validation inside the server (`Server-Timing: auth`); null where it says nothing or no token is accepted. */
  readonly auth_p95: number | null;
  /** Bytes of an answer on average, head included; null for open load. */
  readonly bytes: number | null;
  readonly curve: Curve;
  /** What should not have happened, counted: by status, `foreign` for a body of somebody else, or by error. */
  readonly failures: Readonly<Record<string, number>>;
}

/** What the load process says: first that measuring begins, then the result. */
export type LoadMessage = { readonly measuring: true } | { readonly result: LoadResult };

/** Collections of garbage that are short and on one thread: of 10 to 30 ms by default, they showed as the p99 of whatever was measured. */
const FLAGS = ['--max-semi-space-size=2', '--no-parallel-scavenge'];

/**
 * @param onMeasuring called when the warm-up is over
 * @throws Error when the load process fails
 */
export async function runLoad(job: LoadJob, onMeasuring: () => void = () => {}): Promise<LoadResult> {
  const child = fork(fileURLToPath(new URL('./load-process.ts', import.meta.url)), {
    execArgv: FLAGS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    child.send(job);
    return await new Promise<LoadResult>((resolve, reject) => {
      child.on('message', (message: LoadMessage) => ('result' in message ? resolve(message.result) : onMeasuring()));
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(new Error(`The load process ended without a result (${signal ?? `exit code ${code}`})`)),
      );
    });
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, 'exit');
    }
  }
}
