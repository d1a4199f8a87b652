/** `serve` from start to stop: refusals to start with their exit codes, and a clean stop. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseUrl, throwawayDatabase } from '../support/postgres.ts';
import { runProgram, SERVE_ENV, startServe } from '../support/server-process.ts';

test('a bad configuration ends with 2 and names every fault on stderr', async () => {
  const { code, stdout, stderr } = await runProgram(['serve'], { PORT: '70000', JWT_SECRET: 'short' });
  assert.equal(code, 2);
  assert.equal(stdout, '');
  for (const variable of [
    'PORT="70000"',
    'DATABASE_URL',
    'JWT_ISSUER',
    'JWT_AUDIENCE',
    'JWT_SECRET: must have at least 32',
  ]) {
    assert.ok(stderr.includes(variable), `${variable} in ${stderr}`);
  }
  assert.ok(!stderr.includes('short'), 'a secret is not told');
});

test('--json tells the faults as data', async () => {
  const { code, stdout, stderr } = await runProgram(['serve', '--json'], { PORT: 'x' });
  assert.deepEqual([code, stderr], [2, '']);
  const told = JSON.parse(stdout);
  assert.equal(told.ok, false);
  assert.ok(told.faults.some((fault: { variable: string }) => fault.variable === 'PORT'));
});

test('a port in use ends with 3 and names it', async (t) => {
  const { origin } = await startServe(t);
  const { port } = new URL(origin);
  const { code, stderr } = await runProgram(['serve'], { ...SERVE_ENV, DATABASE_URL: databaseUrl(), PORT: port });
  assert.equal(code, 3);
  assert.match(stderr, new RegExp(`Port ${port} is in use`));
});

test('a database without the schema ends with 1 and says what to do', async (t) => {
  const { code, stderr } = await runProgram(['serve'], { ...SERVE_ENV, DATABASE_URL: await throwawayDatabase(t) });
  assert.equal(code, 1);
  assert.match(stderr, /migrate up/);
});

test('SIGTERM and Ctrl-C on an idle server end with 0', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const server = await startServe(t);
    assert.equal((await fetch(`${server.origin}/livez`)).status, 200);
    assert.equal(await server.end(signal), 0, signal);
    assert.deepEqual(
      server.log.slice(-2).map((line) => line['msg']),
      ['stopping', 'stopped'],
    );
  }
});
