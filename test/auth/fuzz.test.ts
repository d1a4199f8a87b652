/** Good tokens, mutated byte by byte: no mutant gets in, and none makes the server fail. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { startGuardedApp } from '../support/guarded-app.ts';

const numRuns = process.env['TEST_LONG'] === '1' ? 20_000 : 1_000;
const guarded = await startGuardedApp({ after });
const { forge, me } = guarded;
const TOKENS = [
  forge.token(),
  forge.token({ signer: forge.keys.es, header: { typ: 'JWT' } }),
  forge.token({ signer: forge.keys.rs, payload: { aud: [forge.issuer, 'https://other.example'] } }),
];

/** A change of a few bytes, at a place from 0 (front) to 1 (end). */
interface Mutation {
  readonly how: 'replace' | 'insert' | 'delete' | 'flip' | 'repeat' | 'swap';
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** @param least the smallest byte put in */
const mutations = (least: number) =>
  fc.array(
    fc.record<Mutation>({
      how: fc.constantFrom('replace', 'insert', 'delete', 'flip', 'repeat', 'swap'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      bytes: fc
        .array(fc.integer({ min: least, max: 255 }), { minLength: 1, maxLength: 6 })
        .map((list) => Uint8Array.from(list)),
    }),
    { minLength: 1, maxLength: 3 },
  );

function mutate(subject: Buffer, { how, at, bytes }: Mutation): Buffer {
  const place = Math.min(Math.floor(at * subject.length), Math.max(0, subject.length - 1));
  const [front, back] = [subject.subarray(0, place), subject.subarray(place)];
  const rest = back.subarray(bytes.length);
  switch (how) {
    case 'replace':
      return Buffer.concat([front, bytes, rest]);
    case 'insert':
      return Buffer.concat([front, bytes, back]);
    case 'delete':
      return Buffer.concat([front, rest]);
    case 'flip':
      return Buffer.concat([
        front,
        back.subarray(0, 1).map((byte) => byte ^ (1 << ((bytes[0] ?? 0) & 7))),
        back.subarray(1),
      ]);
    case 'repeat':
      return Buffer.concat([front, back.subarray(0, bytes.length), back]);
    case 'swap':
      return Buffer.concat([back, front]);
  }
}

const tokens = fc.constantFrom(...TOKENS);
const parts = fc.integer({ min: 0, max: 2 });

test('[EC-1] the text of a token changed anywhere: 401, never 200, never 500', async () => {
  await fc.assert(
    fc.asyncProperty(tokens, mutations(0x20), async (token, changes) => {
      const mutant = changes.reduce(mutate, Buffer.from(token, 'latin1')).toString('latin1');
      fc.pre(![...mutant].some((character) => character < ' ' || character === '\u007f')); // no header field holds these
      fc.pre(mutant.replace(/[ \t]+$/, '') !== token); // white space around a field is none of it
      assert.equal((await me(mutant)).status, 401, JSON.stringify(mutant));
    }),
    { numRuns },
  );
});

test('[EC-1] the bytes of a part changed and encoded anew: 401, never 200, never 500', async () => {
  await fc.assert(
    fc.asyncProperty(tokens, parts, mutations(0), async (token, index, changes) => {
      const encoded = token.split('.');
      encoded[index] = changes.reduce(mutate, Buffer.from(encoded[index] ?? '', 'base64url')).toString('base64url');
      const mutant = encoded.join('.');
      fc.pre(mutant !== token);
      assert.equal((await me(mutant)).status, 401, mutant);
    }),
    { numRuns },
  );
});

test('[EC-1] changed bytes that the issuer signed all the same: 401, or 200 for exactly what is signed, never 500', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1 }), mutations(0), async (index, changes) => {
      const encoded = forge.token().split('.').slice(0, 2);
      encoded[index] = changes.reduce(mutate, Buffer.from(encoded[index] ?? '', 'base64url')).toString('base64url');
      const input = encoded.join('.');
      const { status, body } = await me(`${input}.${forge.keys.ed.sign(input).toString('base64url')}`);
      if (status !== 200) return assert.equal(status, 401, input);
      const claims = JSON.parse(Buffer.from(encoded[1] ?? '', 'base64url').toString());
      const { user_id, issuer, audience } = JSON.parse(body);
      assert.deepEqual([user_id, issuer, audience], [claims.sub, claims.iss, claims.aud]);
      assert.ok(claims.exp > Date.now() / 1_000 - 5);
    }),
    { numRuns },
  );
});

test('[EC-1] none of all that asked the database', () => assert.equal(guarded.databaseUses, 0));
