/** Another client of a pooler, which gets the same server connections in turn and looks whose identity it finds on them. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const WHO = `select case when current_user = session_user then '' else current_user end || coalesce(current_setting('app.user_id', true), '') as who`;

/** Looks until told to stop, through lost connections too. Nobody's identity is `''`. */
export function watchAsStranger(url: string) {
  const identities = new Set<string>();
  let [count, stopped] = [0, false];
  const watching = (async () => {
    while (!stopped) await look().catch(() => sleep(20));
  })();

  /** As long as one connection lasts. */
  async function look(): Promise<void> {
    const client = new pg.Client({ connectionString: url, query_timeout: 2_000 });
    client.on('error', () => {}); // a query that was under way rejects as well
    try {
      await client.connect();
      while (!stopped) {
        identities.add((await client.query(WHO)).rows[0].who);
        count += 1;
      }
    } finally {
      client.end().catch(() => {});
    }
  }

  return {
    async stop() {
      stopped = true;
      await watching;
      return { count, identities };
    },
  };
}
