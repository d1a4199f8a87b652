/** The body of every refusal: a problem document (RFC 9457), built here and nowhere else. */
import { type Static, Type } from 'typebox';
import { type AppError, ERRORS, type ErrorCode } from '../errors.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

const FaultSchema = Type.Object(
  {
    pointer: Type.Optional(
      Type.String({ description: 'JSON Pointer (RFC 6901) into the body; `""` is the body as a whole.' }),
    ),
    parameter: Type.Optional(Type.String({ description: 'Name of the parameter of the path or of the query.' })),
    header: Type.Optional(Type.String({ description: 'Name of the header field.' })),
    detail: Type.String({ description: 'What was wrong there and what would be right.' }),
  },
  { description: 'One fault of a request: exactly one of `pointer`, `parameter` and `header` tells where.' },
);

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ format: 'uri', description: 'Identifies the kind of problem; ends in the code.' }),
    title: Type.String({ description: 'The kind of problem in words; the same for every occurrence.' }),
    status: Type.Integer({ minimum: 400, maximum: 599, description: 'The status code of the answer.' }),
    detail: Type.String({ description: 'This occurrence: what was wrong and what to do.' }),
    instance: Type.String({ description: 'The path of the request, without its query.' }),
    code: Type.Unsafe<ErrorCode>({
      type: 'string',
      enum: Object.keys(ERRORS),
      description: 'Stable: this is what a client switches on. New codes may be added.',
    }),
    request_id: Type.String({ description: 'As in `X-Request-Id`: quote it when asking for help.' }),
    errors: Type.Optional(Type.Array(FaultSchema, { description: 'With 400: the single faults, at most 20.' })),
  },
  { $id: 'Problem', description: 'Problem details of RFC 9457. Sent as `application/problem+json`.' },
);

export type Problem = Static<typeof ProblemSchema>;

/** What a client is told from 500 on: nothing internal, only what to do. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  internal: 'The fault is ours and is in the log under the request id.',
  outcome_unknown: 'The connection to the database broke during the commit: read before trying again.',
};
const TRY_AGAIN = 'Try again after the number of seconds in Retry-After.';

/**
 * The problem document of one refusal.
 *
 * @param requestId as in `X-Request-Id`
 * @param target the request target as received; its query is left out of `instance`
 */
export function problemOf(error: AppError, requestId: string, target: string): Problem {
  const { status, title } = ERRORS[error.code];
  return {
    type: `urn:problem-type:todo-api:${error.code}`,
    title,
    status,
    detail: status < 500 ? error.message : (ADVICE[error.code] ?? TRY_AGAIN),
    instance: target.slice(0, pathLength(target)),
    code: error.code,
    request_id: requestId,
    ...(error.errors && { errors: [...error.errors] }),
  };
}

/** Where the path of a request target ends: at the query, or at a fragment that should not have been sent. */
export function pathLength(target: string): number {
  const end = target.search(/[?#]/);
  return end === -1 ? target.length : end;
}
