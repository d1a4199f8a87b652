/** Several users against a plain model: every answer is the one that the model foresees, and no byte is another user's. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { build } from '../support/app.ts';
import { anyOperation, type Operation } from '../support/operation.ts';
import { assertFinalState, carryOut, type ModelUser, modelUser } from '../support/task-model.ts';

const LONG = process.env['TEST_LONG'] === '1';
const shared = build({ after });

const people = async (count: number): Promise<ModelUser[]> => {
  const { user } = await shared;
  const ids = Array.from({ length: count }, () => `model-${randomBytes(9).toString('base64url')}`);
  return Promise.all(ids.map(async (id) => modelUser(await user(id))));
};

/** A command of fast-check; the real system and the model are the same users, who know both. */
class Step implements fc.AsyncCommand<ModelUser[], ModelUser[]> {
  readonly #operation: Operation;
  constructor(operation: Operation) {
    this.#operation = operation;
  }
  check(): boolean {
    return true;
  }
  run(users: ModelUser[]): Promise<void> {
    return carryOut(users, this.#operation);
  }
  toString(): string {
    return JSON.stringify(this.#operation);
  }
}

test("[FR-007] [EC-3] four users in turn, on own, foreign, deleted and random targets: every answer is the model's", async () => {
  const sequences = fc.commands([anyOperation(4).map((operation) => new Step(operation))], { maxCommands: 80 });
  const property = fc.asyncProperty(sequences, async (steps) => {
    const users = await people(4);
    await fc.asyncModelRun(() => ({ model: users, real: users }), steps);
    await Promise.all(users.map(assertFinalState));
  });
  // On failure fast-check prints seed, path and the shortest sequence that fails.
  await fc.assert(property, { numRuns: LONG ? 1_000 : 40 });
});

/** Each user's operations in order, all users at once. */
async function atOnce(users: ModelUser[], operations: readonly Operation[]): Promise<void> {
  await Promise.all(
    users.map(async (_, actor) => {
      for (const operation of operations.filter((one) => one.actor === actor)) await carryOut(users, operation);
    }),
  );
  await Promise.all(users.map(assertFinalState));
}

test('[FR-007] [EC-4] four users at once, the same', async () => {
  const property = fc.asyncProperty(fc.array(anyOperation(4), { maxLength: 120, size: 'max' }), async (operations) => {
    await atOnce(await people(4), operations);
  });
  await fc.assert(property, { numRuns: LONG ? 500 : 20 });
});

const COUNT = LONG ? 100_000 : 4_000;
test(`[SC-002] [FR-007] ${COUNT} random operations by 50 users at once: no foreign byte, and the final state is exactly the model's`, async (t) => {
  const seed = Number(process.env['TEST_SEED'] ?? 20_261_124);
  t.diagnostic(`seed ${seed} (TEST_SEED)`);
  const operations = fc.sample(anyOperation(50), { numRuns: COUNT, seed });
  assert.equal(operations.length, COUNT);
  await atOnce(await people(50), operations);
});
