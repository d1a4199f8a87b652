/** `migrate` as pipelines run it: beside another one, before its database, and as a check. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { migratedDatabase } from '../support/database.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { plainLogin } from '../support/plain-login.ts';
import { administer, throwawayDatabase } from '../support/postgres.ts';
import { runProgram } from '../support/server-process.ts';

/** One run with `--json`. */
async function migrate(url: string, ...args: string[]) {
  const { code, stdout, stderr } = await runProgram(['migrate', ...args, '--json'], { DATABASE_URL: url });
  return { code, answer: stdout === '' ? null : JSON.parse(stdout), stderr };
}

describe('migrate', { concurrency: true }, () => {
  test('[EC-2] [EC-4] two at once, started before their database: both wait for it, one migrates, the other finds it done', async (t) => {
    const url = await throwawayDatabase(t);
    const database = await FaultProxy.start(t, url);
    await database.set('refuse');
    const runs = [migrate(database.url, 'up'), migrate(database.url, 'up')];
    // By the time that a third one has done with a database that is there, these two have tried as well.
    await migrate(url, 'status');
    assert.equal(await Promise.race([...runs, sleep(1_000, 'waiting')]), 'waiting');
    await database.set('pass');
    const ended = await Promise.all(runs);
    for (const { code, stderr } of ended) assert.equal(code, 0, stderr);
    assert.deepEqual(ended.map(({ answer }) => answer.ran.length).sort(), [0, 1]);
    assert.equal((await migrate(url, 'check')).code, 0);
  });

  test('check is 1 on pending migrations and on drift, and says which; 0 otherwise', async (t) => {
    const pending = await migrate(await throwawayDatabase(t), 'check');
    assert.deepEqual([pending.code, pending.answer.ok, pending.answer.pending.length], [1, false, 1]);
    const url = await migratedDatabase(t);
    assert.deepEqual((await migrate(url, 'check')).answer, { ok: true, pending: [], drift: '' });

    await administer(['alter table tasks add column extra text'], url);
    const drifted = await migrate(url, 'check');
    assert.deepEqual([drifted.code, drifted.answer.ok, drifted.answer.pending], [1, false, []]);
    assert.match(drifted.answer.drift, /drop column "extra"/);
    const words = await runProgram(['migrate', 'check'], { DATABASE_URL: url });
    assert.deepEqual([words.code, words.stdout], [1, '']);
    assert.match(words.stderr, /differs from what this version expects[\s\S]*drop column "extra"/);
  });

  test('check by a login that owns no table is 2: it sees too little of the schema to judge it, and says who would', async (t) => {
    const login = await plainLogin(t, await migratedDatabase(t));
    const { code, answer } = await migrate(login, 'check');
    assert.deepEqual([code, answer.ok, answer.exit_code], [2, false, 2]);
    assert.match(answer.error, new RegExp(`${new URL(login).username} does not own the tables.*DATABASE_URL_UNPOOLED`));
  });

  test('down is 2 without --yes and changes nothing', async (t) => {
    const url = await migratedDatabase(t);
    const { code, answer } = await migrate(url, 'down');
    assert.deepEqual([code, answer.ok, answer.exit_code], [2, false, 2]);
    assert.equal((await migrate(url, 'status')).answer.executed.length, 1);
    assert.equal((await migrate(url, 'down', '--yes')).answer.taken_back.length, 1);
  });
});
