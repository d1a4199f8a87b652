/** The file `.env`: for people who run commands by hand; containers set real variables. */
import { existsSync } from 'node:fs';
import { ExitError } from './exit.ts';

/** Reads `.env` of the working directory if there is one. Variables that are set already win. */
export function loadDotEnv(): void {
  if (!existsSync('.env')) return;
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    throw new ExitError(2, `.env cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
