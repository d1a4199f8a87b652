/** No token, no claim beyond `sub`, and no secret is in the log, at any level. */
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, test } from 'node:test';
import { createLogger } from '../../src/http/logger.ts';
import { startGuardedApp } from '../support/guarded-app.ts';
import { faults } from '../support/issuer.ts';
import { compose, hmac } from '../support/signer.ts';

let written = '';
const sink = new Writable({
  write(chunk, _encoding, done) {
    written += chunk;
    done();
  },
});
const log = createLogger('trace', sink);
const SECRET = 'the shared secret, which is nobody’s business';
/** Claims as issuers put them in, each told by a word that is nowhere else. */
const CLAIMS = {
  name: 'Adalbert-Penguin',
  email: 'penguin@example.com',
  picture: 'https://example.com/p',
  role: 'emperor',
  jti: 'jti-4711-emperor',
};
const PRIVATE = [
  'Penguin',
  'penguin@',
  'example.com/p',
  'emperor',
  'jti-4711',
  'https://other.example',
  SECRET.slice(0, 12),
];

/** What of a token must not be read: the parts, whole or by the middle of them. */
const traces = (token: string) => token.split('.').flatMap((part) => (part.length < 12 ? [] : [part.slice(4, 12 + 4)]));

test('[SC-003] good, expired, forged and malformed tokens leave nothing of themselves in the log, trace included', async () => {
  const { forge, me, send, issuer, trap } = await startGuardedApp(
    { after },
    { log, keys: { cooldown: 1, maxAge: 1, maxStale: 0 } },
  );
  const good = forge.token({ payload: { ...CLAIMS, sub: 'sub-may-be-logged' } });
  const tokens = [
    good,
    forge.token({ payload: { ...CLAIMS, exp: 1 } }),
    forge.token({ payload: { ...CLAIMS, iss: 'https://other.example' } }),
    forge.token({ payload: { ...CLAIMS, aud: ['https://other.example'] } }),
    forge.token({ payload: { ...CLAIMS, sub: 'sub\n' } }),
    forge.token({ signer: forge.stranger, payload: CLAIMS }),
    forge.token({ header: { kid: 'kid-of-a-stranger', jku: trap.origin }, payload: CLAIMS }),
    forge.token({ header: { kid: 'kid-of-a-stranger' }, payload: CLAIMS }),
    compose({ alg: 'HS256' }, forge.claims(CLAIMS), hmac(SECRET)),
    `${good}x`,
    good.replace('.', '/'),
  ];
  for (const token of [...tokens, ...tokens]) {
    await me(token);
    await send('/api/me', {
      headers: ['authorization', `Basic ${token}`, 'cookie', `better-auth.session_token=${token}`],
    });
    await send('/api/me', { headers: ['authorization', `Bearer ${token}`, 'authorization', `Bearer ${token}`] });
    await send(`/api/me?access_token=${token}`);
    await send(`/api/me?access_token=${token}`, { headers: ['authorization', `Bearer ${good}`] });
    await send(`/api/${token}/tasks`, { headers: ['authorization', `Bearer ${good}`] });
  }
  issuer.answer = faults.status(500);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  for (const token of tokens) await me(token);
  assert.ok(written.includes('sub-may-be-logged'), 'requests are logged, by their user');
  assert.ok(written.includes('key set not fetched') && written.includes('keys_unavailable'));
  for (const trace of [...tokens.flatMap(traces), ...PRIVATE]) {
    const index = written.indexOf(trace);
    assert.equal(index, -1, `${trace} in ${written.slice(Math.max(0, index - 200), index + 50)}`);
  }
});
