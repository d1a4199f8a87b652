/** One user's share of the connections. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FairShare } from '../../src/db/fair-share.ts';
import { AppError } from '../../src/errors.ts';

/** Work that lasts until `finish` is called, and knows whether it has begun. */
function work() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const piece = { begun: false, finish: resolve, run };
  function run(): Promise<void> {
    piece.begun = true;
    return promise;
  }
  return piece;
}
const tick = () => new Promise(setImmediate);

test('a user has a third of the connections at work, another user is not held up', async () => {
  const share = new FairShare(10, 1_000);
  const pieces = Array.from({ length: 6 }, work);
  const done = pieces.map((piece) => share.run('ada', piece.run));
  assert.deepEqual(
    pieces.map((piece) => piece.begun),
    [true, true, true, true, false, false],
  );
  assert.equal(await share.run('grace', async () => 'at once'), 'at once');
  pieces[1]?.finish();
  await tick();
  assert.deepEqual(
    pieces.map((piece) => piece.begun),
    [true, true, true, true, true, false],
    'in order of arrival',
  );
  for (const piece of pieces) piece.finish();
  await Promise.all(done);
});

test('whoever waits too long is refused, and takes no place', async () => {
  const share = new FairShare(1, 20);
  const [slow, late, next] = [work(), work(), work()];
  const first = share.run('ada', slow.run);
  await assert.rejects(
    share.run('ada', late.run),
    (error) => error instanceof AppError && error.code === 'pool_exhausted',
  );
  assert.equal(late.begun, false);
  slow.finish();
  await first;
  const second = share.run('ada', next.run);
  assert.equal(next.begun, true);
  next.finish();
  await second;
});

test('failing work gives its place back', async () => {
  const share = new FairShare(1, 20);
  for (let i = 0; i < 3; i += 1)
    await assert.rejects(
      share.run('ada', () => Promise.reject(new Error('no'))),
      /no/,
    );
  assert.equal(await share.run('ada', async () => 'done'), 'done');
});

test('a flood is refused instead of piling up', async () => {
  const share = new FairShare(1, 10_000);
  const slow = work();
  const first = share.run('ada', slow.run);
  const flood = Array.from({ length: 1_001 }, () =>
    share.run('ada', async () => 'done').catch((error: AppError) => error.code),
  );
  assert.equal(await flood.at(-1), 'rate_limited');
  slow.finish();
  await first;
  assert.deepEqual(new Set(await Promise.all(flood.slice(0, -1))), new Set(['done']));
});
