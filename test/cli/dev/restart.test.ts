/** What outlives `dev`: users, keys and every acknowledged task, also when it is killed. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { devFolder } from '../../support/dev-folder.ts';
import { type Announced, startDev, titles } from '../../support/dev-process.ts';

/** Creates tasks one after the other until the server is gone; adds the titles of those that it acknowledged. */
async function keepWriting({ api, users: [ada] }: Announced, acknowledged: string[]): Promise<void> {
  for (;;) {
    const title = crypto.randomUUID();
    const response = await fetch(`${api}/api/${ada?.user_id}/tasks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ada?.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title }),
    }).catch(() => null);
    if (response?.status !== 201) return;
    acknowledged.push(title);
  }
}

test('[US3.1] [US3.2] [FR-009] killed in the middle of writes: the next start has users, keys and every acknowledged task, within 8 s', async (t) => {
  const folder = devFolder(t);
  const first = await startDev(folder);
  const before = first.announced();
  const keys = await (await fetch(before.jwks_url)).text();
  assert.equal(statSync(join(folder, 'secrets.json')).mode & 0o777, 0o600);
  const acknowledged: string[] = [];
  const writers = [1, 2, 3].map(() => keepWriting(before, acknowledged));
  while (acknowledged.length < 30) await sleep(5);
  assert.equal(await first.end('SIGKILL'), 'SIGKILL');
  await Promise.all(writers);

  const started = Date.now();
  const second = await startDev(folder);
  assert.ok(Date.now() - started < 8_000);
  const after = second.announced();
  assert.deepEqual(
    after.users.map(({ user_id }) => user_id),
    before.users.map(({ user_id }) => user_id),
  );
  assert.equal(await (await fetch(after.jwks_url)).text(), keys);
  const found = await titles(after);
  assert.ok(found.includes('Try the API'));
  assert.deepEqual(
    acknowledged.filter((title) => !found.includes(title)),
    [],
  );
  assert.equal(await second.end('SIGINT'), 0);
});

test('[US3.1] below a folder that other accounts cannot enter, root starts it, and finds its tasks again', async (t) => {
  if (process.env['TEST_LONG'] !== '1')
    return t.skip('for npm run test:long: the database alone is started there by embedded-postgres.test.ts');
  if (process.getuid?.() !== 0) return t.skip('only root has to run PostgreSQL under another account');
  const closed = mkdtempSync(join(homedir(), '.todo-api-test-')); // 0700
  const folder = devFolder(t, closed);
  t.after(() => rmSync(closed, { recursive: true }));
  mkdirSync(folder, { recursive: true });
  for (const expected of [1, 2]) {
    const dev = await startDev(folder, { cwd: closed });
    const { api, users } = dev.announced();
    await fetch(`${api}/api/${users[1]?.user_id}/tasks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${users[1]?.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Kept' }),
    });
    assert.equal((await titles(dev.announced(), 1)).length, expected);
    assert.equal(await dev.end('SIGTERM'), 0);
  }
});
