/** The one place that decides exit codes, and says on stderr why the program ends. */
import { CommanderError } from 'commander';
import { ConfigError } from '../src/config/faults.ts';
import { AppError, type ErrorCode } from '../src/errors.ts';
import { printJson, say } from './output.ts';

/** 1: the answer is no. 2: usage or configuration. 3: something needed is unreachable or taken. */
export type FailureCode = 1 | 2 | 3;

/** Ends the program with this code and message; a command throws it when nothing else says so already. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  readonly exitCode: FailureCode;

  constructor(exitCode: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** Errors of the system that mean: out of reach, or taken. */
const UNREACHABLE = new Set([
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EACCES',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);
const UNREACHABLE_CODES: readonly ErrorCode[] = [
  'database_unavailable',
  'database_waking',
  'pool_exhausted',
  'keys_unavailable',
];

/** Error → exit code of the contract. What nobody foresaw is 1. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof ExitError) return error.exitCode;
  if (error instanceof ConfigError) return 2;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AppError) return UNREACHABLE_CODES.includes(error.code) ? 3 : 1;
  return UNREACHABLE.has(systemCode(error) ?? '') ? 3 : 1;
}

/** Whether commander has written help or a message already. */
export function isUsageShown(error: unknown): boolean {
  return error instanceof CommanderError;
}

/** Says why the program ends: on stderr for people, on stdout as one object with `--json`. */
export function report(error: unknown, json: boolean): void {
  const message = messageOf(error);
  if (message === '') return; // the command has said it all
  if (json) {
    const faults = error instanceof ConfigError ? { faults: error.faults } : {};
    printJson({ ok: false, exit_code: exitCodeOf(error), error: message, ...faults });
  } else say(message);
}

function messageOf(error: unknown): string {
  if (error instanceof ExitError || error instanceof ConfigError) return error.message;
  if (error instanceof AppError) {
    // An answer below is summed up by the one above; what PostgreSQL or the system said is not.
    const { cause } = error;
    return cause instanceof Error && !(cause instanceof AppError)
      ? `${error.message}: ${cause.message}`
      : error.message;
  }
  if (!(error instanceof Error)) return String(error);
  if (systemCode(error) === 'EADDRINUSE') {
    const { port } = error as NodeJS.ErrnoException & { port?: number };
    return `Port ${port} is in use: stop the other program, or choose another PORT (ADMIN_PORT for the admin listener).`;
  }
  // Foreseen by nobody: the stack helps whoever reports it.
  return UNREACHABLE.has(systemCode(error) ?? '') ? error.message : (error.stack ?? error.message);
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
