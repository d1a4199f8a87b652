import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { build, sharedApp, signToken, standInDatabase } from '../support/app.ts';

const api = await sharedApp();

test('[US2.1] /api/me tells who the token says one is', async () => {
  const iat = Math.floor(Date.now() / 1000) - 7;
  const token = await signToken('alice', {
    iat,
    exp: iat + 900,
    aud: ['https://other.test', 'https://issuer.test'],
    email: 'a@b.c',
  });
  const answer = await api.app.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(answer.json(), {
    user_id: 'alice',
    tasks_url: '/api/alice/tasks',
    issuer: 'https://issuer.test',
    audience: 'https://issuer.test',
    issued_at: new Date(iat * 1000).toISOString(),
    expires_at: new Date((iat + 900) * 1000).toISOString(),
  });
});

test('[FR-012] /api/me takes no database connection', async () => {
  const database = standInDatabase(() => Promise.reject(new Error('/api/me used the database')));
  const user = await (await build({ after }, { database })).user();
  assert.equal((await user.send('GET', '/api/me')).statusCode, 200);
});

test('[FR-013] tasks_url is percent-encoded and leads to the tasks, whatever the user id holds', async () => {
  for (const id of [
    'a/b',
    'a%2Fb',
    '%',
    'ünï cödé',
    "'",
    '"',
    '__proto__',
    'a?b#c',
    ';',
    'a..b',
    '…',
    '😀',
    '%00',
    '+',
    'x'.repeat(255),
    '/'.repeat(255),
    '😀'.repeat(255),
  ]) {
    const user = await api.user(id);
    const me = (await user.send('GET', '/api/me')).json();
    assert.deepEqual([me.user_id, me.tasks_url], [id, user.tasks]);
    assert.match(me.tasks_url, /^\/api\/[!-~]+\/tasks$/);
    const answer = await user.send('GET', me.tasks_url);
    assert.equal(answer.statusCode, 200, `${id}: ${answer.body}`);
  }
});
