/** `serve` from start to stop: refusals to start with their exit codes, and a clean stop. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/dev/free-port.ts';
import { databaseUrl, throwawayDatabase } from '../support/postgres.ts';
import { launch, outputOf, runProgram, SERVE_ENV, startServe } from '../support/server-process.ts';

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

test('a log that cannot be written (a full disk) ends nothing: requests are served, and stderr says so once', {
  skip: existsSync('/dev/full') ? false : 'needs /dev/full',
}, async (t) => {
  const port = String(await freePort());
  const env = { ...SERVE_ENV, DATABASE_URL: databaseUrl(), PORT: port };
  const child = launch(['serve'], env, undefined, openSync('/dev/full', 'w'));
  t.after(() => child.kill('SIGKILL'));
  const output = outputOf(child);
  const statusOf = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ status }) => status,
      () => 0,
    );
  for (let tries = 0; (await statusOf('/livez')) !== 200 && tries < 500; tries += 1) await sleep(20);
  for (let times = 0; times < 3; times += 1) assert.equal(await statusOf('/api/me'), 401);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  assert.equal(output.stderr.match(/The log cannot be written: ENOSPC/g)?.length, 1, output.stderr);
});
