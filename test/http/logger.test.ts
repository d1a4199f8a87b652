/** The log: what it says of a request, and that it never says what grants access or belongs to a user. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger, describeError, scrub } from '../../src/http/logger.ts';
import { createTask } from '../../src/tasks/commands/create-task.ts';
import { build, signToken } from '../support/app.ts';
import { openDatabase } from '../support/database.ts';

/** A logger that keeps its lines. */
function keeper(level = 'debug') {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line) => void lines.push(line) });
  return { lines, logger, last: (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}') };
}

test('one line per request: id, user, method, route template, status and times, and nothing of what was sent', async (t) => {
  const { lines, logger, last } = keeper('info');
  const { user } = await build(t, { logger });
  const ada = await user();
  lines.length = 0;
  const answer = await ada.send('POST', ada.tasks, {
    payload: { title: 'buy-a-ring', description: 'nobody-may-know' },
    headers: { 'x-request-id': 'given-id' },
  });
  assert.equal(answer.statusCode, 201);
  assert.equal(lines.length, 1);
  const { time, ms, auth_ms, db_ms, ...facts } = last();
  assert.deepEqual(facts, {
    level: 'info',
    request_id: 'given-id',
    method: 'POST',
    route: '/api/:user_id/tasks',
    status: 201,
    user_id: ada.id,
    msg: 'request',
  });
  assert.match(String(time), /^\d{4}-\d\d-\d\dT.*Z$/);
  for (const duration of [ms, auth_ms, db_ms]) assert.equal(typeof duration, 'number');
  assert.ok(Number(ms) >= Number(db_ms));
  for (const secret of [ada.token, 'buy-a-ring', 'nobody-may-know']) assert.ok(!lines.join().includes(secret));
});

test('refused tokens leave neither themselves nor their claims in the log, unknown paths not themselves', async (t) => {
  const { lines, logger } = keeper();
  const { app } = await build(t, { logger });
  const token = await signToken('someone', { exp: 1, name: 'Ada Secret', email: 'ada@secret.example' });
  for (const url of ['/api/someone/tasks', '/api/me', `/nowhere/${token}`, `/api/me?token=${token}`]) {
    await app.inject({ url, headers: { authorization: `Bearer ${token}` } });
  }
  const text = lines.join();
  for (const part of [...token.split('.'), 'Secret', 'secret.example']) assert.ok(!text.includes(part), part);
  assert.equal(lines.filter((line) => JSON.parse(line).msg === 'request').length, 4);
});

test('probes leave no lines', async (t) => {
  const { lines, logger } = keeper('info');
  const { app } = await build(t, { logger });
  lines.length = 0;
  await app.inject('/livez');
  await app.inject('/readyz');
  assert.deepEqual(lines, []);
});

test('an error is told by type, code and place; what PostgreSQL and MikroORM quote of a row is not', () => {
  const row = Object.assign(new Error('invalid input syntax: "nobody-may-know"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Failing row contains (1, nobody-may-know).',
    parameters: ['nobody-may-know'],
  });
  const wrapped = new Error('the answer', { cause: row });
  const told = describeError(wrapped);
  assert.equal(told.cause?.code, '22P02');
  assert.match(told.cause?.stack ?? '', /^\s+at /);
  assert.ok(!JSON.stringify(told).includes('nobody-may-know'));
  assert.equal(describeError('nobody-may-know').message, 'not an Error');
});

test('a real refusal of the database, through the unit of work, tells nothing of the row', async (t) => {
  const database = openDatabase(t);
  const tooLong = { title: 'nobody-may-know '.repeat(50), description: null, completed: false };
  await assert.rejects(
    database.write('someone', (scope) => createTask(scope, tooLong)),
    (error) => {
      const told = JSON.stringify(describeError(error));
      assert.match(told, /"code":"(23514|22001)"/);
      assert.ok(!told.includes('nobody-may-know'), told);
      return true;
    },
  );
});

test('tokens and passwords are taken out of messages, secret members out of whatever is logged', async () => {
  const token = await signToken('someone');
  assert.equal(scrub(`bad token ${token}!`), 'bad token [token]!');
  assert.equal(
    scrub('cannot reach postgres://app:hun%2Fter2@db.example.com/todo and https://u:p@x'),
    'cannot reach postgres://app:***@db.example.com/todo and https://u:***@x',
  );
  const { logger, last } = keeper();
  logger.info({ authorization: token, request: { title: 'nobody-may-know', token }, port: 1 }, 'odd');
  const { authorization, request, port } = last();
  assert.deepEqual(
    { authorization, request, port },
    { authorization: '[redacted]', request: { title: '[redacted]', token: '[redacted]' }, port: 1 },
  );
});
