/** The issuer of `dev` and of the tests: a real Better Auth, as the service expects one. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { type Issuer, type IssuerOptions, startIssuer } from '../../../cli/dev/better-auth.ts';
import { demoUsers } from '../../../cli/dev/demo-users.ts';
import { freePort } from '../../../cli/dev/free-port.ts';
import { throwawayDatabase } from '../../support/postgres.ts';

const SECRET = 'a secret of the tests, long enough';
const PASSWORD = 'a password of the tests';
const ENTRY = new URL('../../../cli/dev/issuer.ts', import.meta.url).pathname;

async function issuer(t: TestContext, options: Partial<IssuerOptions> = {}): Promise<Issuer> {
  const started = await startIssuer({ secret: SECRET, ...options });
  t.after(started.stop);
  return started;
}

const decoded = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

async function keyIds({ jwksUrl }: Issuer): Promise<string[]> {
  const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

test('[FR-011] tokens come from an issuer of their own: EdDSA by a published key, 15 minutes, iss = aud = its origin', async (t) => {
  const started = await issuer(t);
  const { ada } = await demoUsers(started.origin, PASSWORD);
  const [header, payload] = ada.token.split('.', 2).map(decoded);
  assert.deepEqual({ ...header, kid: '' }, { alg: 'EdDSA', kid: '' });
  assert.ok((await keyIds(started)).includes(header.kid));
  assert.deepEqual([payload.iss, payload.aud, payload.exp - payload.iat], [started.origin, started.origin, 900]);
  assert.match(payload.sub, /^[A-Za-z0-9]{32}$/);
  assert.equal(payload.sub, ada.userId);
});

test('[US3.1] accounts and keys outlive a restart of the issuer; a wrong password opens nothing', async (t) => {
  const databaseUrl = await throwawayDatabase(t);
  const first = await startIssuer({ secret: SECRET, databaseUrl });
  const before = await demoUsers(first.origin, PASSWORD);
  const keys = await keyIds(first);
  await first.stop();

  const second = await issuer(t, { databaseUrl, port: first.port });
  const after = await demoUsers(second.origin, PASSWORD);
  assert.equal(after.ada.userId, before.ada.userId);
  assert.equal(after.grace.userId, before.grace.userId);
  assert.deepEqual(await keyIds(second), keys);
  await assert.rejects(demoUsers(second.origin, 'another password'), /refused to sign (ada|grace)@example.com up: 422/);
});

test('whoever asks while the issuer still makes its tables waits for the answer', async (t) => {
  const port = await freePort();
  const started = issuer(t, { databaseUrl: await throwawayDatabase(t), port });
  let early: Response | null = null;
  while (early === null) {
    early = await fetch(`http://127.0.0.1:${port}/api/auth/jwks`, { signal: AbortSignal.timeout(20_000) }).catch(
      (error) => {
        if (error.cause?.code === 'ECONNREFUSED') return null;
        throw error;
      },
    );
  }
  assert.equal(early.status, 200);
  await started;
});

test('[FR-011] with rotation a new key signs, and the old one is still published for its grace period', async (t) => {
  const rotating = await issuer(t, { keyRotation: { intervalSeconds: 1, graceSeconds: 60 } });
  const first = await demoUsers(rotating.origin, PASSWORD);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const second = await demoUsers(rotating.origin, PASSWORD);
  const [old, recent] = [first, second].map(({ ada }) => decoded(ada.token.split('.')[0]).kid);
  assert.notEqual(old, recent);
  const published = await keyIds(rotating);
  assert.ok(published.includes(old) && published.includes(recent));
});

test('a local front-end on any port may call the issuer, a foreign page may not', async (t) => {
  const { origin } = await issuer(t);
  const preflight = (from: string) =>
    fetch(`${origin}/api/auth/token`, { method: 'OPTIONS', headers: { origin: from } });
  const local = await preflight('http://localhost:5173');
  assert.equal(local.status, 204);
  assert.equal(local.headers.get('access-control-allow-origin'), 'http://localhost:5173');
  for (const from of ['http://localhost.example', 'https://todo.example', 'http://localhost:5173.example', 'null']) {
    assert.equal((await preflight(from)).headers.get('access-control-allow-origin'), null, from);
  }
  const foreign = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://todo.example' },
    body: JSON.stringify({ email: 'ada@example.com', password: PASSWORD }),
  });
  assert.equal(foreign.status, 403);
});

test('a taken port is an error that names it, and leaves nothing open', async (t) => {
  const { port } = await issuer(t);
  await assert.rejects(startIssuer({ secret: SECRET, port }), { code: 'EADDRINUSE', port });
});

test('the issuer runs as a program of its own, and ends on SIGTERM', async (t) => {
  const port = await freePort();
  const env = {
    DATABASE_URL: await throwawayDatabase(t),
    BETTER_AUTH_SECRET: SECRET,
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  assert.match(String((await once(child.stderr, 'data'))[0]), new RegExp(`as http://127.0.0.1:${port}\n`));
  assert.equal((await fetch(`http://127.0.0.1:${port}/api/auth/jwks`)).status, 200);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);

  const unset = spawn(process.execPath, [ENTRY], { env: { DATABASE_URL: env.DATABASE_URL }, stdio: 'ignore' });
  assert.deepEqual(await once(unset, 'exit'), [2, null]);
});
