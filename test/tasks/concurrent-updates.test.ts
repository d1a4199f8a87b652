import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';

const api = await sharedApp();
const user = await api.user();

test('[EC-4] of two PUTs with the same If-Match exactly one is 200 and one 412', async () => {
  for (let round = 0; round < 20; round++) {
    const task = await user.create();
    const answers = await Promise.all(
      ['a', 'b'].map((title) =>
        user.send('PUT', task.path, { payload: { title }, headers: { 'if-match': task.etag } }),
      ),
    );
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 412]);
    const winner = answers.find(({ statusCode }) => statusCode === 200);
    assert.deepEqual((await user.send('GET', task.path)).json(), winner?.json());
  }
});

test('[EC-4] without If-Match the last write wins, whole', async () => {
  const task = await user.create();
  const sent = Array.from({ length: 10 }, (_, i) => ({ title: `t${i}`, description: `d${i}`, completed: i % 2 === 0 }));
  const answers = await Promise.all(sent.map((payload) => user.send('PUT', task.path, { payload })));
  assert.ok(answers.every(({ statusCode }) => statusCode === 200));
  const { title, description, completed } = (await user.send('GET', task.path)).json();
  assert.ok(sent.some((one) => one.title === title && one.description === description && one.completed === completed));
});
