import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeCursor } from '../../src/tasks/list-cursor.ts';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';
import { list, userWith } from '../support/task-lists.ts';

const api = await sharedApp();

test('[FR-004] a cursor fits only the sort, the filters and the user that it came from: else 400 cursor_invalid', async () => {
  const user = await userWith(api, 5);
  const other = await userWith(api, 5);
  const { next_cursor: cursor } = await list(
    user,
    'limit=2&completed=false&q=t&updated_since=2020-01-01T00:00:00Z&sort=title',
  );
  const same = 'completed=false&q=t&updated_since=2020-01-01T00:00:00Z&sort=title';
  assert.equal((await user.send('GET', `${user.tasks}?${same}&cursor=${cursor}`)).statusCode, 200);
  for (const query of [
    '',
    'sort=title',
    same.replace('false', 'true'),
    same.replace('q=t', 'q=T'),
    same.replace('2020', '2021'),
    same.replace('sort=title', 'sort=-title'),
    same.replace('completed=false&', ''),
    same.replace('q=t&', ''),
  ]) {
    assertProblem(
      await user.send('GET', `${user.tasks}?${query}&cursor=${cursor}`.replace('?&', '?')),
      'cursor_invalid',
    );
  }
  assertProblem(await other.send('GET', `${other.tasks}?${same}&cursor=${cursor}`), 'cursor_invalid');
});

test('[FR-004] a damaged, edited or made-up cursor is 400 cursor_invalid', async () => {
  const user = await userWith(api, 3);
  const cursor = String((await list(user, 'limit=1')).next_cursor);
  const edited = Array.from(cursor, (char, i) => cursor.slice(0, i) + (char === 'A' ? 'B' : 'A') + cursor.slice(i + 1));
  for (const text of [
    '',
    'x',
    'null',
    '0',
    '{}',
    '%00',
    '%F0%9F%98%80',
    cursor.slice(1),
    cursor.slice(0, -1),
    `${cursor}A`,
    `${cursor}=`,
    `${cursor}%20`,
    Buffer.from('[]').toString('base64url'),
    Buffer.from('null').toString('base64url'),
    'A'.repeat(12_000),
    ...edited,
  ]) {
    const problem = assertProblem(await user.send('GET', `${user.tasks}?cursor=${text}`), 'cursor_invalid');
    assert.equal(problem.errors?.[0]?.parameter, 'cursor');
  }
});

test('[FR-004] a cursor whose digest fits but whose position no page has is 400, not a fault of the database', async () => {
  const user = await userWith(api, 2);
  const id = crypto.randomUUID();
  for (const [sort, value] of [
    ['-created_at', 'yesterday'],
    ['-created_at', ''],
    ['-created_at', 'infinity'],
    ['-created_at', '2026-02-30T00:00:00.000Z'],
    ['-created_at', '+010000-01-01T00:00:00.000Z'],
    ['updated_at', "now' or true --"],
    ['title', 'a\u0000b'],
    ['title', '\ud800'],
  ] as const) {
    const cursor = encodeCursor([user.id, sort, null, null, null], { value, id });
    assertProblem(await user.send('GET', `${user.tasks}?sort=${sort}&cursor=${cursor}`), 'cursor_invalid');
  }
  const cursor = encodeCursor([user.id, 'title', null, null, null], { value: 'a', id: 'no uuid' });
  assertProblem(await user.send('GET', `${user.tasks}?sort=title&cursor=${cursor}`), 'cursor_invalid');
});
