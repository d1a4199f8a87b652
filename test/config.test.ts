/** The configuration: what is accepted, and that everything else is refused at once, without telling a secret. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VARIABLES } from '../src/config/variables.ts';
import { ConfigError, type ConfigFault, loadConfig } from '../src/config.ts';

const WORKING = {
  DATABASE_URL: 'postgresql://app:pass@db.example.com/todo',
  JWT_SECRET: 's'.repeat(32),
  JWT_ISSUER: 'https://auth.example.com',
  JWT_AUDIENCE: 'https://auth.example.com',
};
const ALL = ['server', 'database', 'tokens', 'dev'] as const;
const load = (env: Record<string, string | undefined>) => loadConfig({ ...WORKING, ...env }, ALL);

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

test('defaults are those of the contract, and the result is frozen all through', () => {
  const config = load({});
  const { server, tokens, dev } = config;
  assert.deepEqual([server.host, server.port, server.adminPort], ['127.0.0.1', 3000, null]);
  assert.deepEqual([server.rateLimitPerMinute, server.trustProxy, server.corsOrigins], [600, false, []]);
  assert.deepEqual([tokens.clockTolerance, tokens.maxLifetime, dev.dataDir], [5, 604_800, '.todo-api']);
  assert.ok([config, server, server.corsOrigins, tokens, tokens.keys, tokens.algorithms].every(Object.isFrozen));
});

test('every fault is named at once, with variable, value and remedy', () => {
  const faults = faultsOf({ ...blank(WORKING), PORT: '70000', LOG_LEVEL: 'loud', JWT_CLOCK_TOLERANCE: '31' });
  assert.deepEqual(
    faults.map(({ variable, value }) => [variable, value]),
    [
      ['PORT', '70000'],
      ['LOG_LEVEL', 'loud'],
      ['DATABASE_URL', null],
      ['JWT_ISSUER', null],
      ['JWT_AUDIENCE', null],
      ['JWT_CLOCK_TOLERANCE', '31'],
      ['JWT_JWKS_URL', null],
    ],
  );
  assert.match(new ConfigError(faults).message, /PORT="70000": must be a whole number from 0 to 65535/);
});

test('no schema of a variable says more than is looked at', () => {
  const known = {
    integer: ['default', 'minimum', 'maximum', 'otherwise'],
    boolean: ['default'],
    string: ['default', 'enum', 'otherwise', 'secret'],
  };
  for (const { properties } of Object.values(VARIABLES)) {
    for (const [name, schema] of Object.entries(properties)) {
      const { type = 'string', description, ...keywords } = JSON.parse(JSON.stringify(schema));
      assert.ok(Object.hasOwn(known, type) && typeof description === 'string', name);
      const unknown = Object.keys(keywords).filter((keyword) => !known[type as keyof typeof known].includes(keyword));
      assert.deepEqual(unknown, [], name);
    }
  }
});

test('a section is read for the command that needs it, and no other', () => {
  assert.equal(loadConfig({}, ['server']).server.port, 3000);
  assert.throws(() => loadConfig(blank(WORKING), ['tokens']), ConfigError);
});

test('numbers and switches have one spelling', () => {
  for (const PORT of ['1e2', '0x10', ' 5', '5 ', '+5', '05', '5.0', '-1', 'NaN', '99999999999999999999']) {
    assert.deepEqual(faulty({ PORT }), ['PORT'], PORT);
  }
  for (const JWT_JWKS_ALLOW_HTTP of ['TRUE', '1', 'yes']) {
    assert.deepEqual(faulty({ JWT_JWKS_ALLOW_HTTP }), ['JWT_JWKS_ALLOW_HTTP']);
  }
  assert.deepEqual(faulty({ PORT: '', ADMIN_PORT: '', LOG_LEVEL: '' }), [], 'empty is not set');
});

test('lists: origins as browsers send them, addresses and ranges of proxies', () => {
  assert.deepEqual(load({ CORS_ORIGINS: 'https://a.example, http://localhost:5173' }).server.corsOrigins, [
    'https://a.example',
    'http://localhost:5173',
  ]);
  for (const CORS_ORIGINS of [
    '*',
    'https://a.example/',
    'a.example',
    'https://A.example',
    'null',
    'https://a.example,',
  ]) {
    assert.ok(faulty({ CORS_ORIGINS }).includes('CORS_ORIGINS'), CORS_ORIGINS);
  }
  assert.deepEqual(load({ TRUST_PROXY: '10.0.0.0/8,::1' }).server.trustProxy, ['10.0.0.0/8', '::1']);
  for (const TRUST_PROXY of ['true', '10.0.0.0/33', '10.0.0.0/8/8', 'proxy.example', '1.2.3', '::1/129']) {
    assert.deepEqual(faulty({ TRUST_PROXY }), ['TRUST_PROXY'], TRUST_PROXY);
  }
});

test('exactly one kind of key, with algorithms that fit it', () => {
  const jwks = { JWT_SECRET: undefined, JWT_JWKS_URL: 'https://auth.example.com/api/auth/jwks' };
  assert.deepEqual(load({}).tokens.algorithms, ['HS256']);
  assert.deepEqual(load(jwks).tokens.algorithms, ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256']);
  assert.deepEqual(load({ ...jwks, JWT_ALGORITHMS: 'EdDSA,ES256' }).tokens.algorithms, ['EdDSA', 'ES256']);
  assert.deepEqual(faulty({ JWT_SECRET: undefined }), ['JWT_JWKS_URL'], 'none');
  assert.deepEqual(faulty({ JWT_JWKS_URL: jwks.JWT_JWKS_URL }), ['JWT_JWKS_URL'], 'both');
  assert.deepEqual(faulty({ ...jwks, JWT_ALGORITHMS: 'HS256' }), ['JWT_ALGORITHMS']);
  assert.deepEqual(faulty({ ...jwks, JWT_ALGORITHMS: 'none,ES256' }), ['JWT_ALGORITHMS']);
  assert.deepEqual(faulty({ JWT_ALGORITHMS: 'ES256' }), ['JWT_ALGORITHMS']);
});

test('the secret counts in bytes', () => {
  assert.deepEqual(faulty({ JWT_SECRET: 's'.repeat(31) }), ['JWT_SECRET']);
  assert.deepEqual(faulty({ JWT_SECRET: 'ä'.repeat(16) }), []);
});

test('the key set comes over https, but for this machine', () => {
  const via = (JWT_JWKS_URL: string, allow = 'false') =>
    faulty({ JWT_SECRET: undefined, JWT_JWKS_URL, JWT_JWKS_ALLOW_HTTP: allow });
  for (const host of ['localhost', '127.0.0.1:3001', '127.9.9.9', '[::1]:3001'])
    assert.deepEqual(via(`http://${host}/k`), []);
  for (const host of ['auth:3001', '10.0.0.1', 'localhost.example.com', '127.0.0.1.example.com', '0.0.0.0']) {
    assert.deepEqual(via(`http://${host}/k`), ['JWT_JWKS_URL'], host);
  }
  assert.deepEqual(via('http://auth:3001/k', 'true'), []);
  for (const url of ['auth.example.com/jwks', 'file:///etc/keys', 'https://user:pass@auth.example.com/']) {
    assert.deepEqual(via(url, 'true'), ['JWT_JWKS_URL'], url);
  }
});

const blank = (env: object) => Object.fromEntries(Object.keys(env).map((name) => [name, '']));
