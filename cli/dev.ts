/** `todo-api dev`: the whole service on this machine, with a database and an issuer of its own. */
import type { Command } from 'commander';
import { ExitError } from './exit.ts';

const HELP = `
Starts an embedded PostgreSQL, a real Better Auth with two users, and the server; prints addresses, tokens and lines to
paste. PORT (3000) is the server's; the issuer takes the port after it. All is kept in DEV_DATA_DIR (.todo-api; a
relative path is meant from the checkout): remove that folder to begin anew. HOST, LOG_LEVEL (here: warn) and the other
variables of the server count; .env, DATABASE_URL* and JWT_* do not. Needs the development dependencies.
Ctrl-C stops all of it, a second one at once.

Examples:
  $ npm start
  $ PORT=4000 npm start
  $ npm run -s todo-api -- dev --json`;

export function define(command: Command): void {
  command
    .option('--json', 'addresses, users and lines as one JSON object on stdout')
    .addHelpText('after', HELP)
    .action(async ({ json = false }: { json?: boolean }) => (await developmentPart())(json));
}

/** Loaded late: an image has no development dependencies, and its other commands must not need them. */
async function developmentPart(): Promise<(json: boolean) => Promise<void>> {
  try {
    return (await import('./dev/run-dev.ts')).runDev;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const remedy = 'In a checkout: npm install --include=dev. In an image: use serve, with a database and an issuer.';
    throw new ExitError(2, `dev needs the development dependencies, which are not installed here. ${remedy}`, {
      cause: error,
    });
  }
}
