/** `todo-api serve`: the server, until a signal. */
import closeWithGrace from 'close-with-grace';
import type { Command } from 'commander';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/http/logger.ts';
import { loadDotEnv } from './dot-env.ts';
import { logLines } from './log-lines.ts';
import { say } from './output.ts';

const HELP = `
Configured by environment variables alone: see .env.example. Logs are JSON lines on stdout.
SIGTERM stops it gracefully (SHUTDOWN_DRAIN_MS, SHUTDOWN_GRACE_MS), Ctrl-C without the drain; a second signal at once.

Examples:
  $ todo-api serve
  $ PORT=8080 LOG_LEVEL=warn todo-api serve
  $ docker run --env-file .env -p 3000:3000 todo-api`;

export function define(command: Command): void {
  command.option('--json', 'a refusal to start as JSON on stdout').addHelpText('after', HELP).action(serve);
}

/**
 * Returns when the server listens; close-with-grace ends the process later.
 * @throws ConfigError, AppError `isolation_not_proven`, or the listen error
 */
async function serve(): Promise<void> {
  loadDotEnv();
  const config = loadConfig(process.env, ['server', 'database', 'tokens']);
  const { logLevel, shutdownDrainMs, shutdownGraceMs } = config.server;
  // Only now: help and faults of the configuration do not wait for everything else to load.
  const { startServer } = await import('./start-server.ts');
  const log = createLogger(logLevel, logLines(1));
  const server = await startServer(config, log);
  closeWithGrace(
    {
      delay: shutdownGraceMs,
      logger: false,
      skip: ['beforeExit'],
      onSecondSignal: (signal) => say(`Second ${signal}: stopped at once.`),
      onTimeout: (ms) => say(`Requests were still under way after ${ms} ms (SHUTDOWN_GRACE_MS): stopped all the same.`),
    },
    async ({ signal, err }) => {
      if (err !== undefined) log.fatal({ err }, 'a bug: stopping');
      // Whoever presses Ctrl-C has no balancer to wait for.
      await server.stop(signal === 'SIGTERM' ? shutdownDrainMs : 0);
    },
  );
}
