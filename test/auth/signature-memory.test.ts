/** The memory of signatures: what it holds is bounded, and what is used stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VerificationKey } from '../../src/auth/key-set.ts';
import { createSignatureMemory, type SignatureFact } from '../../src/auth/signature-memory.ts';
import { createSigner } from '../support/signer.ts';

const { publicKey } = createSigner('EdDSA', 'k');
const key: VerificationKey = {
  kid: 'k',
  alg: 'EdDSA',
  published: '',
  key: publicKey.toCryptoKey('Ed25519', true, ['verify']),
};
const fact: SignatureFact = { key };

test('[SC-004] entries are bounded, whatever comes', () => {
  const memory = createSignatureMemory(100, 1e9);
  for (let index = 0; index < 10_000; index += 1) {
    memory.set(`token-${index}`, fact);
    assert.ok(memory.size <= 100, String(memory.size));
  }
  assert.ok(memory.size >= 50, 'and not thrown away for nothing');
});

test('[SC-004] bytes are bounded: long tokens push out more', () => {
  const memory = createSignatureMemory(1e6, 1_048_576);
  const pad = 'x'.repeat(8_000);
  for (let index = 0; index < 1_000; index += 1) {
    memory.set(`${pad}${index}`, fact);
    assert.ok(memory.size * (2 * 8_000 + 1_024) <= 1_048_576, String(memory.size));
  }
  assert.ok(memory.size > 30);
});

test('[SC-004] what a fact weighs beside its text counts', () => {
  const memory = createSignatureMemory(1e6, 1_048_576, () => 100_000);
  for (let index = 0; index < 100; index += 1) memory.set(`token-${index}`, fact);
  assert.ok(memory.size <= 10 && memory.size >= 4, String(memory.size));
});

test('what is used stays while others come and go', () => {
  const memory = createSignatureMemory(100, 1e9);
  memory.set('in use', fact);
  for (let index = 0; index < 10_000; index += 1) {
    memory.set(`token-${index}`, fact);
    assert.equal(memory.get('in use'), fact);
  }
  assert.equal(memory.get('token-0'), undefined);
});

test('the newest fact on a token counts, in whichever generation the old one is', () => {
  const memory = createSignatureMemory(4, 1e9);
  const [older, newer] = [{ key }, { key }];
  memory.set('a', older);
  memory.set('a', newer);
  assert.deepEqual([memory.get('a') === newer, memory.size], [true, 1]);
  memory.set('b', older);
  memory.set('c', older); // a and b are old now
  memory.set('a', older);
  assert.equal(memory.get('a'), older);
  assert.equal(memory.size, 3);
});

test('only the very same text hits', () => {
  const memory = createSignatureMemory(100, 1e9);
  memory.set('a.b.c', fact);
  for (const other of ['', 'a', 'a.b.c ', ' a.b.c', 'A.b.c', 'a.b.cc', '__proto__', 'constructor']) {
    assert.equal(memory.get(other), undefined, other);
  }
  assert.equal(memory.get(['a', 'b', 'c'].join('.')), fact, 'the same text from elsewhere');
});
