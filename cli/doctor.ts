/** `todo-api doctor`: everything that a deployment can have wrong, each with its remedy. */
import type { Command } from 'commander';
import { loadConfig } from '../src/config.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { loadDotEnv } from './dot-env.ts';
import { ExitError } from './exit.ts';
import { print, printJson, say } from './output.ts';

const HELP = `
Looks at variables, TLS, database (pooled or direct, login, runtime role, migrations, row-level security, clock) and key set (reachable,
usable, clock). Changes nothing. Exit codes: 0 nothing would hurt, 1 something would, 2 configuration, 3 out of reach.

Examples:
  $ todo-api doctor
  $ docker run --rm --env-file .env todo-api doctor --json`;

export function define(command: Command): void {
  command.option('--json', 'the findings as JSON').addHelpText('after', HELP).action(doctor);
}

/** @throws ConfigError; ExitError 1 when something would hurt, 3 when something cannot be reached */
async function doctor({ json }: { json?: true }): Promise<void> {
  loadDotEnv();
  const findings = await examine(loadConfig(process.env, ['server', 'database', 'tokens']));
  const hurts = findings.filter(({ severity }) => severity === 'error');
  if (json) printJson({ ok: hurts.length === 0, findings: findings.map(({ unreachable: _, ...finding }) => finding) });
  else for (const line of findings.flatMap(lines)) print(line);
  if (hurts.some(({ unreachable }) => unreachable)) throw new ExitError(3, json ? '' : 'Something cannot be reached.');
  if (hurts.length > 0) throw new ExitError(1, json ? '' : `${hurts.length} of these would hurt.`);
  if (!json) say('Nothing here would hurt.');
}

const MARKS = { ok: '✓', warning: '!', error: '✗' } as const;

const lines = ({ check, severity, found, remedy }: Finding): string[] => [
  `${MARKS[severity]} ${check}: ${found}`,
  ...(remedy === null ? [] : [`    → ${remedy}`]),
];
