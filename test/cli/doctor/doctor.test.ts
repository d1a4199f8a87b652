/** `doctor` names what is wrong with a deployment, and what to do. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { migrateUp } from '../../../src/db/migrator.ts';
import { migratedDatabase } from '../../support/database.ts';
import { found, foundByCommand } from '../../support/doctor.ts';
import { startFakeIssuer } from '../../support/issuer.ts';
import { plainLogin } from '../../support/plain-login.ts';
import { NO_POOLER, startPooler } from '../../support/pooler.ts';
import { administer, databaseUrl, throwawayDatabase } from '../../support/postgres.ts';
import { runProgram, SERVE_ENV } from '../../support/server-process.ts';

const edKey = () => ({ ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'EdDSA' });

test('doctor finds nothing that would hurt where all is well, for people and for pipelines', async (t) => {
  const issuer = await startFakeIssuer(t, [edKey()]);
  const env = {
    DATABASE_URL: databaseUrl(),
    JWT_SECRET: undefined,
    JWT_JWKS_URL: issuer.jwksUrl.href,
    JWT_ISSUER: issuer.origin,
  };
  const { code, ok, errors, warnings, findings } = await foundByCommand(env);
  assert.deepEqual([code, ok, errors, warnings], [0, true, [], ['login']]);
  assert.match(findings.find(({ check }) => check === 'login')?.found ?? '', /superuser/);
  const { code: again, stdout, stderr } = await runProgram(['doctor'], { ...SERVE_ENV, ...env });
  assert.equal(again, 0);
  assert.match(stdout, /^✓ row-level security: enabled, forced and active/m);
  assert.match(stdout, /^✓ key set: 1 published, usable for EdDSA/m);
  assert.match(stdout, /^! RATE_LIMIT_PER_MINUTE: off\n {4}→ Set a limit/m);
  assert.match(stderr, /Nothing here would hurt/);
  assert.ok(!(stdout + stderr).includes(new URL(databaseUrl()).password), 'no password is shown');
});

test('doctor names pending migrations, a missing second wall and drift', async (t) => {
  const empty = await found({ DATABASE_URL: await throwawayDatabase(t) });
  assert.deepEqual(empty.errors, ['migrations', 'row-level security']);
  assert.match(empty.findings.find(({ check }) => check === 'migrations')?.remedy ?? '', /migrate up/);

  const url = await migratedDatabase(t);
  await administer(['alter table tasks disable row level security', 'alter table tasks add column extra text'], url);
  const broken = await found({ DATABASE_URL: url });
  assert.deepEqual(broken.errors, ['migrations', 'row-level security']);
  assert.match(
    broken.findings.find(({ check }) => check === 'row-level security')?.found ?? '',
    /on the table tasks\b/,
  );
});

test('doctor names a login that may not switch to the runtime role, and one that may is fine', async (t) => {
  const owner = await migratedDatabase(t);
  const url = await plainLogin(t, owner);
  const denied = await found({ DATABASE_URL: url, DATABASE_URL_UNPOOLED: owner });
  assert.deepEqual(denied.errors, ['runtime role', 'row-level security']);
  await administer([`grant todo_api_app to ${new URL(url).username}`]);
  const granted = await found({ DATABASE_URL: url, DATABASE_URL_UNPOOLED: owner });
  assert.deepEqual([granted.errors, granted.warnings], [[], []]);
});

test('doctor by a server’s login, which owns nothing, says so instead of drift that it merely cannot see', async (t) => {
  const owner = await migratedDatabase(t);
  const url = await plainLogin(t, owner);
  await migrateUp({ url, unpooledUrl: owner }); // grants it the runtime role, and no more
  // As in docker-compose.yml: both connection strings are the server's.
  const { errors, warnings, findings } = await found({ DATABASE_URL: url, DATABASE_URL_UNPOOLED: url });
  assert.deepEqual([errors, warnings], [[], ['migrations']]);
  assert.match(
    findings.find(({ check }) => check === 'migrations')?.found ?? '',
    /1 of 1 ran.* does not own the tables/,
  );

  await administer(['delete from todo_api_migrations'], owner);
  const pending = await found({ DATABASE_URL: url, DATABASE_URL_UNPOOLED: url });
  assert.deepEqual(pending.errors, ['migrations', 'row-level security']);
  assert.match(pending.findings.find(({ check }) => check === 'migrations')?.found ?? '', /^pending: /);
});

test('doctor tells pooled from direct, and refuses migrations through a pooler', { skip: NO_POOLER }, async (t) => {
  const direct = await migratedDatabase(t);
  const pooled = await startPooler(t, direct);
  const good = await found({ DATABASE_URL: pooled, DATABASE_URL_UNPOOLED: direct });
  assert.deepEqual(good.errors, []);
  assert.equal(good.findings.find(({ check }) => check === 'pooler')?.found, 'through a pooler');
  const bad = await found({ DATABASE_URL: pooled });
  assert.deepEqual(bad.errors, ['DATABASE_URL_UNPOOLED']);
});

test('doctor names an issuer whose clock is off, and keys that cannot be used', async (t) => {
  const issuer = await startFakeIssuer(t, [edKey()]);
  const env = {
    DATABASE_URL: databaseUrl(),
    JWT_SECRET: undefined,
    JWT_JWKS_URL: issuer.jwksUrl.href,
    JWT_ISSUER: issuer.origin,
  };
  for (const [seconds, words] of [
    [-60, /behind this machine: tokens are refused/],
    [60, /ahead of this machine/],
  ] as const) {
    issuer.answer = (response) => {
      response.setHeader('date', new Date(Date.now() + seconds * 1_000).toUTCString());
      response.end(JSON.stringify({ keys: issuer.keys }));
    };
    const { errors, findings } = await found(env);
    assert.deepEqual(errors, ['clock of the issuer']);
    assert.match(findings.find(({ check }) => check === 'clock of the issuer')?.found ?? '', words);
  }
  issuer.answer = (response) => response.end(JSON.stringify({ keys: issuer.keys }));
  const unusable = await found({ ...env, JWT_ALGORITHMS: 'RS256' });
  assert.deepEqual(unusable.errors, ['key set']);
});

test('doctor warns of what is allowed and may not be meant', async () => {
  const { code, ok, errors, warnings } = await foundByCommand({
    DATABASE_URL: databaseUrl(),
    JWT_SECRET: 'abababababababababababababababababab',
    JWT_ISSUER: 'https://issuer.test/',
    JWT_MAX_LIFETIME: '31536000',
    RATE_LIMIT_PER_MINUTE: '0',
  });
  assert.deepEqual([code, ok, errors], [1, false, ['JWT_SECRET']]);
  assert.deepEqual(warnings, ['RATE_LIMIT_PER_MINUTE', 'JWT_MAX_LIFETIME', 'JWT_ISSUER', 'login']);
});

test('doctor exits 3 for what cannot be reached, and 2 for a configuration that cannot be used, naming all faults', async (t) => {
  const issuer = await startFakeIssuer(t);
  await issuer.stop();
  const keys = { JWT_SECRET: undefined, JWT_JWKS_URL: issuer.jwksUrl.href, JWT_ISSUER: issuer.origin };
  const noIssuer = await foundByCommand({ DATABASE_URL: databaseUrl(), ...keys });
  assert.deepEqual([noIssuer.code, noIssuer.errors], [3, ['key set']]);
  const noDatabase = await foundByCommand({ DATABASE_URL: 'postgres://u:p@127.0.0.1:9/x' });
  assert.deepEqual([noDatabase.code, noDatabase.errors], [3, ['DATABASE_URL', 'DATABASE_URL_UNPOOLED']]);
  const insecure = {
    JWT_JWKS_URL: 'http://issuer.invalid/jwks',
    JWT_JWKS_ALLOW_HTTP: 'true',
    JWT_ISSUER: 'http://issuer.invalid',
  };
  const { warnings } = await found({ DATABASE_URL: databaseUrl(), ...keys, ...insecure });
  assert.ok(warnings.includes('JWT_JWKS_URL'), String(warnings));

  const { code, stderr } = await runProgram(['doctor'], { PORT: 'x', DATABASE_URL: 'mysql://x' });
  assert.equal(code, 2);
  for (const variable of ['PORT', 'DATABASE_URL', 'JWT_JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE'])
    assert.match(stderr, new RegExp(variable));
});
