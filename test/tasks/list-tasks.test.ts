import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedApp } from '../support/app.ts';
import { list, titles, userWith } from '../support/task-lists.ts';

const api = await sharedApp();

test('[US3.2] the list has all tasks of the user, newest first, and nobody else’s', async () => {
  const [alice, bob] = [await userWith(api, 3, 'a'), await userWith(api, 2, 'b')];
  const page = await list(alice);
  assert.deepEqual(Object.keys(page), ['items', 'next_cursor']);
  assert.equal(page.next_cursor, null);
  assert.deepEqual(titles(page).sort(), ['a00', 'a01', 'a02']);
  assert.ok(page.items.every(({ user_id }) => user_id === alice.id));
  for (const { id, ...item } of page.items) {
    assert.deepEqual((await alice.send('GET', `${alice.tasks}/${id}`)).json(), { id, ...item });
  }
  assert.deepEqual(titles(await list(bob)).sort(), ['b00', 'b01']);
});

test('[FR-004] a user without tasks gets an empty list', async () => {
  const user = await api.user();
  assert.deepEqual(await list(user), { items: [], next_cursor: null });
  assert.deepEqual(await list(user, 'include_total=true'), { items: [], next_cursor: null, total: 0 });
});

test('[FR-004] completed filters', async () => {
  const user = await userWith(api, 7);
  assert.deepEqual(titles(await list(user, 'completed=true&sort=title')), ['t00', 't03', 't06']);
  assert.deepEqual(titles(await list(user, 'completed=false&sort=title')), ['t01', 't02', 't04', 't05']);
});

test('[FR-004] q finds text in title or description, in any case; % and _ are plain', async () => {
  const user = await api.user();
  await user.create({ title: '100% Straße', description: null });
  await user.create({ title: '100 percent', description: 'a_b ÉTÉ' });
  await user.create({ title: 'Ελλάς', description: 'back\\slash' });
  for (const [q, found] of [
    ['100', 2],
    ['100%', 1],
    ['%', 1],
    ['_', 1],
    ['a_b', 1],
    ['a%b', 0],
    ['axb', 0],
    ['été', 1],
    ['STRASSE', 0],
    ['straße', 1],
    ['ελλάς', 1],
    ['\\', 1],
    ["'", 0],
    ['percent', 1],
    ['PERCENT', 1],
    ['percent a', 0],
  ] as const) {
    assert.equal((await list(user, `q=${encodeURIComponent(q)}`)).items.length, found, q);
  }
});

test('[FR-007] q never reaches past the owner, with every filter and sort', async () => {
  const [alice, bob] = [await api.user(), await api.user()];
  const needle = `needle${alice.id}`;
  await alice.create({ title: needle, description: needle });
  for (const query of [
    '',
    '&completed=false',
    '&sort=title',
    '&updated_since=2000-01-01T00:00:00Z',
    '&include_total=true',
  ]) {
    assert.deepEqual((await list(bob, `q=${needle}${query}`)).items, []);
    assert.equal((await list(alice, `q=${needle}${query}`)).items.length, 1, 'once, not once per range');
  }
});

test('[FR-004] updated_since is inclusive, in any offset and precision', async () => {
  const user = await api.user();
  const first = await user.create({ title: 'first' });
  await sleep(5);
  const second = await user.create({ title: 'second' });
  const at = Date.parse(second.updated_at);
  const since = (text: string) => list(user, `sort=title&updated_since=${encodeURIComponent(text)}`).then(titles);
  assert.deepEqual(await since(first.updated_at), ['first', 'second']);
  assert.deepEqual(await since(second.updated_at), ['second']);
  assert.deepEqual(await since(new Date(at + 1).toISOString()), []);
  assert.deepEqual(await since(second.updated_at.replace('Z', '000Z')), ['second'], 'microseconds');
  assert.deepEqual(await since(second.updated_at.replace('Z', '001Z')), [], 'a microsecond later');
  assert.deepEqual(await since(second.updated_at.toLowerCase()), ['second']);
  const inIndia = new Date(at + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30');
  assert.deepEqual(await since(inIndia), ['second']);
  const farWest = new Date(at - 23 * 3_600_000).toISOString().replace('Z', '-23:00');
  assert.deepEqual(await since(farWest), ['second'], 'offsets beyond those that PostgreSQL knows');
  for (const ancient of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '1969-12-31T23:59:60Z']) {
    assert.deepEqual(await since(ancient), ['first', 'second'], ancient);
  }
  assert.deepEqual(await since('9999-12-31T23:59:59-23:59'), []);
  await user.send('PATCH', first.path, { payload: { completed: true } });
  assert.deepEqual(await since(new Date(at + 1).toISOString()), ['first'], 'an update counts');
});

test('[FR-004] every sort orders, both ways, titles by code point', async () => {
  const user = await api.user();
  const unsorted = ['b', 'a', 'Z', 'é', '😀', '~', 'ﬀ', 'a', 'aa', '10', '9'];
  for (const title of unsorted) await user.create({ title });
  for (const { id } of (await list(user, 'limit=3')).items) {
    await sleep(2);
    await user.send('PATCH', `${user.tasks}/${id}/complete`);
  }
  const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  for (const member of ['created_at', 'updated_at', 'title'] as const) {
    const ascending = (await list(user, `sort=${member}`)).items;
    const descending = (await list(user, `sort=-${member}`)).items;
    const values = ascending.map((item) => item[member]);
    assert.deepEqual(values, [...values].sort(byCodePoint), member);
    assert.deepEqual(ascending, descending.toReversed(), `ties included: ${member}`);
  }
});
