/** The OpenAPI document of the service, without a service: needs no database, no tokens and no variables. */
import { pino } from 'pino';
import { buildApp } from './app.ts';
import { loadConfig } from './config.ts';
import type { Database } from './db/database.ts';

/** Stands where a request would need it; none is made. */
const unused = (): never => {
  throw new TypeError('Only described, never called');
};

/** @returns the document of OpenAPI 3.1 as JSON text with a line feed at its end: the same that is committed */
export async function openapiDocument(): Promise<string> {
  const database: Database = {
    read: unused,
    write: unused,
    start: unused,
    ready: unused,
    close: unused,
    get pool() {
      return unused();
    },
  };
  const app = await buildApp({
    config: loadConfig({}, ['server']).server,
    database,
    poolMax: null,
    verifyToken: unused,
    health: { ready: unused, keysHeld: unused, stopping: unused },
    logger: pino({ level: 'silent' }),
  });
  await app.ready();
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`;
  await app.close();
  return text;
}
