/** The connection breaks during COMMIT: nobody may guess, and a client can retry safely. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { migratedDatabase } from '../support/database.ts';
import { type Cut, FaultProxy } from '../support/fault-proxy.ts';
import { History, wholeness } from '../support/history.ts';
import { administer } from '../support/postgres.ts';
import { startServe } from '../support/server-process.ts';
import { type Answer, Client, work } from '../support/traffic.ts';

const SECONDS = process.env['TEST_LONG'] === '1' ? 20 : 2;
const SAFE_RETRY = { 'if-none-match': '*' };

test('[EC-2] COMMIT cut before and after the server has it: outcome_unknown, tried once, and PUT If-None-Match is the safe retry', async (t) => {
  const { url, proxy, client } = await behindProxy(t);
  for (const [cut, there] of [
    ['before-commit', 0],
    ['after-commit', 1],
  ] as const) {
    const id = randomUUID();
    const title = `cut ${cut}`;
    const put = () => client.send('PUT', `/${id}`, { title, description: wholeness(title) }, SAFE_RETRY);
    proxy.cut = cut;
    const [before, answer] = [proxy.cuts, await put()];
    proxy.cut = null;
    assert.deepEqual([answer.status, answer.code, Number(answer.retryAfter) > 0], [503, 'outcome_unknown', true], cut);
    assert.equal(proxy.cuts - before, 1, 'COMMIT was sent once');
    assert.equal(await rowsWith(url, title), there, cut);
    assert.equal((await put()).status, there === 1 ? 412 : 201, 'the retry says whether it was done');
    assert.equal(await rowsWith(url, title), 1, 'once, whatever happened');
  }
});

test('[EC-2] COMMIT of a write under If-Match cut before and after the server has it: outcome_unknown, tried once, and the tag says whether it was done', async (t) => {
  const { url, proxy, client } = await behindProxy(t);
  for (const [cut, done] of [
    ['before-commit', false],
    ['after-commit', true],
  ] as const) {
    const id = randomUUID();
    const { etag } = await client.send('PUT', `/${id}`, { title: 'first' }, SAFE_RETRY);
    const patch = () => client.send('PATCH', `/${id}`, { title: `second ${cut}` }, { 'if-match': etag ?? '' });
    proxy.cut = cut;
    const [before, answer] = [proxy.cuts, await patch()];
    proxy.cut = null;
    assert.deepEqual([answer.status, answer.code], [503, 'outcome_unknown'], cut);
    assert.equal(proxy.cuts - before, 1, 'COMMIT was sent once');
    assert.equal((await patch()).status, done ? 412 : 200, 'the retry says whether it was done');
    assert.equal(await rowsWith(url, `second ${cut}`), 1);
  }
});

test(`[EC-2] COMMITs cut at random for ${SECONDS} s under load: history clean`, async (t) => {
  const url = await migratedDatabase(t);
  const proxy = await FaultProxy.start(t, url);
  const server = await startServe(t, { DATABASE_URL: proxy.url });
  const clients = Array.from({ length: 10 }, () => new Client(server.origin));
  const [history, answers, stop] = [new History(), [] as Answer[], new AbortController()];
  const cuts: (Cut | null)[] = ['before-commit', null, 'after-commit', null];
  const timer = setInterval(() => {
    proxy.cut = cuts[Math.floor(Math.random() * cuts.length)] ?? null;
  }, 20);
  const traffic = Promise.all(clients.map((client) => work(client, history, answers, stop.signal)));
  // On a machine that is busy with other things, so long until there is something to judge.
  const enough = () => history.count('unknown') >= SECONDS * 5 && history.count('done') >= SECONDS * 20;
  await sleep(SECONDS * 1_000);
  for (let more = 0; more < SECONDS * 5 && !enough(); more += 1) await sleep(1_000);
  stop.abort();
  await traffic;
  clearInterval(timer);
  for (const client of clients) client.close();

  assert.ok(enough(), `${history.count('unknown')} unknown, ${history.count('done')} done`);
  const odd = answers.filter(({ status }) => status !== 503 && (status < 200 || status > 299));
  // A lost COMMIT that was done after all leaves a client with a wrong idea only of its own task.
  assert.deepEqual(odd, []);
  await history.check(url);
});

async function behindProxy(t: TestContext) {
  const url = await migratedDatabase(t);
  const proxy = await FaultProxy.start(t, url);
  const server = await startServe(t, { DATABASE_URL: proxy.url });
  const client = new Client(server.origin);
  t.after(() => client.close());
  return { url, proxy, client };
}

async function rowsWith(url: string, title: string): Promise<number> {
  const [result] = await administer([`select 1 from tasks where title = '${title}'`], url);
  return result?.rowCount ?? 0;
}
