/** The admin listener: what Prometheus reads, and probes beside it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { AppError } from '../../src/errors.ts';
import { buildAdminApp } from '../../src/http/admin-app.ts';
import type { Health } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { build } from '../support/app.ts';

const HEALTHY: Health = { ready: () => 'ready', keysHeld: () => true, stopping: () => false };
const gauged = { pool: { total: 5, idle: 2, waiting: 7 }, keySetAgeSeconds: () => 42 };
const admin = (health = HEALTHY, metrics = createMetrics(gauged)) =>
  buildAdminApp({ health, metrics, logger: pino({ level: 'silent' }) });

test('requests are counted and timed by method, route template and status; no series names a user', async (t) => {
  const metrics = createMetrics(gauged);
  const { app, user } = await build(t, { metrics });
  const ada = await user();
  await ada.create();
  await ada.send('GET', `${ada.tasks}?limit=5`);
  await ada.send('GET', '/api/somebody-else/tasks');
  await app.inject('/wp-login.php');
  const text = (await admin(HEALTHY, metrics).inject('/metrics')).body;
  for (const series of [
    'http_request_duration_seconds_count{method="POST",route="/api/:user_id/tasks",status="201"} 1',
    'http_request_duration_seconds_count{method="GET",route="/api/:user_id/tasks",status="200"} 1',
    'http_request_duration_seconds_count{method="GET",route="/api/:user_id/tasks",status="403"} 1',
    'http_request_duration_seconds_count{method="GET",route="(none)",status="404"} 1',
    'jwt_verification_duration_seconds_count 3',
    'db_pool_connections_in_use 3',
    'db_pool_connections_idle 2',
    'db_pool_requests_waiting 7',
    'jwks_age_seconds 42',
  ]) {
    assert.ok(
      text.includes(`${series}\n`),
      `${series} in ${text.match(/^[a-z]+_.*(count|pool|jwks).*$/gm)?.join('\n')}`,
    );
  }
  assert.match(text, /^nodejs_eventloop_lag_p99_seconds \d/m);
  for (const secret of [ada.id, 'somebody-else', 'wp-login']) assert.ok(!text.includes(secret), secret);
});

test('metrics are on the admin listener alone', async (t) => {
  const { app } = await build(t, { metrics: createMetrics(gauged) });
  assert.equal((await app.inject('/metrics')).statusCode, 404);
  const answer = await admin().inject('/metrics');
  assert.match(String(answer.headers['content-type']), /^text\/plain; version=0\.0\.4/);
  assert.equal((await admin().inject('/api/me')).statusCode, 404);
});

test('readiness says what is missing, on both listeners; liveness does not care', async (t) => {
  const cases: [Partial<Health>, string][] = [
    [{ stopping: () => true }, 'shutting_down'],
    [
      { ready: () => new AppError('database_unavailable', { detail: 'ECONNREFUSED 10.0.0.7' }) },
      'database_unavailable',
    ],
    [{ ready: () => new AppError('isolation_not_proven') }, 'isolation_not_proven'],
    [{ keysHeld: () => false }, 'keys_unavailable'],
  ];
  for (const [fault, code] of cases) {
    const health = { ...HEALTHY, ...fault };
    const { app } = await build(t, { health });
    for (const listener of [app, admin(health)]) {
      const answer = await listener.inject('/readyz');
      assert.deepEqual([answer.statusCode, answer.json().code], [503, code]);
      assert.ok(Number(answer.headers['retry-after']) > 0);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.ok(!answer.body.includes('10.0.0.7'), 'nothing internal');
      assert.equal((await listener.inject('/livez')).statusCode, 200);
    }
  }
  const { app } = await build(t, { health: HEALTHY });
  for (const listener of [app, admin()])
    assert.deepEqual((await listener.inject('/readyz')).json(), { status: 'ready' });
});
