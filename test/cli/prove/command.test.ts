/** The command `prove` as a person or a pipeline calls it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { build } from '../../support/app.ts';
import { serveLeaky } from '../../support/leaky-server.ts';
import { databaseUrl } from '../../support/postgres.ts';

const MAIN = new URL('../../../cli/todo-api.js', import.meta.url).pathname;

const shared = build({ after });
const listening = shared.then(({ app }) => app.listen({ host: '127.0.0.1', port: 0 }));

interface Call {
  readonly env?: Record<string, string>;
  readonly stdin?: string;
  readonly meanwhile?: (child: ChildProcess) => void;
}

async function call(args: readonly string[], { env = {}, stdin = '', meanwhile }: Call = {}) {
  const child = spawn(process.execPath, [MAIN, 'prove', ...args], { env: { PATH: process.env['PATH'], ...env } });
  child.stdin.end(stdin);
  meanwhile?.(child);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

async function people() {
  const { user } = await shared;
  const [a, b] = [await user(), await user()];
  const left = async () => Promise.all([a, b].map(async ({ send, tasks }) => (await send('GET', tasks)).json().items));
  return { a, b, env: { TODO_API_TOKEN_A: a.token, TODO_API_TOKEN_B: b.token }, left };
}

test('prove prints a table on stdout, progress on stderr, exits 0 and leaves nothing behind', async () => {
  const { env, left, a } = await people();
  const { code, stdout, stderr } = await call([await listening, '--database', databaseUrl()], { env });
  assert.equal(code, 0, stderr);
  const lines = stdout.trimEnd().split('\n');
  assert.match(lines[0] ?? '', /attack +expected +found +what it tries/);
  assert.ok(lines.slice(1).every((line) => line.startsWith('✓')));
  assert.ok(lines.some((line) => line.includes('sql.a.select')));
  assert.match(stderr, /50 of \d+ attacks\n.*All \d+ attacks were stopped/s);
  assert.ok(!(stdout + stderr).includes(a.token), 'no token is printed');
  assert.deepEqual(await left(), [[], []]);
});

test('prove --json is exactly the shape of the contract; tokens may come from stdin', async () => {
  const { a, b } = await people();
  const { code, stdout } = await call([await listening, '--json'], { stdin: `${a.token}\n${b.token}\n` });
  assert.equal(code, 0);
  const answer = JSON.parse(stdout);
  assert.deepEqual(Object.keys(answer), ['ok', 'attacks']);
  assert.equal(answer.ok, true);
  for (const attack of answer.attacks) assert.deepEqual(Object.keys(attack), ['id', 'name', 'ok', 'expected', 'found']);
});

test('prove exits 1 on a leak, and says which attack was not stopped', async (t) => {
  const { a, b, left } = await people();
  // As whoever the path names.
  const leaky = await serveLeaky(t, await shared, ({ url }) => /^\/api\/([^/?]+)\/tasks\//.exec(url)?.[1]);
  const { code, stdout } = await call([leaky.href, '--token-a', a.token, '--token-b', b.token, '--json']);
  assert.equal(code, 1);
  const answer = JSON.parse(stdout);
  assert.equal(answer.ok, false);
  const get = answer.attacks.find(({ id }: { id: string }) => id === 'path.get');
  assert.deepEqual(get, { ...get, ok: false, expected: '403', found: '200 – what B wrote came back' });
  assert.deepEqual(await left(), [[], []]);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`prove stopped by ${signal} proves nothing, and leaves nothing behind`, async () => {
    const { env, left } = await people();
    const { code, stderr, stdout } = await call([await listening], {
      env,
      meanwhile: (child) => child.stderr?.once('data', () => setTimeout(() => child.kill(signal), 100)),
    });
    assert.equal(code, 1);
    assert.match(stderr, /Interrupted: nothing is proven/);
    assert.equal(stdout, '');
    assert.deepEqual(await left(), [[], []]);
  });
}

test('prove exits 2 for what it cannot work with, and 3 for what is out of reach', async () => {
  const { a, env } = await people();
  const url = await listening;
  const two: Record<string, readonly [args: readonly string[], call: Call, says: RegExp]> = {
    'no URL': [['localhost:3000'], { env }, /no http/],
    'no tokens': [[url], {}, /Two tokens are needed/],
    'one token': [[url, '--token-a', a.token], {}, /Two tokens are needed/],
    'the same user twice': [[url, '--token-a', a.token, '--token-b', a.token], {}, /one user/],
    'a refused token': [[url, '--token-b', `${a.token}x`], { env }, /refuses token B: token_/],
    'a bad database URL': [[url, '--database', 'mysql://x'], { env }, /--database/],
    'an unknown option': [[url, '--tokens', 'x'], { env }, /unknown option/],
  };
  const refuse = async ([name, [args, how, says]]: (typeof cases)[number]) => {
    const { code, stderr } = await call(args, how);
    assert.equal(code, 2, `${name}: ${stderr}`);
    assert.match(stderr, says, name);
  };
  const cases = Object.entries(two);
  await Promise.all(cases.map(refuse));
  const unreachable = [['http://127.0.0.1:9'], [url, '--database', 'postgres://u:p@127.0.0.1:9/x']];
  for (const args of unreachable) {
    const { code, stderr } = await call(args, { env });
    assert.equal(code, 3, stderr);
    assert.match(stderr, /cannot be reached: ECONNREFUSED/);
  }
});
