/** One process at a time per folder, by a lock that the kernel drops with the process: nothing stale can be left behind. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another living process holds the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Takes the lock of `folder`: a transaction held open on an SQLite file there, for SQLite is the one portable way to a
 * kernel file lock that Node has. The holder's process id is kept in the file, for the message alone.
 * @returns what releases it
 * @throws FolderInUseError naming the process that holds it
 */
export function lockFolder(folder: string): () => void {
  const file = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    file.exec(`begin immediate; pragma user_version = ${process.pid}; commit; begin immediate`);
  } catch (error) {
    const holder = file.prepare('pragma user_version').get()?.['user_version'];
    file.close();
    if (!(error instanceof Error) || !/database is locked/.test(error.message)) throw error;
    throw new FolderInUseError(`process ${holder} is using the database in ${folder}.`, { cause: error });
  }
  return () => {
    if (file.isOpen) file.close();
  };
}
