/** The facts without which a number means nothing. */
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';

export interface MachineFacts {
  /** Day of the run, ISO 8601. */
  readonly date: string;
  readonly node: string;
  readonly postgres: string | null;
  readonly system: string;
  readonly cpu: string;
  /** All that the server, the load and PostgreSQL share. */
  readonly cores: number;
  readonly memory_gb: number;
}

export const machineFacts = (postgres: string | null): MachineFacts => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  postgres,
  system: `${platform()} ${arch()}`,
  cpu: cpus()[0]?.model.trim() || 'unknown',
  cores: availableParallelism(),
  memory_gb: Math.round(totalmem() / 1e9),
});

export const inWords = ({ date, node, postgres, system, cores }: MachineFacts): string =>
  `${date}, Node ${node}${postgres === null ? '' : `, PostgreSQL ${postgres}`}, ${system}, ${cores} cores for server, load and database together`;
