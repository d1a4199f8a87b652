/** The life of `dev`: its parts are started one after the other, and stopped in reverse, however it ends. */
import { once } from 'node:events';
import { ExitError } from '../exit.ts';
import { print, printJson, say } from '../output.ts';
import { FolderInUseError } from './folder-lock.ts';
import { PostgresStartError } from './postgres-home.ts';
import { startParts } from './start-parts.ts';
import { stopSignal } from './stop-signals.ts';
import { welcomeJson, welcomeText } from './welcome.ts';

/**
 * Runs until a signal asks to stop.
 * @throws ExitError 3 when the folder or a port is taken, or PostgreSQL cannot start or ends by itself; ConfigError
 */
export async function runDev(json: boolean): Promise<void> {
  const stop = stopSignal(() => say('Stopped at once.'));
  await using parts = new AsyncDisposableStack();
  try {
    const { running, postgresEnded } = await startParts(parts, stop);
    if (json) printJson(welcomeJson(running));
    else print(welcomeText(running));
    const ended = postgresEnded.then((log) => {
      throw new ExitError(3, `PostgreSQL has ended by itself. It says:\n${log}`);
    });
    await Promise.race([once(stop, 'abort'), ended]);
  } catch (error) {
    if (!stop.aborted) throw explained(error);
  }
  say('Stopping …');
}

/** The failures that a person can do something about, with what to do. */
function explained(error: unknown): unknown {
  if (error instanceof FolderInUseError) {
    const remedy = 'Stop it, or keep this one apart: DEV_DATA_DIR=.todo-api/second PORT=4000 npm start';
    return new ExitError(3, `Another dev is running: ${error.message} ${remedy}`, { cause: error });
  }
  if (error instanceof PostgresStartError) return new ExitError(3, error.message, { cause: error });
  if (error instanceof Error && 'port' in error && 'code' in error && error.code === 'EADDRINUSE') {
    const remedy = 'Stop the other program, or choose two free ports in a row: PORT=4000 npm start';
    return new ExitError(3, `Port ${error.port} is in use. ${remedy}`, { cause: error });
  }
  return error;
}
