/** Everything that the doctor looks at, in the order in which it tells of it. */
import type { Config } from '../../src/config.ts';
import { examineDatabase } from './database.ts';
import type { Finding } from './finding.ts';
import { examineIssuer } from './issuer.ts';
import { examineVariables } from './variables.ts';

/** Changes nothing, and never throws: what did not answer is a finding too. */
export async function examine(config: Pick<Config, 'server' | 'database' | 'tokens'>): Promise<Finding[]> {
  const [database, issuer] = await Promise.all([examineDatabase(config.database), examineIssuer(config.tokens)]);
  return [...examineVariables(config), ...database, ...issuer];
}
