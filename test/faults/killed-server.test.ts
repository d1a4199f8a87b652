/** The process dies in the middle of everything, without a word, and is started again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/dev/free-port.ts';
import { Crowd } from '../support/crowd.ts';
import { migratedDatabase } from '../support/database.ts';
import { startServe } from '../support/server-process.ts';
import type { Answer } from '../support/traffic.ts';

const ROUNDS = process.env['TEST_LONG'] === '1' ? 10 : 2;

test(`[EC-2] serve killed by SIGKILL under load and started again, ${ROUNDS} times: history clean, nothing but success, 503 and broken connections`, async (t) => {
  const url = await migratedDatabase(t);
  const port = String(await freePort());
  const start = () => startServe(t, { DATABASE_URL: url, PORT: port });
  let server = await start();
  const crowd = new Crowd(t, server.origin, 20);
  const answers: Answer[] = [];
  crowd.begin(answers);
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(500);
    const before = crowd.history.count('done');
    server.process.kill('SIGKILL');
    await server.ended;
    server = await start();
    for (let tries = 0; crowd.history.count('done') === before; tries += 1) {
      assert.ok(tries < 500, 'it serves again');
      await sleep(20);
    }
  }
  await crowd.end();
  assert.equal(await server.end('SIGTERM'), 0);

  const { history } = crowd;
  assert.deepEqual(
    answers.filter(({ status }) => status !== 0 && status !== 503 && (status < 200 || status > 299)),
    [],
  );
  assert.ok(history.count('unknown') > 0, 'somebody was waiting for an answer');
  await history.check(url);
  t.diagnostic(`${history.count('done')} writes acknowledged, ${history.count('unknown')} unknown`);
});
