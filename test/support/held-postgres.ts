/** An embedded PostgreSQL held by a process of its own, for tests that kill the holder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from '../../cli/dev/embedded-postgres.ts';
import { killAfterwards } from './dev-folder.ts';
import { administer } from './postgres.ts';

const HOLDER = new URL('./postgres-holder.ts', import.meta.url).pathname;

/** A process that runs PostgreSQL in `folder`, and the URL of its database. */
export async function holder(folder: string, program = HOLDER): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  killAfterwards(folder, child);
  const [chunk] = await once(child.stdout, 'data');
  return { child, url: String(chunk) };
}

export async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** The numbers in table `t`, from a fresh start in `folder`. */
export async function rowsAfterStart(folder: string): Promise<number[]> {
  const postgres = await startPostgres({ folder });
  try {
    const [result] = await administer(['select x from t order by x'], postgres.url('postgres'));
    return result?.rows.map((row) => row.x) ?? [];
  } finally {
    await postgres.stop();
  }
}
