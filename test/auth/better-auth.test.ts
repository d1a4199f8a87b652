/** The real Better Auth from end to end: sign up, token, call; its keys rotate, it restarts, it is away, and nothing is restarted here. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeProtectedHeader } from 'jose';
import { type IssuerOptions, startIssuer } from '../../cli/dev/better-auth.ts';
import { demoUsers } from '../../cli/dev/demo-users.ts';
import { createTokenVerifier } from '../../src/auth/token-verifier.ts';
import { loadConfig } from '../../src/config.ts';
import { build } from '../support/app.ts';
import { throwawayDatabase } from '../support/postgres.ts';

const LOG = { info() {}, warn() {} };

/** An issuer with its own database, two people with accounts there, and the whole service set up for it. */
async function stage(t: TestContext, env: Record<string, string> = {}, keyRotation?: IssuerOptions['keyRotation']) {
  const secret = randomBytes(32).toString('base64url');
  const databaseUrl = await throwawayDatabase(t);
  const start = (port = 0) => startIssuer({ secret, databaseUrl, port, ...(keyRotation && { keyRotation }) });
  let issuer = await start();
  t.after(() => issuer.stop());
  const { origin, jwksUrl, port } = issuer;
  const settings = { JWT_JWKS_URL: jwksUrl, JWT_ISSUER: origin, JWT_AUDIENCE: origin, ...env };
  const verifier = createTokenVerifier(loadConfig(settings, ['tokens']).tokens, { log: LOG });
  t.after(verifier.close);
  const { app } = await build(t, { verifyToken: verifier.verify });
  const send = async (method: 'GET' | 'POST', url: string, token: string, payload?: object) => {
    const answer = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}` },
      ...(payload && { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  return {
    send,
    users: await demoUsers(origin, randomBytes(12).toString('hex')),
    /** Whether a token gets in: 200, or the code of the refusal. */
    async enter(token: string) {
      const { status, body } = await send('GET', '/api/me', token);
      return status === 200 ? 200 : body.code;
    },
    async freshToken(session: string): Promise<string> {
      const answer = await fetch(`${origin}/api/auth/token`, { headers: { authorization: `Bearer ${session}` } });
      return ((await answer.json()) as { token: string }).token;
    },
    stopIssuer: () => issuer.stop(),
    async startIssuer() {
      issuer = await start(port);
    },
  };
}

const kidOf = (token: string) => decodeProtectedHeader(token).kid;

// At once, for they mostly wait.
describe('Better Auth', { concurrency: true }, () => {
  test('[US1.1] [US2.1] [US2.3] sign up at Better Auth, get a token, call: one’s own tasks and nobody else’s', async (t) => {
    const { send, users, enter } = await stage(t);
    const { ada, grace } = users;
    const me = await send('GET', '/api/me', ada.token);
    assert.deepEqual([me.status, me.body.user_id], [200, ada.userId]);
    const created = await send('POST', me.body.tasks_url, ada.token, { title: 'Buy milk' });
    assert.deepEqual([created.status, created.body.user_id], [201, ada.userId]);
    const list = await send('GET', me.body.tasks_url, ada.token);
    assert.deepEqual(list.body.items, [created.body]);
    assert.deepEqual((await send('GET', me.body.tasks_url, grace.token)).body.code, 'not_owner');
    assert.deepEqual((await send('GET', `/api/${grace.userId}/tasks`, grace.token)).body.items, []);
    assert.equal(await enter(ada.session), 'token_malformed', 'a session is no token');
  });

  test('[FR-011] [US2.1] its keys rotate: the new one is taken up, the old one holds in its grace period and not after', async (t) => {
    const times = { JWKS_COOLDOWN: '1', JWKS_MAX_AGE: '1', JWKS_MAX_STALE: '60' };
    const { users, enter, freshToken } = await stage(t, times, { intervalSeconds: 2, graceSeconds: 3 });
    const { token: old, session } = users.ada;
    assert.equal(await enter(old), 200);
    await sleep(2_200);
    const next = await freshToken(session);
    assert.notEqual(kidOf(next), kidOf(old));
    assert.deepEqual([await enter(next), await enter(old)], [200, 200]);
    await sleep(4_200);
    const [last, remembered] = [await freshToken(session), await enter(old)];
    assert.equal(remembered, 'token_key_unknown', 'removed from the set, so refused, though verified before');
    assert.equal(await enter(last), 200);
  });

  test('[FR-011] [US2.1] it restarts: tokens from before and after get in', async (t) => {
    const { users, enter, freshToken, stopIssuer, startIssuer } = await stage(t, {
      JWKS_COOLDOWN: '1',
      JWKS_MAX_AGE: '1',
    });
    const { token, session } = users.ada;
    assert.equal(await enter(token), 200);
    await stopIssuer();
    assert.equal(await enter(token), 200);
    await startIssuer();
    await sleep(1_100);
    assert.equal(await enter(token), 200);
    const fresh = await freshToken(session);
    assert.equal(kidOf(fresh), kidOf(token));
    assert.equal(await enter(fresh), 200);
  });

  test('[FR-011] [US2.1] it is away: tokens get in until the stale time is over, then 503, and again when it is back', async (t) => {
    const times = { JWKS_COOLDOWN: '1', JWKS_MAX_AGE: '1', JWKS_MAX_STALE: '2' };
    const { users, enter, freshToken, stopIssuer, startIssuer } = await stage(t, times);
    const [known, unseen] = [users.ada.token, await freshToken(users.grace.session)];
    assert.equal(await enter(known), 200);
    const fetchedAt = Date.now();
    await stopIssuer();
    while (Date.now() < fetchedAt + 2_500) {
      assert.equal(await enter(known), 200);
      await sleep(100);
    }
    assert.equal(await enter(unseen), 200, 'held keys verify new tokens too');
    await sleep(fetchedAt + 3_200 - Date.now());
    assert.deepEqual([await enter(known), await enter(unseen)], ['keys_unavailable', 'keys_unavailable']);
    await startIssuer();
    await sleep(1_200);
    assert.deepEqual([await enter(known), await enter(unseen)], [200, 200]);
  });
});
