/** The secrets of one data folder: made once, at random, and readable by their owner alone. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What has to be the same at every start, for accounts and keys to stay usable. */
export interface DevSecrets {
  /** Better Auth's secret: its private keys are encrypted with it. */
  readonly issuerSecret: string;
  /** The password of the demo users. */
  readonly demoPassword: string;
}

/** Reads `<folder>/secrets.json`, or makes it. Only to be called by the process that holds the folder. */
export function devSecrets(folder: string): DevSecrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const made: DevSecrets = {
      issuerSecret: randomBytes(32).toString('hex'),
      demoPassword: randomBytes(9).toString('base64url'),
    };
    writeFileSync(`${file}.unfinished`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.unfinished`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
