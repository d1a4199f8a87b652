/** The program `todo-api`: one file per command, loaded only when it is called. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { exitCodeOf, isUsageShown, report } from './exit.ts';
import { surviveClosedPipes } from './output.ts';

/** What a command's file gives: it adds arguments, options, examples and the action to the command. */
interface CommandModule {
  define(command: Command): void;
}

const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<CommandModule> }>> = {
  serve: { summary: 'run the server', load: () => import('./serve.ts') },
  openapi: { summary: 'print the OpenAPI document', load: () => import('./openapi.ts') },
  migrate: { summary: 'bring the database schema up, or take it back', load: () => import('./migrate.ts') },
  doctor: { summary: 'find what a deployment has wrong', load: () => import('./doctor.ts') },
  'verify-token': { summary: 'explain check by check why a token is refused', load: () => import('./verify-token.ts') },
  prove: { summary: 'attack a running server as two users', load: () => import('./prove.ts') },
  dev: { summary: 'run all of it on this machine: database, issuer, server', load: () => import('./dev.ts') },
  bench: { summary: 'put load on a server, and judge it by the budget', load: () => import('./bench.ts') },
};

const EXIT_CODES = `
Exit codes:
  0  done; also after a clean stop by signal
  1  the answer is no: token refused, budget missed, drift, leak found
  2  usage or configuration
  3  something needed is unreachable or taken

Examples:
  $ todo-api serve
  $ todo-api help serve`;

/** Runs one command line. Returns the exit code; undefined while a server is running. */
async function main(args: readonly string[]): Promise<number | undefined> {
  try {
    const program = await programFor(args);
    await program.parseAsync(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (!isUsageShown(error)) report(error, args.includes('--json'));
    return exitCodeOf(error);
  }
}

async function programFor(args: readonly string[]): Promise<Command> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const program = new Command('todo-api')
    .description('A secure, stateless todo service for many users. Variables: see .env.example.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(todo-api --help shows what there is)')
    .addHelpText('after', EXIT_CODES);
  const called = args.find((argument) => Object.hasOwn(COMMANDS, argument));
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).summary(summary).description(summary);
    if (name === called) (await load()).define(command);
  }
  return program;
}

surviveClosedPipes();
const exitCode = await main(process.argv.slice(2));
if (exitCode !== undefined) process.exitCode = exitCode;
