/** What every refusal must look like. */
import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { ERRORS, type ErrorCode } from '../../src/errors.ts';
import type { Problem } from '../../src/http/problem.ts';

/** Asserts a problem document of this code that is whole, and returns it. */
export function assertProblem(answer: LightMyRequestResponse, code: ErrorCode): Problem {
  const problem = answer.json<Problem>();
  assert.equal(problem.code, code, answer.body);
  assert.equal(answer.statusCode, ERRORS[code].status);
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json\b/);
  const { status, title } = ERRORS[code];
  const { detail, instance, errors, ...rest } = problem;
  assert.deepEqual(rest, {
    type: `urn:problem-type:todo-api:${code}`,
    title,
    status,
    code,
    request_id: answer.headers['x-request-id'],
  });
  assert.ok(detail.length > 0);
  const url = String(answer.raw.req.url);
  assert.equal(instance, url.split('?')[0]);
  if (errors !== undefined) for (const fault of errors) assert.ok(fault.detail.length > 0);
  return problem;
}
