/** Ordinary use by many at once: everything that should succeed does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';

const api = await sharedApp();

const USERS = 25;
const ROUNDS = 8;
/** Of the specification: SC-001. */
const REQUIRED = 0.99;

test('[SC-001] [EC-4] users who create, read, update and delete at the same time succeed in at least 99 %', async () => {
  const users = await Promise.all(Array.from({ length: USERS }, () => api.user()));
  const statuses: boolean[] = [];
  const expect = (answer: { statusCode: number }, status: number) => statuses.push(answer.statusCode === status);
  await Promise.all(
    users.map(async (user) => {
      for (let round = 0; round < ROUNDS; round++) {
        const created = await user.send('POST', user.tasks, { payload: { title: `round ${round}` } });
        const path = String(created.headers.location);
        expect(created, 201);
        expect(await user.send('GET', path), 200);
        expect(await user.send('PATCH', path, { payload: { title: 'changed' } }), 200);
        expect(await user.send('PATCH', `${path}/complete`), 200);
        expect(await user.send('DELETE', path), 204);
      }
      assert.deepEqual((await user.send('GET', user.tasks)).json().items, [], 'each user ends with nothing');
    }),
  );
  assert.equal(statuses.length, USERS * ROUNDS * 5);
  assert.ok(statuses.filter(Boolean).length / statuses.length >= REQUIRED);
});
