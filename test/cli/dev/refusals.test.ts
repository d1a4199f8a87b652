/** When `dev` does not start: what it says, how it exits, and that nothing runs on. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { devFolder, processesOf } from '../../support/dev-folder.ts';
import { DEV, startDev, titles } from '../../support/dev-process.ts';

test('two at once in one folder: the second says so, exits 3, and harms nothing', async (t) => {
  const folder = devFolder(t);
  const first = await startDev(folder);
  const second = await startDev(folder);
  assert.equal(await second.end(), 3);
  const { ok, exit_code, error } = JSON.parse(second.stdout());
  assert.deepEqual([ok, exit_code], [false, 3]);
  assert.match(error, new RegExp(`Another dev is running: process ${first.child.pid} .*DEV_DATA_DIR=`));
  assert.deepEqual(await titles(first.announced()), ['Try the API']);
});

test('a port in use, of the server or of the issuer: exit 3 with its number and the remedy, and nothing runs on', async (t) => {
  const folder = devFolder(t);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { port } = taken.address() as { port: number };
  for (const PORT of [port, port - 1]) {
    const dev = await startDev(folder, {
      env: { PORT: String(PORT) },
      command: DEV,
    });
    assert.equal(await dev.end(), 3);
    assert.equal(dev.stdout(), '');
    assert.match(dev.stderr(), new RegExp(`Port ${port} is in use\\. .*PORT=4000`));
    assert.deepEqual(processesOf(folder) ?? [], []);
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
