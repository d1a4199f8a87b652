/** The hook itself: who is asking, how long it took to find out, and what happens when that goes wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify, { type FastifyRequest } from 'fastify';
import { authPlugin } from '../../src/auth/auth-plugin.ts';
import type { Identity, VerifyToken } from '../../src/auth/identity.ts';
import { refusal } from '../../src/auth/refusal.ts';

const ADA: Identity = {
  userId: 'ada',
  issuer: 'i',
  audience: 'a',
  issuedAt: '1970-01-01T00:00:01.000Z',
  expiresAt: '1970-01-01T00:00:02.000Z',
};
const later = (work: () => Identity) =>
  new Promise<Identity>((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    }, 20);
  });
const refuse = (): Identity => {
  throw refusal('token_expired');
};

async function ask(verifyToken: VerifyToken, authorization = 'Bearer x') {
  const app = Fastify();
  const seen: Pick<FastifyRequest, 'identity' | 'authMs'>[] = [];
  await app.register(authPlugin, { verifyToken });
  app.addHook('onResponse', async ({ identity, authMs }) => void seen.push({ identity, authMs }));
  app.get('/', async ({ identity }) => identity);
  const answer = await app.inject({ url: '/', headers: { authorization } });
  await app.close();
  const [request] = seen;
  assert.ok(request);
  return { answer, request };
}

for (const [how, verifyToken] of Object.entries<VerifyToken>({ 'at once': () => ADA, later: () => later(() => ADA) })) {
  test(`[US2.1] a token verified ${how}: the request knows who asks, and how long it took`, async () => {
    const { answer, request } = await ask(verifyToken);
    assert.deepEqual(answer.json(), ADA);
    assert.ok(how === 'later' ? request.authMs > 15 : request.authMs < 15, String(request.authMs));
    assert.ok(request.authMs > 0);
  });
}

for (const [how, verifyToken] of Object.entries<VerifyToken>({ 'at once': refuse, later: () => later(refuse) })) {
  test(`[US2.2] a token refused ${how}: nobody is known, and the time is measured all the same`, async () => {
    const { answer, request } = await ask(verifyToken);
    assert.deepEqual([answer.statusCode, answer.headers['www-authenticate']], [401, 'Bearer error="invalid_token"']);
    assert.ok(!request.identity);
    assert.ok(how === 'later' ? request.authMs > 15 : request.authMs > 0);
  });
}

test('[US2.2] a bug in the verifier lets nobody in', async () => {
  for (const fail of [
    () => Promise.reject(new TypeError('x')),
    () => {
      throw new TypeError('x');
    },
  ]) {
    const { answer, request } = await ask(fail);
    assert.equal(answer.statusCode, 500);
    assert.ok(!request.identity);
  }
});

test('[US2.1] the scheme is case-insensitive, and the token reaches the verifier as it was sent', async () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR']) {
    const tokens: string[] = [];
    await ask((token) => {
      tokens.push(token);
      return ADA;
    }, `${scheme} aBc.dEf.gHi`);
    assert.deepEqual(tokens, ['aBc.dEf.gHi']);
  }
});
