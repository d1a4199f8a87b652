/** When `dev` does not start: what it says, how it exits, and that nothing runs on. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { after, type TestContext, test } from 'node:test';
import { devFolder, processesOf } from '../../support/dev-folder.ts';
import { DEV, startDev, titles } from '../../support/dev-process.ts';

// Of the tests that come as far as making a cluster.
const used = devFolder({ after });

test('two at once in one folder: the second says so, exits 3, and harms nothing', async () => {
  const first = await startDev(used);
  const second = await startDev(used);
  assert.equal(await second.end(), 3);
  const { ok, exit_code, error } = JSON.parse(second.stdout());
  assert.deepEqual([ok, exit_code], [false, 3]);
  assert.match(error, new RegExp(`Another dev is running: process ${first.child.pid} .*DEV_DATA_DIR=`));
  assert.deepEqual(await titles(first.announced()), ['Try the API']);
  assert.equal(await first.end('SIGTERM'), 0);
});

test('a port in use, of the server or of the issuer: exit 3 with its number and the remedy, and nothing runs on', async (t) => {
  const [port, next] = await twoInARow(t);
  // Both are held here all along, so nobody beside takes the other one: dev meets the issuer's first, then lets it have that one.
  for (const taken of [next, port]) {
    if (taken === port) await closed(next);
    const dev = await startDev(used, { env: { PORT: String(port.number) }, command: DEV });
    assert.equal(await dev.end(), 3);
    assert.equal(dev.stdout(), '');
    const said = /Port (\d+) is in use\. .*PORT=4000/.exec(dev.stderr());
    // Between our letting go and dev's taking, somebody else may have taken it: then it is that one which is in use.
    assert.ok([port.number, next.number].includes(Number(said?.[1])), dev.stderr());
    if (taken === next) assert.equal(Number(said?.[1]), next.number);
    assert.deepEqual(processesOf(used) ?? [], []);
  }
});

test('a bad variable: exit 2 before anything is started', async (t) => {
  const folder = devFolder(t);
  const dev = await startDev(folder, { env: { PORT: '3e3', LOG_LEVEL: 'loud' } });
  assert.equal(await dev.end(), 2);
  assert.match(dev.stdout(), /PORT[\s\S]*LOG_LEVEL/);
  assert.equal(existsSync(folder), false);
});

test('without the development dependencies, as in an image: exit 2 with what to do', async (t) => {
  const folder = devFolder(t);
  const hide = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (name === 'better-auth') throw Object.assign(new Error('not installed'), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    } });`;
  const hidden = ['--import', `data:text/javascript,${encodeURIComponent(hide)}`];
  const dev = await startDev(folder, { command: [DEV[0], ...hidden, ...DEV.slice(1)] });
  assert.equal(await dev.end(), 2);
  assert.match(dev.stderr(), /npm install --include=dev.*serve/);
  assert.equal(existsSync(folder), false);
});

/** A port that this test holds. */
interface Held {
  readonly number: number;
  readonly server: Server;
}

/** Two neighbouring ports, both held: pairs of which somebody has one are tried no further. */
async function twoInARow(t: TestContext): Promise<[Held, Held]> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = await hold(t, 0);
    const next = port && (await hold(t, port.number + 1));
    if (port && next) return [port, next];
    if (port) await closed(port);
  }
  throw new Error('There are no two free ports in a row');
}

async function hold(t: TestContext, number: number): Promise<Held | null> {
  const server = createServer();
  t.after(() => server.close());
  try {
    await once(server.listen(number, '127.0.0.1'), 'listening');
  } catch {
    return null; // somebody has it
  }
  return { number: (server.address() as { port: number }).port, server };
}

async function closed({ server }: Held): Promise<void> {
  server.close();
  await once(server, 'close');
}
