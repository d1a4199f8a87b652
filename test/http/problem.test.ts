import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AppError, ERRORS, type ErrorCode } from '../../src/errors.ts';
import { problemOf } from '../../src/http/problem.ts';
import { build, standInDatabase } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const SECRET = 'postgres://app:hunter2@db.internal/todo';

/** An application whose database answers every request with this. */
const failing = (error: unknown) => build({ after }, { database: standInDatabase(() => Promise.reject(error)) });

const from500 = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => ERRORS[code].status >= 500);

for (const code of from500) {
  test(`[FR-008] ${code} is ${ERRORS[code].status} and tells nothing internal`, async () => {
    const api = await failing(new AppError(code, { detail: SECRET, cause: new Error(SECRET) }));
    const user = await api.user();
    const answer = await user.send('GET', user.tasks);
    assertProblem(answer, code);
    assert.ok(!answer.body.includes('hunter2') && !answer.body.includes('db.internal'));
    if (ERRORS[code].status === 503) assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/);
  });
}

test('[EC-2] a fault that nobody foresaw is 500 internal, mute', async () => {
  const api = await failing(new TypeError(SECRET));
  const user = await api.user();
  const answer = await user.send('POST', user.tasks, { payload: { title: 'x' } });
  assertProblem(answer, 'internal');
  assert.ok(!answer.body.includes('hunter2'));
});

test('[EC-2] a Retry-After of the error itself is kept', async () => {
  const api = await failing(new AppError('database_waking', { headers: { 'retry-after': '7' } }));
  const user = await api.user();
  assert.equal((await user.send('GET', user.tasks)).headers['retry-after'], '7');
});

test('[FR-013] instance is the path without query or fragment', () => {
  const error = new AppError('route_not_found');
  for (const target of ['/a/b', '/a/b?x=/y#z', '/a/b#z?x'])
    assert.equal(problemOf(error, 'id', target).instance, '/a/b');
});
