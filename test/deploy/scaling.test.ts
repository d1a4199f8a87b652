/** `docker compose up --scale api=3`, its parts as processes: scaled down and up again under load, and nobody notices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoUser, demoUsers } from '../../cli/dev/demo-users.ts';
import { NO_DEPLOYMENT, ScaledApi, startDeployment } from '../support/deployment.ts';
import { runProgram, type ServerProcess } from '../support/server-process.ts';

/** 2 × 0.5 s in deploy/haproxy.cfg, and a slow machine. */
const NOTICED_MS = 1_500;

/** One user creates, toggles, lists and deletes until `stop`. @returns what did not go as it should */
async function work(origin: string, { userId, token }: DemoUser, stop: AbortSignal): Promise<string[]> {
  const failures: string[] = [];
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${origin}/api/${userId}/tasks${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) failures.push(`${method} ${response.status} ${text}`);
    return text;
  };
  while (!stop.aborted) {
    try {
      const { id } = JSON.parse(await send('POST', '', { title: 'x' }));
      await send('PATCH', `/${id}/complete`);
      await send('GET', '?limit=5');
      await send('DELETE', `/${id}`);
      await sleep(20); // it is not about speed
    } catch (error) {
      failures.push(String(error));
    }
  }
  return failures;
}

const requestsOf = ({ log }: ServerProcess) => log.filter(({ route }) => route !== undefined);

/** Resolves when an instance has served so many requests. */
async function served(api: ServerProcess, count: number): Promise<void> {
  for (let tries = 0; requestsOf(api).length < count; tries += 1) {
    assert.ok(tries < 200, `${api.origin} had ${requestsOf(api).length} requests`);
    await sleep(50);
  }
}

const title =
  '[FR-012] three instances behind HAProxy and PgBouncer share the load; one goes, another comes: zero failed requests';
test(title, { skip: NO_DEPLOYMENT }, async (t) => {
  const deployment = await startDeployment(t);
  const users = Object.values(await demoUsers(deployment.issuer, 'a password of the tests'));
  assert.ok((await fetch(`${deployment.issuer}/api/auth/ok`)).ok, 'compose waits for this answer');
  const doctor = await runProgram(['doctor'], deployment.environment('api'));
  assert.equal(doctor.code, 0, doctor.stdout + doctor.stderr);
  const scaled = await ScaledApi.start(t, { ...deployment.environment('api'), RATE_LIMIT_PER_MINUTE: '0' });
  const [leaving, ...staying] = await Promise.all([scaled.add(), scaled.add(), scaled.add()]);
  await scaled.haproxy.ready();

  const stop = new AbortController();
  t.after(() => stop.abort());
  const load = [...users, ...users].map((user) => work(scaled.haproxy.origin, user, stop.signal));
  await Promise.all([leaving, ...staying].map((api) => served(api, 20)));
  const told = Date.now();
  assert.equal(await scaled.remove(leaving), 0);
  const last = Date.parse(String(requestsOf(leaving).at(-1)?.['time'])) - told;
  assert.ok(last < NOTICED_MS, `it had requests until ${last} ms after SIGTERM: readiness is not looked at`);
  await served(await scaled.add(), 20);
  stop.abort();
  assert.deepEqual((await Promise.all(load)).flat(), []);
});
