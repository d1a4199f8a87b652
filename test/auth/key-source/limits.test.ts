/** A key set is taken from where it was configured to be, in bounded time and size, or not at all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Answer, faults, startFakeIssuer } from '../../support/issuer.ts';
import { PUBLISHED_KEYS } from '../attacks/forge.ts';
import { setStage } from '../stage.ts';

const SET = JSON.stringify({ keys: PUBLISHED_KEYS });
const zipped =
  (text: string): Answer =>
  (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));

/** What the issuer answers, and what the log must say. */
const REFUSED: Readonly<Record<string, readonly [Answer, RegExp]>> = {
  'status 404': [faults.status(404), /answered 404, not 200/],
  'status 500': [faults.status(500), /answered 500/],
  'status 201': [(response) => response.writeHead(201).end(SET), /answered 201/],
  'status 204': [(response) => response.writeHead(204).end(), /answered 204/],
  'a set of more than 1 MiB': [faults.body(`${SET}${' '.repeat(1_048_576)}`), /longer than 1048576 bytes/],
  'a set of more than 1 MiB once unpacked': [zipped(`${SET}${' '.repeat(1_048_576)}`), /longer than 1048576 bytes/],
  'a page': [faults.body('<!doctype html>'), /no JSON Web Key Set/],
  nothing: [faults.body(''), /no JSON Web Key Set/],
  'invalid UTF-8': [faults.body(Buffer.from('{"keys":[],"x":"\xff"}', 'latin1')), /no JSON Web Key Set/],
  'a list': [faults.body('[]'), /no JSON Web Key Set/],
  null: [faults.body('null'), /no JSON Web Key Set/],
  'keys that are no list': [faults.body('{"keys":{}}'), /no JSON Web Key Set/],
  'keys that are no objects': [faults.body('{"keys":[1]}'), /no JSON Web Key Set/],
  'keys that are lists': [faults.body('{"keys":[[]]}'), /no JSON Web Key Set/],
  'a connection that breaks': [faults.reset(), /could not be reached/],
};

for (const [what, [answer, reason]] of Object.entries(REFUSED)) {
  test(`[EC-1] ${what} is no key set: 503, and the log says why`, async (t) => {
    const { issuer, token, outcome, log } = await setStage(t);
    issuer.answer = answer;
    assert.equal(await outcome(token()), 'keys_unavailable');
    assert.equal(log.length, 1);
    assert.match(String(Object.assign({ reason: '' }, log[0]?.facts).reason), reason);
  });
}

test('[EC-1] a redirect is not followed, not even to a good set', async (t) => {
  const other = await startFakeIssuer(t, PUBLISHED_KEYS);
  const { issuer, token, outcome } = await setStage(t);
  issuer.answer = faults.redirect(other.jwksUrl.href);
  assert.equal(await outcome(token()), 'keys_unavailable');
  assert.equal(other.hits, 0);
});

test('[EC-1] an issuer that never answers, or stops in mid-answer, is given up after five seconds', async (t) => {
  const giveUp = async (answer: Answer) => {
    const { issuer, token, outcome, log } = await setStage(t);
    issuer.answer = answer;
    const startedAt = performance.now();
    assert.equal(await outcome(token()), 'keys_unavailable');
    const took = performance.now() - startedAt;
    assert.ok(took > 4_900 && took < 7_000, `${took} ms`);
    assert.match(JSON.stringify(log), /took longer than 5000 ms/);
  };
  await Promise.all([giveUp(faults.hang()), giveUp(faults.stall())]);
});

test('a set of nearly 1 MiB and packed sets are taken', async (t) => {
  const padding = ' '.repeat(1_048_576 - Buffer.byteLength(SET));
  for (const answer of [faults.body(`${SET}${padding}`), zipped(SET)]) {
    const { issuer, token, outcome } = await setStage(t);
    issuer.answer = answer;
    assert.equal(await outcome(token()), 'ok');
  }
});

test('closing ends a fetch under way, without a word', async (t) => {
  const { issuer, verifier, log } = await setStage(t);
  issuer.answer = faults.hang();
  const warming = verifier.warm();
  verifier.close();
  await warming;
  assert.deepEqual(log, []);
});

test('what is logged names the place of the set without its query', async (t) => {
  const { issuer, token, outcome, log } = await setStage(t);
  issuer.answer = faults.status(500);
  issuer.jwksUrl.search = '?key=hunter2';
  assert.equal(await outcome(token()), 'keys_unavailable');
  assert.ok(!JSON.stringify(log).includes('hunter2') && JSON.stringify(log).includes('/api/auth/jwks'));
});
