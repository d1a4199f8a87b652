/** The compose file's balancer with its own configuration, before instances under addresses of 127.0.0.0/8. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/dev/free-port.ts';
import { fileText } from './compose.ts';
import { startNameServer } from './name-server.ts';
import { missing, programFolder, startProgram } from './program.ts';

/** Why tests are skipped; false where they run. */
export const NO_HAPROXY: string | false =
  process.platform === 'linux' ? missing({ haproxy: 'haproxy' }) : 'only Linux has all of 127.0.0.0/8';

export interface Haproxy {
  readonly origin: string;
  /** Tells it, by name server, under which addresses instances are. */
  tell(addresses: Iterable<string>): void;
  /** Resolves when it finds an instance ready. */
  ready(): Promise<void>;
}

/** @param apiPort of every instance */
export async function startHaproxy(t: { after(fn: () => unknown): void }, apiPort: number): Promise<Haproxy> {
  const { port: dns, names } = await startNameServer(t);
  const config = join(programFolder(t), 'haproxy.cfg');
  writeFileSync(config, fileText('deploy/haproxy.cfg'));
  const port = await freePort();
  await startProgram(t, ['haproxy', '-W', '-db', '-f', config], port, {
    env: { DNS: `127.0.0.1:${dns}`, LISTEN: `127.0.0.1:${port}`, API_PORT: String(apiPort) },
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    tell: (addresses) => void names.set('api', [...addresses]),
    async ready() {
      for (let tries = 0; !(await fetch(`${origin}/readyz`)).ok; tries += 1) {
        if (tries > 200) throw new Error('the balancer finds no instance ready');
        await sleep(50);
      }
    },
  };
}
