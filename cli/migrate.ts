/** `todo-api migrate`: brings the schema of the database up, takes it back, or says how it stands. */
import type { Command } from 'commander';
import { loadConfig } from '../src/config.ts';
import type { MigrationTarget } from '../src/db/migration-orm.ts';
import * as migrator from '../src/db/migrator.ts';
import { schemaDrift, strangerTo } from '../src/db/schema-drift.ts';
import { loadDotEnv } from './dot-env.ts';
import { ExitError } from './exit.ts';
import { print, printJson, say } from './output.ts';

const HELP = `
Uses DATABASE_URL_UNPOOLED (by default DATABASE_URL with "-pooler" taken out of the host), waits for a database that is
waking up, and for another migrate that is running. Each run is one transaction.

Examples:
  $ todo-api migrate status
  $ todo-api migrate up --dry-run
  $ todo-api migrate up
  $ todo-api migrate check --json      # in a pipeline: exit 1 on pending migrations or drift`;

interface Options {
  readonly json?: true;
  readonly dryRun?: true;
  readonly yes?: true;
}

export function define(command: Command): void {
  const json = ['--json', 'the answer as JSON'] as const;
  command.addHelpText('after', HELP);
  command
    .command('up')
    .description('run pending migrations')
    .option('--dry-run', 'print the SQL and change nothing')
    .option(...json)
    .action(up);
  command
    .command('down')
    .description('take the last migration back: its tables and their data are gone')
    .option('--yes', 'you know what this deletes')
    .option('--dry-run', 'print the SQL and change nothing')
    .option(...json)
    .action(down);
  command
    .command('status')
    .description('what ran and what is pending')
    .option(...json)
    .action(status);
  command
    .command('check')
    .description('exit 1 on pending migrations or drift')
    .option(...json)
    .action(check);
}

function target(): MigrationTarget {
  loadDotEnv();
  return loadConfig(process.env, ['database']).database;
}

async function up({ json, dryRun }: Options): Promise<void> {
  if (dryRun) return show(await migrator.pendingSql(target()), json);
  const ran = await migrator.migrateUp(target());
  if (json) printJson({ ok: true, ran });
  else say(ran.length === 0 ? 'Nothing to do: the schema is up to date.' : `Ran ${ran.join(', ')}.`);
}

function show(sql: readonly string[], json: true | undefined): void {
  if (json) printJson({ ok: true, sql });
  else for (const statement of sql) print(`${statement};`);
}

async function down({ json, dryRun, yes }: Options): Promise<void> {
  if (dryRun) return show(await migrator.takeBackSql(target()), json);
  if (!yes)
    throw new ExitError(2, 'migrate down deletes tables and the data in them: say --yes if that is what you want.');
  const taken = await migrator.migrateDown(target());
  if (json) printJson({ ok: true, taken_back: taken });
  else say(taken.length === 0 ? 'Nothing to take back: no migration ran.' : `Took back ${taken.join(', ')}.`);
}

async function status({ json }: Options): Promise<void> {
  const { executed, pending } = await migrator.migrationStatus(target());
  if (json) return printJson({ ok: true, executed, pending });
  for (const name of executed) print(`${name}  ran`);
  for (const name of pending) print(`${name}  pending`);
}

async function check({ json }: Options): Promise<void> {
  const database = target();
  const stranger = await strangerTo(database);
  if (stranger !== null) {
    const remedy = 'Set DATABASE_URL_UNPOOLED to the login that migrates.';
    throw new ExitError(2, `${stranger} does not own the tables, and sees too little of them to check. ${remedy}`);
  }
  const { pending } = await migrator.migrationStatus(database);
  // With something pending the schema differs for sure, and how is no news.
  const drift = pending.length > 0 ? '' : await schemaDrift(database);
  const ok = pending.length === 0 && drift === '';
  if (json) printJson({ ok, pending, drift });
  else if (ok) say('The schema is what this version expects.');
  if (ok) return;
  const fault =
    pending.length > 0
      ? `Pending: ${pending.join(', ')}. Run todo-api migrate up.`
      : `The schema differs from what this version expects. Look before you run it; the SQL between the two:\n${drift}`;
  throw new ExitError(1, json ? '' : fault);
}
