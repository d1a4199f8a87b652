/** Lets nobody through before isolation is proven, and remembers what requests last saw of the database. */
import type { CompiledQuery, Kysely } from 'kysely';
import { AppError, type ErrorCode } from '../errors.ts';
import type { DatabaseLog } from './database.ts';
import { assertIsolated, assertMigrated, executedQuery, isolationQuery } from './isolation-proof.ts';

/** Answers that say something about the database itself, and not about one request. */
const DATABASE_FAULTS: ReadonlySet<ErrorCode> = new Set([
  'database_unavailable',
  'database_waking',
  'isolation_not_proven',
]);

/** After a failed request the database is asked again at most this often, however many probes come in. */
const ASK_EVERY_MS = 10_000;

/** Until the first success more often: whoever starts before its database waits for nothing else. */
const ASK_FIRST_EVERY_MS = 1_000;

/** SQLSTATEs of a database that was never migrated: no role, no table, or no right to it. */
const NOT_PREPARED: ReadonlySet<unknown> = new Set(['22023', '42P01', '42501']);

/** @param read runs a query exactly as requests run theirs, for nobody */
export function createProof(
  read: <Row>(query: CompiledQuery<Row>) => Promise<Row[]>,
  db: Kysely<never>,
  log: DatabaseLog,
) {
  let proof: Promise<void> | null = null;
  let isProven = false;
  let lastSeen: AppError | 'ready' | 'unknown' = 'unknown';
  let lastAsked = Number.NEGATIVE_INFINITY;

  async function prove(): Promise<void> {
    try {
      assertMigrated(await read(executedQuery(db)));
      const [facts] = await read(isolationQuery(db));
      if (facts !== undefined) assertIsolated(facts);
      isProven = true;
      log.info({ role: facts?.role }, 'isolation proven');
    } catch (error) {
      throw notPrepared(error) ?? error;
    }
  }

  /** Once proven or refused it stays so; a database that cannot be reached is asked again by the next who comes. */
  function proven(): Promise<void> {
    proof ??= prove().catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'isolation_not_proven')) proof = null;
      throw error;
    });
    return proof;
  }

  async function watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      await proven();
      const result = await work();
      lastSeen = 'ready';
      return result;
    } catch (error) {
      if (error instanceof AppError && DATABASE_FAULTS.has(error.code)) lastSeen = error;
      throw error;
    }
  }

  const ask = (): Promise<void> => {
    lastAsked = performance.now();
    return watch(async () => void (await read(executedQuery(db))));
  };

  return {
    watch,

    /** Makes the proof. A database that cannot be reached is no reason not to start. @throws AppError `isolation_not_proven` */
    async start(): Promise<void> {
      try {
        await ask();
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'isolation_not_proven') throw error;
        log.warn({ err: error }, 'the database cannot be reached yet: the proof of isolation waits for it');
      }
    },

    /**
     * What requests last saw of the database; asks it only until the first success and after a failed request, so that
     * no probe keeps it awake.
     */
    ready(): 'ready' | AppError {
      const every = isProven ? ASK_EVERY_MS : ASK_FIRST_EVERY_MS;
      if (lastSeen !== 'ready' && performance.now() - lastAsked >= every) ask().catch(() => {}); // seen by `watch`
      return lastSeen === 'unknown' ? new AppError('database_unavailable') : lastSeen;
    },
  };
}

function notPrepared(error: unknown): AppError | null {
  const cause = error instanceof AppError ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (!NOT_PREPARED.has(code)) return null;
  return new AppError('isolation_not_proven', {
    detail: 'The database is not prepared for this service. Run `todo-api migrate up`.',
    cause: error,
  });
}
