/** Response schemas of refusals, made from the table of errors: each status with an example of each of its codes. */
import { AppError, ERRORS, type ErrorCode, type Fault } from '../errors.ts';
import { ANSWER_HEADERS, API_HEADERS, RETRY_AFTER, WWW_AUTHENTICATE } from './documented-headers.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from './problem.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];
const withStatus = (status: number) => codes.filter((code) => ERRORS[code].status === status);

/** What any request can meet. */
const ANY_REQUEST: readonly ErrorCode[] = [
  'request_malformed',
  'parameter_invalid',
  'request_timeout',
  'headers_too_large',
  'internal',
];
/** What any request under /api can meet. `isolation_not_proven` and its kin are 503 whatever the operation. */
const ANYWHERE: readonly ErrorCode[] = [...ANY_REQUEST, ...withStatus(401), 'rate_limited'];
/** 503 that needs no database. */
const NO_DATABASE: readonly ErrorCode[] = ['keys_unavailable', 'overloaded', 'shutting_down'];
/** 503 of an operation that reads; a write adds `outcome_unknown`. */
const DATABASE = withStatus(503).filter((code) => code !== 'outcome_unknown');
/** What every body adds. */
const BODY: readonly ErrorCode[] = ['body_malformed', 'body_invalid', 'body_too_large', 'media_type_unsupported'];

const FAULTS: Partial<Record<ErrorCode, Fault>> = {
  body_malformed: { pointer: '', detail: 'The body holds bytes that are not UTF-8.' },
  body_invalid: { pointer: '/titel', detail: 'is not known here; known are: title, description, completed' },
  parameter_invalid: { parameter: 'limit', detail: 'must be <= 100' },
  cursor_invalid: { parameter: 'cursor', detail: 'belongs to another list: begin again without it' },
  precondition_invalid: { header: 'if-match', detail: 'must be * or a list of quoted entity tags, not "17"' },
};

/**
 * The refusals of one operation.
 *
 * @param extra codes that this operation alone can answer with, beside those of every operation
 */
export const refusals = {
  outsideApi: (...extra: ErrorCode[]) => responses([...ANY_REQUEST, ...extra], ANSWER_HEADERS),
  withoutDatabase: () => responses([...ANYWHERE, ...NO_DATABASE]),
  ofRead: (...extra: ErrorCode[]) => responses([...ANYWHERE, 'not_owner', ...extra, ...DATABASE]),
  ofWrite: (...extra: ErrorCode[]) => responses([...ANYWHERE, 'not_owner', ...extra, ...DATABASE, 'outcome_unknown']),
  ofWriteWithBody: (...extra: ErrorCode[]) => refusals.ofWrite(...BODY, ...extra),
};

/** Response schemas by status, for Fastify and for the document. */
function responses(of: readonly ErrorCode[], headers: object = API_HEADERS): Record<number, object> {
  const byStatus = Map.groupBy(new Set(of), (code) => ERRORS[code].status);
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, response(status, codes, headers)]));
}

function response(status: number, codes: readonly ErrorCode[], headers: object): object {
  const examples = Object.fromEntries(
    codes.map((code) => [code, { summary: ERRORS[code].title, value: example(code) }]),
  );
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}.`).join('\n'),
    headers: {
      ...headers,
      ...(status === 401 && WWW_AUTHENTICATE),
      ...((status === 429 || status === 503) && RETRY_AFTER),
    },
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: 'Problem#' }, examples } },
  };
}

function example(code: ErrorCode): object {
  const fault = FAULTS[code];
  const where = fault && Object.values(fault)[0];
  const detail = fault && { detail: `${where || 'the body'} ${fault.detail}`, errors: [fault] };
  return problemOf(
    new AppError(code, detail),
    '7f0c1f0e-5b7e-4e0c-9a58-1f6f7c3d2b11',
    '/api/Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe/tasks',
  );
}
