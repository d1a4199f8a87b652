/** `verify-token`: where its token and settings come from, how it ends, and what it must never print. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadConfig } from '../../../src/config.ts';
import { startFakeIssuer } from '../../support/issuer.ts';
import { runProgram } from '../../support/server-process.ts';
import { setStage } from './stage.ts';

const stage = await setStage({ after });
const { env, explainByCommand } = stage;

test('the token may come as argument, as -, by variable and by pipe, with what is around it when copied', async () => {
  const token = stage.forge.token();
  const runs = await Promise.all([
    runProgram(['verify-token', token], env),
    runProgram(['verify-token', '-'], { ...env, TODO_API_TOKEN: 'not this' }, token),
    runProgram(['verify-token'], { ...env, TODO_API_TOKEN: token }),
    runProgram(['verify-token'], env, `\n Authorization: Bearer ${token} \n`),
  ]);
  const codes = runs.map(({ code }) => code);
  assert.deepEqual(codes, [0, 0, 0, 0]);
});

test('an issuer out of reach is 3, with the checks that were made', async (t) => {
  const gone = await startFakeIssuer(t);
  await gone.stop();
  const told = await explainByCommand(stage.forge.token(), { JWT_JWKS_URL: gone.jwksUrl.href });
  assert.deepEqual([told.exit, told.ok, told.code, told.failed], [3, false, 'keys_unavailable', []]);
  const { stdout } = await runProgram(
    ['verify-token'],
    { ...env, JWT_JWKS_URL: gone.jwksUrl.href },
    stage.forge.token(),
  );
  assert.match(stdout, /– key +not checked/);
  assert.match(stdout, /Cannot be checked \(keys_unavailable\): .*ECONNREFUSED/);
});

test('a refused token is 1, and the answer is as the server would give it', async () => {
  const told = await explainByCommand(stage.forge.token({ payload: { exp: 1 } }));
  assert.deepEqual([told.exit, told.ok, told.code, told.user_id], [1, false, 'token_expired', null]);
  assert.deepEqual(
    told.failed.map(({ name }) => name),
    ['expiry'],
  );
});

test('no token, a bad configuration and unknown options are 2', async () => {
  const none = await runProgram(['verify-token'], env);
  assert.deepEqual([none.code, none.stdout], [2, '']);
  assert.match(none.stderr, /No token: pipe it/);
  assert.equal((await runProgram(['verify-token', '--jsn'], env, stage.forge.token())).code, 2);
});

/** A bad configuration and every variable that must be named at once. */
const FAULTY: readonly [string, Record<string, string>, readonly string[]][] = [
  ['nothing at all', {}, ['JWT_JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE']],
  ['both modes', { ...env, JWT_SECRET: 'x'.repeat(32) }, ['JWT_JWKS_URL']],
  ['a short secret, no issuer', { JWT_SECRET: 'hunter2', JWT_AUDIENCE: 'x' }, ['JWT_SECRET', 'JWT_ISSUER']],
  ['HS256 with a key set', { ...env, JWT_ALGORITHMS: 'EdDSA,HS256' }, ['JWT_ALGORITHMS="HS256"']],
  [
    'none, and EdDSA with a secret',
    { ...env, JWT_JWKS_URL: '', JWT_SECRET: 'x'.repeat(32), JWT_ALGORITHMS: 'none,EdDSA' },
    ['JWT_ALGORITHMS="none"', 'JWT_ALGORITHMS="EdDSA"'],
  ],
  ['http: beyond this machine', { ...env, JWT_JWKS_URL: 'http://issuer.example/jwks' }, ['JWT_JWKS_URL']],
  [
    'too much tolerance, an endless lifetime',
    { ...env, JWT_CLOCK_TOLERANCE: '31', JWT_MAX_LIFETIME: '1e9' },
    ['JWT_CLOCK_TOLERANCE="31"', 'JWT_MAX_LIFETIME="1e9"'],
  ],
];

for (const [what, settings, named] of FAULTY) {
  test(`a configuration of ${what} is refused with every fault named, and no secret told`, () => {
    assert.throws(
      () => loadConfig(settings, ['tokens']),
      (error: Error) => {
        for (const variable of named) assert.ok(error.message.includes(`\n  ${variable}`), error.message);
        return !error.message.includes('hunter2') && !error.message.includes('xxxx');
      },
    );
  });
}

for (const command of ['verify-token', 'serve']) {
  test(`${command} with such a configuration: 2, and the same words on stderr alone`, async () => {
    const settings = { JWT_SECRET: 'hunter2', JWT_AUDIENCE: 'x' };
    const { code, stderr, stdout } = await runProgram([command], settings, stage.forge.token());
    assert.deepEqual([code, stdout], [2, '']);
    for (const variable of ['JWT_SECRET', 'JWT_ISSUER']) assert.ok(stderr.includes(`\n  ${variable}`), stderr);
    assert.ok(!stderr.includes('hunter2'));
  });
}

test('variables may come from .env, and NO_COLOR takes colour away', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'todo-api-'));
  t.after(() => rm(folder, { recursive: true }));
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(folder, '.env'), lines.join(''));
  const coloured = await runProgram(['verify-token'], { FORCE_COLOR: '1' }, stage.forge.token(), folder);
  assert.equal(coloured.code, 0);
  assert.ok(coloured.stdout.startsWith('\u001b[32m✓'));
  const plain = await runProgram(['verify-token'], { NO_COLOR: '1' }, stage.forge.token(), folder);
  assert.ok(plain.stdout.startsWith('✓ size'));
});

test('neither token nor payload is printed beyond the checked claims, and nothing moves the cursor', async () => {
  const payload = { secret_note: 'penguin' };
  const good = stage.forge.token({ payload });
  const tokens = [
    good,
    stage.forge.token({ payload: { ...payload, sub: 'x\u001b]0;owned\u0007\u202ey' } }),
    stage.forge.token({ signer: stage.forge.stranger, payload }),
    `${good}.x`,
    good.replace('.', '!'),
  ];
  for (const token of tokens) {
    for (const args of [['verify-token'], ['verify-token', '--json'], ['verify-token', token]]) {
      const { stdout, stderr } = await runProgram(args, env, token);
      const parts = token.split(/[.!]/).filter((part) => part.length > 1);
      for (const secret of [...parts, 'penguin', 'Ada', 'ada@example.com', '\u001b', '\u0007', '\u202e']) {
        assert.ok(
          !`${stdout}${stderr}`.includes(secret),
          `${JSON.stringify(secret)} after ${args.join(' ').slice(0, 20)}`,
        );
      }
    }
  }
});
