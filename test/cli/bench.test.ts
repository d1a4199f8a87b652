/** `todo-api bench`, run as people run it, on a small data set. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { serverUrl } from '../support/postgres.ts';

const SMALL = ['--users', '5', '--tasks', '10', '--duration', '0.3', '--connections', '2'];
const MEMBERS = ['name', 'connections', 'rate', 'requests_per_second', 'p50', 'p95', 'p99', 'auth_p95'];

const bench = (args: readonly string[], env: Readonly<Record<string, string>> = { DATABASE_URL: serverUrl() }) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    const child = execFile(process.execPath, ['cli/todo-api.js', 'bench', ...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

test('[SC-005] bench measures scenarios of every kind, finds each body the caller’s own, and reports in the shape of the contract', async () => {
  const { code, stdout, stderr } = await bench([
    ...SMALL,
    '--scenario',
    'verify,refused,mixed',
    '--budget',
    '60000',
    '--json',
  ]);
  assert.equal(code, 0, stderr);
  const report = JSON.parse(stdout);
  assert.deepEqual(Object.keys(report), ['ok', 'budget_ms', 'scenarios']);
  assert.equal(report.ok, true);
  assert.deepEqual(
    report.scenarios.map(({ name }: { name: string }) => name),
    ['verify', 'refused', 'mixed'],
  );
  for (const line of report.scenarios) {
    assert.deepEqual(Object.keys(line), MEMBERS);
    assert.ok(
      line.requests_per_second > 0 && line.p50 > 0 && line.p50 <= line.p95 && line.p95 <= line.p99,
      JSON.stringify(line),
    );
    assert.equal(line.auth_p95 === null, line.name === 'refused');
  }
  assert.match(stderr, /\[3\/3\] todo-api: mixed, 2 connections/, 'progress is told on stderr');
});

test('[SC-005] a missed budget is exit code 1, and says what missed it', async () => {
  const { code, stdout, stderr } = await bench([...SMALL, '--scenario', 'verify', '--budget', '0.001', '--json']);
  assert.equal(code, 1);
  assert.equal(JSON.parse(stdout).ok, false);
  assert.match(stderr, /verify, 2 connections: p95 [\d.]+ ms/);
});

test('bench tells usage (2) from what is out of reach (3)', async () => {
  const url = ['--url', 'http://127.0.0.1:9'];
  const runs = [bench(['--scenario', 'sing']), bench(['--duration', 'long']), bench(url)]; // the last one has no token
  for (const { code } of await Promise.all(runs)) assert.equal(code, 2);
  assert.equal((await bench(url, { TODO_API_TOKEN: 'a.b.c' })).code, 3);
});
