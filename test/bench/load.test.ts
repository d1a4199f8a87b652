/** The parts of the bench: what they count, space and check. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { evenly } from '../../bench/arrivals.ts';
import { planCells } from '../../bench/cells.ts';
import { taskIdOf, userIdOf } from '../../bench/dataset.ts';
import { Latencies } from '../../bench/latencies.ts';
import { runLoad } from '../../bench/load.ts';
import { belongsTo } from '../../bench/ownership.ts';
import { between } from '../../bench/performance-page.ts';
import { median } from '../../bench/report.ts';
import { requestsOf, scenarioNamed } from '../../bench/scenarios.ts';
import { Tally } from '../../bench/tally.ts';

const USER = { userId: 'me', token: 'a.b.Cd', taskIds: [taskIdOf(0, 0), taskIdOf(0, 1)] };

test('[SC-005] percentiles are those of the values recorded, within a thousandth', () => {
  const latencies = new Latencies();
  for (let ms = 1; ms <= 1000; ms += 1) latencies.record(ms);
  for (const [percentile, ms] of [
    [50, 500],
    [95, 950],
    [99, 990],
  ] as const) {
    assert.ok(
      Math.abs(latencies.percentile(percentile) - ms) <= ms / 500,
      `p${percentile}: ${latencies.percentile(percentile)}`,
    );
  }
  assert.equal(new Latencies().percentile(95), 0);
});

test('arrivals are evenly spaced, and their intended times do not depend on how long anything takes', async () => {
  const intended: number[] = [];
  const late: number[] = [];
  await evenly(500, 400, (n, at) => {
    intended.push(at);
    late.push(performance.now() - at);
    if (n === 50) for (const until = performance.now() + 60; performance.now() < until; ); // somebody blocks the loop
  });
  assert.equal(intended.length, 200);
  for (const [i, at] of intended.entries()) assert.ok(Math.abs(at - (intended[0] ?? 0) - i * 2) < 1e-6);
  assert.ok(Math.min(...late) >= 0, 'none is early');
  assert.ok((late[51] ?? 0) > 50, 'what the delay cost is counted');
});

test('[SC-002] a body that holds a row of anybody else, or no row at all, is told from one that is the own', () => {
  assert.ok(belongsTo('me', '{"items":[{"user_id":"me"},{"user_id":"me"}]}'));
  assert.ok(belongsTo('me', '{"items":[],"next_cursor":null}'));
  assert.ok(belongsTo('a"b', '{"user_id":"a\\"b"}'));
  assert.ok(!belongsTo('me', '{"items":[{"user_id":"me"},{"user_id":"you"}]}'));
  assert.ok(!belongsTo('me', '{"user_id":"me2"}'));
  assert.ok(!belongsTo('me', '{"title":"\\"user_id\\":\\"me\\""}'));
});

test('a tally counts wrong and foreign answers from the first one on, and times only between begin and end', () => {
  const tally = new Tally();
  const [request] = requestsOf(scenarioNamed('get'), USER);
  assert.ok(request !== undefined);
  tally.check(request, 200, '{"user_id":"you"}');
  tally.check(request, 503, '{}');
  tally.time(1, 'auth;dur=9, db;dur=1');
  tally.begin();
  tally.time(2, 'auth;dur=0.5, db;dur=1');
  tally.end();
  tally.time(3, undefined);
  const { requests, p50, auth_p95, failures } = tally.result();
  assert.equal(requests, 1);
  assert.ok(Math.abs(p50 - 2) < 0.01 && Math.abs((auth_p95 ?? 0) - 0.5) < 0.01);
  assert.deepEqual(failures, { foreign: 1, 'status 503': 1 });
});

test('each round changes every task twice, and a forged token differs in its signature alone', () => {
  const updates = requestsOf(scenarioNamed('update'), USER);
  assert.equal(updates.length, 4);
  assert.equal(updates[0]?.path, updates[2]?.path);
  assert.notEqual(updates[0]?.body, updates[2]?.body);
  assert.equal(requestsOf(scenarioNamed('refused'), USER)[0]?.headers['authorization'], 'Bearer a.b.Ad');
});

test('ids of users and tasks are distinct, and ids of tasks are UUIDs of version 7', () => {
  const ids = [taskIdOf(0, 0), taskIdOf(0, 1), taskIdOf(1, 0), taskIdOf(1000, 99_999)];
  assert.equal(new Set(ids).size, 4);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(userIdOf(7), /^[a-z0-9]{32}$/);
});

test('the plan: defaults, closed load alone, open load alone, and no unknown scenario', () => {
  const none = { scenarios: undefined, connections: undefined, rate: undefined };
  assert.deepEqual(planCells(none).at(-1), { scenario: 'mixed', connections: 1000, rate: 1000 });
  assert.deepEqual(planCells({ ...none, scenarios: ['get'], connections: [3] }), [
    { scenario: 'get', connections: 3, rate: null },
  ]);
  assert.deepEqual(planCells({ ...none, scenarios: ['get'], rate: 9 }), [
    { scenario: 'get', connections: 1000, rate: 9 },
  ]);
  assert.throws(() => planCells({ ...none, scenarios: ['sing'] }), /No scenario "sing"/);
});

test('medians, and generated text between its markers and nowhere else', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  const page = 'a\n<!-- bench:x -->\nold\n<!-- /bench:x -->\nb';
  assert.equal(between(page, 'x', 'new'), 'a\n<!-- bench:x -->\nnew\n<!-- /bench:x -->\nb');
  assert.throws(() => between(page, 'y', 'new'), /lacks the markers/);
});

/** Processes that this one has started to make load, from /proc. */
const loadProcesses = (): number[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const isLoad = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('load-process.ts');
      const isOurs = readFileSync(`/proc/${name}/status`, 'utf8').includes(`\nPPid:\t${process.pid}\n`);
      return isLoad && isOurs ? [Number(name)] : [];
    } catch {
      return []; // it has just ended
    }
  });

test('a load process that is killed, as a system short of memory does, is an error that says so, and no endless wait', {
  skip: existsSync('/proc/self/cmdline') ? false : 'needs /proc',
}, async (t) => {
  const server = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listening on TCP
  const job = { scenario: 'verify', connections: 1, rate: null, warmUpMs: 10, durationMs: 60_000, users: [USER] };
  const load = runLoad({ origin: `http://127.0.0.1:${port}`, ...job }, () => {
    for (const pid of loadProcesses()) process.kill(pid, 'SIGKILL');
  });
  const ended = load.then(String, ({ message }: Error) => message);
  assert.match(await Promise.race([ended, sleep(10_000, 'nothing')]), /ended without a result \(SIGKILL\)/);
});
