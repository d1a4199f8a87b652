/** Every fault of the database has its answer, and is tried again only where nothing can happen twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DriverException } from '@mikro-orm/core';
import {
  DatabaseTimeoutError,
  isUndone,
  OutcomeUnknownError,
  type Retry,
  RolledBackError,
  retryOf,
  toAppError,
  UnscopedStatementError,
} from '../../src/db/database-faults.ts';
import { AppError, type ErrorCode } from '../../src/errors.ts';

const coded = (code: string, message = 'words of the driver') => Object.assign(new Error(message), { code });

/** Fault → answer, and what may be done before COMMIT. */
const TABLE: readonly (readonly [name: string, error: unknown, code: ErrorCode, retry: Retry])[] = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', '53300'].map(
    (code) => [code, coded(code), 'database_unavailable', 'connect'] as const,
  ),
  ['57P03 starting up', coded('57P03'), 'database_waking', 'connect'],
  ...[
    'ECONNRESET',
    'EPIPE',
    '57P01',
    '57P02',
    '08000',
    '08003',
    '08006',
    '08P01',
    '55P03',
    '25P03',
    '25006',
    '25P02',
  ].map((code) => [code, coded(code), 'database_unavailable', 'once'] as const),
  ['terminated', new Error('Connection terminated unexpectedly'), 'database_unavailable', 'once'],
  [
    'not queryable',
    new Error('Client has encountered a connection error and is not queryable'),
    'database_unavailable',
    'once',
  ],
  ['own pool', new Error('timeout exceeded when trying to connect'), 'pool_exhausted', 'never'],
  ...['28000', '28P01', '3D000', '42P01', '42703', '57014'].map(
    (code) => [code, coded(code), 'database_unavailable', 'never'] as const,
  ),
  ['42501 permission', coded('42501', 'permission denied for table tasks'), 'database_unavailable', 'never'],
  [
    '42501 row-level security',
    coded('42501', 'new row violates row-level security policy for table "tasks"'),
    'internal',
    'never',
  ],
  ...['40001', '40P01'].map((code) => [code, coded(code), 'database_unavailable', 'conflict'] as const),
  ...['26000', '42P05'].map((code) => [code, coded(code), 'database_unavailable', 'unprepare'] as const),
  ...['22021', '22P02', '22001', '23514', '22007', '22008'].map(
    (code) => [code, coded(code), 'body_invalid', 'never'] as const,
  ),
  ['silence', new DatabaseTimeoutError(1), 'database_unavailable', 'never'],
  ['silence, as MikroORM wraps it', new DriverException(new DatabaseTimeoutError(1)), 'database_unavailable', 'never'],
  ['COMMIT answered by ROLLBACK', new RolledBackError(), 'database_unavailable', 'never'],
  ['broken during COMMIT', new OutcomeUnknownError(coded('ECONNRESET')), 'outcome_unknown', 'never'],
  ['broken during COMMIT, seen as a conflict', new OutcomeUnknownError(coded('40001')), 'outcome_unknown', 'never'],
  ['a statement without scope', new UnscopedStatementError(), 'internal', 'never'],
  ['a bug', new TypeError('x is not a function'), 'internal', 'never'],
  ['not even an error', 'text', 'internal', 'never'],
  ['an unknown SQLSTATE', coded('XX000'), 'internal', 'never'],
  ['a unique violation', coded('23505'), 'internal', 'never'],
  ['an answer already', new AppError('task_not_found'), 'task_not_found', 'never'],
  ['wrapped once', new Error('driver', { cause: coded('40001') }), 'database_unavailable', 'conflict'],
  [
    'wrapped twice',
    new Error('orm', { cause: new Error('driver', { cause: coded('57P03') }) }),
    'database_waking',
    'connect',
  ],
  [
    'every address of a host',
    Object.assign(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]), { code: undefined }),
    'database_unavailable',
    'connect',
  ],
];

for (const [name, error, code, retry] of TABLE) {
  test(`[EC-2] ${name}: ${code}, retried ${retry}`, () => {
    assert.equal(toAppError(error).code, code);
    assert.equal(retryOf(error), retry);
  });
}

/** Words of pg and of poolers for a statement that no server has seen, and of a server that ends a session. */
const NEVER_DONE = [
  new Error('Client has encountered a connection error and is not queryable'),
  coded('08P01', 'query_wait_timeout'),
  coded('08P01', 'server login has been failing, try again later (server_login_retry)'), // PgBouncer 1.18
  coded('08P01', 'server login has been failing, cached error: connect failed (server_login_retry)'), // and later
  coded('57P01', 'terminating connection due to administrator command'),
  coded('25P03', 'terminating connection due to idle-in-transaction timeout'),
];
for (const error of NEVER_DONE) {
  test(`[EC-2] a write that commits by itself is known not to have happened: ${error.message}`, () => {
    assert.equal(isUndone(error, false), true);
    assert.equal(isUndone(error, true), false, 'once the server has said that it was executed');
  });
}

test('[EC-2] what breaks while a write that commits by itself is under way leaves it open', () => {
  for (const error of [
    coded('ECONNRESET'),
    new Error('Connection terminated unexpectedly'),
    coded('08006', 'remote server read/write error'),
    coded('08P01', 'server conn crashed?'),
    new DatabaseTimeoutError(1_000),
  ])
    assert.equal(isUndone(error, false), false, error.message);
});

test('[EC-2] an answer of 500 and more says nothing of its cause', () => {
  for (const [name, error] of TABLE) {
    const answer = toAppError(error);
    if (answer.status >= 500)
      assert.doesNotMatch(answer.message, /words of the driver|not a function|terminated/, name);
  }
});
