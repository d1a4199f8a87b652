/** `todo-api bench`: load on a server, and the verdict on the budget of the specification. */
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { ExitError } from './exit.ts';

const HELP = `
Starts the server as \`serve\` does, rate limits off, on a data set of its own (1,000 users × 100 tasks) in databases that it
makes and drops: on an embedded PostgreSQL, or on the server of DATABASE_URL_UNPOOLED or DATABASE_URL if set.
With --url a server that runs already is measured, as the users whose tokens TODO_API_TOKEN holds (separated by blanks); tasks
made on the way are deleted again. Its rate limits should be off.

The budget (SC-005) is missed, exit code 1, when JWT validation takes longer at p95 anywhere; or the whole answer where it is
nothing else (verify), or where the mix arrives at a fixed rate; or when any answer was wrong or somebody else's.

Examples:
  $ todo-api bench
  $ todo-api bench --scenario list,get --connections 10,100 --duration 10
  $ todo-api bench --scenario mixed --rate 500 --json
  $ todo-api bench --compare baseline --save
  $ TODO_API_TOKEN="$TOKEN" todo-api bench --url http://127.0.0.1:3000 --scenario verify`;

/** The options as commander gives them. */
export interface BenchOptions {
  readonly duration: number;
  readonly connections?: readonly number[];
  readonly rate?: number;
  readonly scenario?: readonly string[];
  readonly compare?: 'baseline';
  readonly rounds: number;
  readonly users: number;
  readonly tasks: number;
  readonly budget: number;
  readonly url?: string;
  readonly save?: true;
  readonly json?: true;
}

export function define(command: Command): void {
  command
    .option('--duration <seconds>', 'measured time of each run', positive, 5)
    .option(
      '--connections <n,…>',
      'closed load: every connection always busy (default: 10,100; verify also 1000)',
      integers,
    )
    .option('--rate <n>', 'open load: requests per second, evenly spaced (default: the mix at 1000)', positive)
    .option(
      '--scenario <name,…>',
      'some of verify, refused, list, get, create, update, toggle, mixed (default: all)',
      list,
    )
    .addOption(
      new Option(
        '--compare <with>',
        'in turns with the bare server of bench/baseline.ts: ratios, and all goals',
      ).choices(['baseline']),
    )
    .option('--rounds <n>', 'runs of each cell with --compare; medians count', integer, 3)
    .option('--users <n>', 'of the data set', integer, 1_000)
    .option('--tasks <n>', 'of each user', integer, 100)
    .option('--budget <ms>', 'at p95', positive, 100)
    .option('--url <origin>', 'a server that runs already', origin)
    .option('--save', 'write results, plots and the tables of docs/performance.md')
    .option('--json', 'the report as JSON')
    .addHelpText('after', HELP)
    .action(async (options: BenchOptions) => {
      if (options.url !== undefined && (options.compare !== undefined || options.save)) {
        throw new ExitError(2, '--compare and --save need servers of their own: they do not go with --url.');
      }
      process.exitCode = await (await import('./bench/run-bench.ts')).runBench(options);
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

function integer(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 on.');
}

const list = (text: string): string[] => text.split(',').map((item) => item.trim());
const integers = (text: string): number[] => list(text).map(integer);

function origin(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new InvalidArgumentError('It must be an address such as http://127.0.0.1:3000.');
}
