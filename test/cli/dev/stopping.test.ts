/** How `dev` ends: by one signal or two, through npm, early or late, and with its database. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { devFolder, untilNothingRuns } from '../../support/dev-folder.ts';
import { CHECKOUT, DEV, startDev, titles } from '../../support/dev-process.ts';

// One for all: making a cluster takes longer than a test.
const folder = devFolder({ after });

test('SIGTERM to npm alone stops everything; so does one that comes while dev is still starting', async () => {
  const npm = ['npm', '--prefix', CHECKOUT, 'run', '-s', 'todo-api', '--', 'dev', '--json'] as const;
  const dev = await startDev(folder, { command: npm });
  assert.deepEqual(await titles(dev.announced()), ['Try the API']);
  await dev.end('SIGTERM');
  await untilNothingRuns(folder);

  for (const delay of [300, 900]) {
    const early = spawn(DEV[0], DEV.slice(1), {
      env: { PATH: process.env['PATH'], DEV_DATA_DIR: folder, PORT: '0' },
      stdio: 'ignore',
    });
    await sleep(delay);
    early.kill('SIGTERM');
    const [code, signal] = await once(early, 'exit');
    assert.ok(code === 0 || signal === 'SIGTERM', `after ${delay} ms: ${code ?? signal}`);
    await untilNothingRuns(folder);
  }
});

test('a second Ctrl-C ends it at once, the first one twice (terminal and npm) does not; the database stops all the same', async () => {
  const dev = await startDev(folder);
  const { api, users } = dev.announced();
  // A request that never arrives whole keeps a graceful stop waiting.
  const slow = fetch(`${api}/api/${users[0]?.user_id}/tasks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${users[0]?.token}`, 'content-type': 'application/json' },
    body: new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{')) }),
    duplex: 'half',
  } as RequestInit).catch(() => null);
  await sleep(200);
  dev.child.kill('SIGINT');
  await sleep(50);
  dev.child.kill('SIGINT');
  await sleep(700);
  assert.equal(dev.child.exitCode, null, 'still waiting for the request');
  assert.equal(await dev.end('SIGINT'), 1);
  await slow;
  await untilNothingRuns(folder);
});

test('[EC-2] a database that ends by itself: dev says so with its words, and exits 3', async () => {
  const dev = await startDev(folder);
  process.kill(Number.parseInt(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10), 'SIGINT');
  assert.equal(await dev.end(), 3);
  assert.match(dev.stderr() + dev.stdout(), /PostgreSQL has ended by itself\./);
});
