/** The table of attacks, each sent over a real connection to the whole application: nothing of it gets anything. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { RefusalCode } from '../../src/auth/refusal.ts';
import { ERRORS } from '../../src/errors.ts';
import { startGuardedApp } from '../support/guarded-app.ts';
import type { RawAnswer } from '../support/raw-http.ts';
import { ALGORITHM_ATTACKS } from './attacks/algorithm.ts';
import { CARRIAGE_ATTACKS } from './attacks/carriage.ts';
import { CLAIM_ATTACKS } from './attacks/claim.ts';
import { ENCODING_ATTACKS } from './attacks/encoding.ts';
import { JSON_ATTACKS } from './attacks/json.ts';
import { KEY_ATTACKS } from './attacks/key.ts';
import { SIGNATURE_ATTACKS } from './attacks/signature.ts';
import { TIME_ATTACKS } from './attacks/time.ts';

const TABLE = {
  algorithm: ALGORITHM_ATTACKS,
  key: KEY_ATTACKS,
  signature: SIGNATURE_ATTACKS,
  encoding: ENCODING_ATTACKS,
  JSON: JSON_ATTACKS,
  claim: CLAIM_ATTACKS,
  time: TIME_ATTACKS,
};

const guarded = await startGuardedApp({ after });

test('[US2.1] a good token passes, so that a refusal means something', async () => {
  assert.equal((await guarded.me(guarded.forge.token())).status, 200);
});

for (const [kind, attacks] of Object.entries(TABLE)) {
  for (const [name, code, make] of attacks) {
    test(`[EC-1] [FR-001] ${kind}: ${name}: ${code}`, async () => {
      assertRefused(await guarded.me(make(guarded.forge)), code);
    });
  }
}

for (const [name, code, make] of CARRIAGE_ATTACKS) {
  test(`[EC-1] [FR-001] carriage: ${name}: ${code}`, async () => {
    const { query = '', ...request } = make(guarded.forge.token());
    assertRefused(await guarded.send(`/api/me${query}`, request), code);
  });
}

test('[US2.2] [EC-1] the table has well over a hundred rows, none twice', () => {
  const names = [...Object.entries(TABLE), ['carriage', CARRIAGE_ATTACKS] as const].flatMap(([kind, attacks]) =>
    attacks.map(([name]) => `${kind}: ${name}`),
  );
  assert.ok(names.length > 300, String(names.length));
  assert.deepEqual(names.toSorted(), [...new Set(names)].toSorted());
});

test('[FR-001] every route under /api refuses before anything else is looked at', async () => {
  const bodies = { headers: ['content-type', 'application/json', 'content-length', '1'], body: '{' };
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
    for (const path of [
      '/api',
      '/api/',
      '/api/me',
      '/api/u/tasks',
      '/api/u/tasks/x',
      '/api/u/tasks/x/complete',
      '/api/no',
    ]) {
      const answer = await guarded.send(
        `${path}?limit=no`,
        method === 'GET' || method === 'HEAD' ? { method } : { method, ...bodies },
      );
      assert.equal(answer.status, 401, `${method} ${path}`);
      assert.equal(answer.headers['www-authenticate'], 'Bearer', `${method} ${path}`);
    }
  }
});

test('[EC-1] [SC-003] no refusal asked the database, followed a token, or made the issuer be asked again', () => {
  assert.deepEqual([guarded.databaseUses, guarded.trap.hits, guarded.issuer.hits], [0, 0, 1]);
});

/** All refusals are one and the same but for their code, its words in the table, and the request id. */
function assertRefused({ status, headers, body }: RawAnswer, code: RefusalCode): void {
  const { request_id, detail, ...problem } = JSON.parse(body);
  assert.deepEqual([status, problem.code], [401, code]);
  const { title } = ERRORS[code];
  const type = `urn:problem-type:todo-api:${code}`;
  assert.deepEqual(problem, { type, title, status: 401, code, instance: '/api/me' });
  assert.equal(request_id, headers['x-request-id']);
  assert.match(detail, /^Send one header "Authorization: Bearer <token>" with a current token of the issuer; [^.]+\.$/);
  assert.equal(headers['www-authenticate'], code === 'token_missing' ? 'Bearer' : 'Bearer error="invalid_token"');
  assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8');
  assert.equal(headers['cache-control'], 'private, no-cache');
}
