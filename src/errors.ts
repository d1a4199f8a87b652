/** The one table of error codes, and the one error class that carries them to the error handler. */

/**
 * Every code a client can meet: code → HTTP status and the title of its problem document (RFC 9457 §3.1).
 * Codes are stable: clients switch on them. A retired code stays here as a comment, so that it is never used again.
 */
export const ERRORS = {
  request_malformed: { status: 400, title: 'The request is not well-formed HTTP' },
  body_malformed: { status: 400, title: 'The body is not well-formed JSON in UTF-8' },
  body_invalid: { status: 400, title: 'The body does not fit its schema' },
  parameter_invalid: { status: 400, title: 'A parameter of the path or the query is not acceptable' },
  precondition_invalid: { status: 400, title: 'A precondition cannot be understood' },
  cursor_invalid: { status: 400, title: 'The cursor does not belong to this list' },
  token_missing: { status: 401, title: 'A bearer token is needed' },
  token_malformed: { status: 401, title: 'The token is not a well-formed JWT' },
  token_expired: { status: 401, title: 'The token has expired' },
  token_not_yet_valid: { status: 401, title: 'The token is not valid yet' },
  token_signature_invalid: { status: 401, title: 'The signature of the token does not verify' },
  token_algorithm_not_allowed: { status: 401, title: 'The algorithm of the token is not allowed' },
  token_key_unknown: { status: 401, title: 'The key of the token is not known' },
  token_issuer_mismatch: { status: 401, title: 'The token comes from another issuer' },
  token_audience_mismatch: { status: 401, title: 'The token is meant for another audience' },
  token_claim_invalid: { status: 401, title: 'A claim of the token is not acceptable' },
  not_owner: { status: 403, title: 'The path belongs to another user' },
  task_not_found: { status: 404, title: 'There is no such task' },
  route_not_found: { status: 404, title: 'There is no such route' },
  method_not_allowed: { status: 405, title: 'The route does not know this method' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  precondition_failed: { status: 412, title: 'The task has changed since' },
  task_exists: { status: 412, title: 'A task with this id exists' },
  body_too_large: { status: 413, title: 'The body is too large' },
  media_type_unsupported: { status: 415, title: 'The media type is not supported' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The header section is too large' },
  internal: { status: 500, title: 'Something went wrong here' },
  database_unavailable: { status: 503, title: 'The database cannot be reached' },
  database_waking: { status: 503, title: 'The database is starting' },
  pool_exhausted: { status: 503, title: 'All database connections are busy' },
  isolation_not_proven: { status: 503, title: 'The isolation of users is not proven' },
  keys_unavailable: { status: 503, title: 'The keys of the issuer cannot be fetched' },
  overloaded: { status: 503, title: 'The service is overloaded' },
  shutting_down: { status: 503, title: 'The service is shutting down' },
  outcome_unknown: { status: 503, title: 'It is not known whether the change was made' },
} as const;

/** One of the stable codes of {@link ERRORS}. */
export type ErrorCode = keyof typeof ERRORS;

/** One fault of a request: in the body by JSON Pointer (RFC 6901; `""` is the whole), elsewhere by the name of its parameter or header. */
export type Fault =
  | { readonly pointer: string; readonly detail: string }
  | { readonly parameter: string; readonly detail: string }
  | { readonly header: string; readonly detail: string };

/** What an {@link AppError} may carry besides its code. */
export interface AppErrorOptions {
  /** What was wrong, with which value, and what to do. Below 500 the client reads it; from 500 on only the log does. */
  readonly detail?: string;
  /** The single faults of a 400. */
  readonly errors?: readonly Fault[];
  /** Headers of the answer, such as `allow` or `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The error underneath: logged, never sent. */
  readonly cause?: unknown;
}

/** An answer other than success, decided anywhere and written by the error handler alone. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly errors: readonly Fault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param code the stable code; status and title follow from it */
  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.detail ?? ERRORS[code].title, { cause: options.cause });
    this.code = code;
    this.status = ERRORS[code].status;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}
