/** Every fault of the database → its answer, and whether the work may be tried again: the one place that knows SQLSTATEs. */
import { AppError, type ErrorCode } from '../errors.ts';

/** A statement without role and user was about to be sent: a bug, caught before the wire. */
export class UnscopedStatementError extends Error {
  override readonly name = 'UnscopedStatementError';
  constructor() {
    super('No statement without role and user: take a scope of the database');
  }
}

/** The connection broke after the bytes of COMMIT, or of a write that commits by itself, were handed to the socket: whether it happened is not known. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
  constructor(cause: unknown) {
    super('The connection broke while a commit was under way', { cause });
  }
}

/** PostgreSQL answered COMMIT with ROLLBACK, as it does when a statement of the transaction had failed. */
export class RolledBackError extends Error {
  override readonly name = 'RolledBackError';
  constructor() {
    super('The transaction was rolled back at COMMIT');
  }
}

/** The server did not answer within the deadline; the connection is thrown away. */
export class DatabaseTimeoutError extends Error {
  override readonly name = 'DatabaseTimeoutError';
  constructor(deadlineMs: number) {
    super(`The database did not answer within ${deadlineMs} ms`);
  }
}

/**
 * What may be done after a fault, seen from before COMMIT:
 * `connect` – again, jittered, until the deadline: nothing was sent; `once` – once, on a fresh connection; `conflict` – the whole
 * transaction, up to three times; `unprepare` – once, with unnamed statements; `never`.
 */
export type Retry = 'connect' | 'once' | 'conflict' | 'unprepare' | 'never';

interface Answer {
  readonly code: ErrorCode;
  readonly retry: Retry;
}

const UNAVAILABLE: Answer = { code: 'database_unavailable', retry: 'never' };
const LOST: Answer = { code: 'database_unavailable', retry: 'once' };
const DOWN: Answer = { code: 'database_unavailable', retry: 'connect' };
/** Validation lets through what PostgreSQL refuses: the client's fault and ours; the log raises the alarm. */
const GAP: Answer = { code: 'body_invalid', retry: 'never' };

/** By SQLSTATE (PostgreSQL documentation, appendix A), or by the code of Node's socket errors. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  ECONNREFUSED: DOWN,
  ENOTFOUND: DOWN,
  EAI_AGAIN: DOWN,
  EHOSTUNREACH: DOWN,
  ENETUNREACH: DOWN,
  ETIMEDOUT: DOWN,
  ECONNRESET: LOST,
  EPIPE: LOST,
  '57P03': { code: 'database_waking', retry: 'connect' }, // cannot_connect_now
  '53300': DOWN, // too_many_connections
  '57P01': LOST, // admin_shutdown
  '57P02': LOST, // crash_shutdown
  '08000': LOST,
  '08003': LOST,
  '08006': LOST,
  '08P01': LOST, // a pooler's query_wait_timeout or server_login_retry
  '28000': UNAVAILABLE, // invalid_authorization
  '28P01': UNAVAILABLE, // invalid_password
  '3D000': UNAVAILABLE, // no such database
  '42501': UNAVAILABLE, // permission denied; row-level security is told apart below
  '42P01': UNAVAILABLE, // no such table: migrations
  '42703': UNAVAILABLE, // no such column: migrations
  '57014': UNAVAILABLE, // statement_timeout
  '55P03': LOST, // lock_timeout
  '25P03': LOST, // idle_in_transaction_session_timeout
  '25006': LOST, // read-only: a replica, or a failover under way
  '25P02': LOST, // the transaction is aborted
  '40001': { code: 'database_unavailable', retry: 'conflict' },
  '40P01': { code: 'database_unavailable', retry: 'conflict' },
  '26000': { code: 'database_unavailable', retry: 'unprepare' },
  '42P05': { code: 'database_unavailable', retry: 'unprepare' },
  '22007': GAP,
  '22008': GAP,
  '22021': GAP,
  '22P02': GAP,
  '22001': GAP,
  '23514': GAP,
};

/** A server says these of itself when it ends a session, whose transaction is then rolled back; a pooler has other words. */
const SERVER_ENDS_SESSION: ReadonlySet<string | undefined> = new Set(['57P01', '57P02', '57P03', '25P03']);

/** pg's word for a client that is gone, and PgBouncer's, which ends with the setting's name, for a statement that it could give to no server. */
const NEVER_SENT = /not queryable|^query_wait_timeout|\(server_login_retry\)$/;

/**
 * Whether a statement that commits by itself, and during which the connection was lost, is known not to have happened: it never
 * left this process, or the server ended the session before it had executed the statement.
 * @param isComplete whether the server had said before that the statement was executed
 */
export const isUndone = (error: unknown, isComplete: boolean): boolean =>
  !isComplete && (SERVER_ENDS_SESSION.has(codeOf(error)) || (error instanceof Error && NEVER_SENT.test(error.message)));

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** pg gives these no code. */
const BY_MESSAGE: readonly (readonly [RegExp, Answer])[] = [
  [/^timeout exceeded when trying to connect/, { code: 'pool_exhausted', retry: 'never' }],
  [/^The database did not answer within/, UNAVAILABLE], // a DatabaseTimeoutError that MikroORM has wrapped
  [/connection timeout/i, { code: 'database_unavailable', retry: 'never' }],
  // OpenSSL has a code for each way in which a certificate may fail; none gets better by trying again.
  [/certificate|does not support SSL/i, UNAVAILABLE],
  [/^Connection terminated|not queryable|^Query read timeout|socket disconnected/i, LOST],
];

/** Follows `cause` and MikroORM's wrapping down to what happened first. */
function answerOf(error: unknown): Answer | undefined {
  if (error instanceof DatabaseTimeoutError || error instanceof RolledBackError) return UNAVAILABLE;
  if (error instanceof UnscopedStatementError) return undefined;
  const message = error instanceof Error ? error.message : '';
  if (codeOf(error) === '42501' && message.includes('row-level security')) return undefined;
  const known = ANSWERS[codeOf(error) ?? ''] ?? BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
  if (known !== undefined) return known;
  if (error instanceof AggregateError) return answerOf(error.errors[0]); // every address of a host name failed
  return error instanceof Error && error.cause !== undefined ? answerOf(error.cause) : undefined;
}

/** Whether, and how, work that failed with this before COMMIT may be done again. */
export const retryOf = (error: unknown): Retry =>
  error instanceof AppError || error instanceof OutcomeUnknownError ? 'never' : (answerOf(error)?.retry ?? 'never');

/** The answer to a fault: 503 by its code, 400 where validation had a gap, and 500 for what nobody foresaw. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof OutcomeUnknownError) return new AppError('outcome_unknown', { cause: error });
  return new AppError(answerOf(error)?.code ?? 'internal', { cause: error });
}
