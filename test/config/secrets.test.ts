/** Secrets of the configuration: from files too, and told to nobody. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ConfigError, type ConfigFault, loadConfig } from '../../src/config.ts';

const SECRET = 's'.repeat(32);
const WORKING = {
  DATABASE_URL: 'postgresql://app@db.example.com/todo',
  JWT_SECRET: SECRET,
  JWT_ISSUER: 'i',
  JWT_AUDIENCE: 'a',
};
const load = (env: Record<string, string | undefined>) => loadConfig({ ...WORKING, ...env }, ['database', 'tokens']);

function faultsOf(env: Record<string, string | undefined>): readonly ConfigFault[] {
  try {
    load(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.faults;
  }
  return [];
}
const faulty = (env: Record<string, string | undefined>) => faultsOf(env).map((fault) => fault.variable);

test('secrets come from files too', (t) => {
  const file = fileWith(t, `${SECRET}\n`);
  const keys = load({ JWT_SECRET: undefined, JWT_SECRET_FILE: file }).tokens.keys;
  assert.deepEqual(keys, { mode: 'secret', secret: SECRET });
  assert.deepEqual(faulty({ JWT_SECRET_FILE: file }), ['JWT_SECRET_FILE'], 'both');
  assert.deepEqual(faulty({ DATABASE_URL: undefined, DATABASE_URL_FILE: `${file}.none` }), ['DATABASE_URL_FILE']);
  assert.deepEqual(faulty({ DATABASE_URL: undefined, DATABASE_URL_FILE: fileWith(t, '\n') }), ['DATABASE_URL_FILE']);
});

test('no secret is told: neither JWT_SECRET nor a password, however faulty', () => {
  const secrets = ['hunter2', 'p%40ss'];
  const urls = [
    'postgres://app:hunter2@db.example.com/',
    'postgres://app:hunter2@db.example.com/todo?sslmode=no&password=hunter2',
    'postgres://app:hunter2@db.example.com:port/todo',
    'mysql://app:hunter2@db.example.com/todo',
    'hunter2',
    'postgres://:p%40ss@db.example.com/todo',
  ];
  for (const DATABASE_URL of urls) {
    const faults = faultsOf({ DATABASE_URL, DATABASE_URL_UNPOOLED: DATABASE_URL, JWT_SECRET: 'hunter2' });
    assert.ok(faults.length > 1, DATABASE_URL);
    const told = JSON.stringify(faults) + new ConfigError(faults).message;
    assert.ok(!secrets.some((secret) => told.includes(secret)), told);
  }
});

function fileWith(t: TestContext, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'todo-api-config-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'secret'), content);
  return join(folder, 'secret');
}
