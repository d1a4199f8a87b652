import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeCursor } from '../../src/tasks/list-cursor.ts';
import { build, type TestTask, type TestUser } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await build({ after });

interface Page {
  readonly items: Omit<TestTask, 'etag' | 'path'>[];
  readonly next_cursor: string | null;
  readonly total?: number;
}

async function list(user: TestUser, query = ''): Promise<Page> {
  const answer = await user.send('GET', `${user.tasks}?${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}
const titles = ({ items }: Page) => items.map(({ title }) => title);

/** All pages, by `next_cursor`. @param between runs after each page */
async function walk(
  user: TestUser,
  query: string,
  between: () => Promise<unknown> = async () => {},
): Promise<Page['items']> {
  const items = [];
  let cursor: string | null = '';
  do {
    const page: Page = await list(user, `${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.next_cursor;
    if (cursor !== null) await between();
  } while (cursor !== null);
  return items;
}

/** A user with tasks `prefix00`, `prefix01`, … */
async function userWith(count: number, prefix = 't'): Promise<TestUser> {
  const user = await api.user();
  for (let i = 0; i < count; i++) {
    await user.create({ title: `${prefix}${String(i).padStart(2, '0')}`, completed: i % 3 === 0 });
    if (i % 4 === 0) await sleep(1); // so that some share a millisecond and some do not
  }
  return user;
}

test('[US3.2] the list has all tasks of the user, newest first, and nobody else’s', async () => {
  const [alice, bob] = [await userWith(3, 'a'), await userWith(2, 'b')];
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

test('[FR-004] 20 tasks a page unless limit says otherwise, from 1 to 100', async () => {
  const user = await userWith(22);
  assert.equal((await list(user)).items.length, 20);
  assert.equal((await list(user, 'limit=1')).items.length, 1);
  assert.equal((await list(user, 'limit=100')).items.length, 22);
  assert.equal((await list(user, 'limit=22')).next_cursor, null, 'a full last page has no next one');
});

test('[FR-004] completed filters', async () => {
  const user = await userWith(7);
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

for (const sort of ['created_at', '-created_at', 'updated_at', '-updated_at', 'title', '-title']) {
  test(`[FR-004] pages by ${sort} hold every task once, whatever the limit and the filter`, async () => {
    const user = await userWith(13);
    for (let i = 0; i < 4; i++) await user.create({ title: 'same' });
    for (const filter of ['', '&completed=true', '&completed=false', '&q=t', '&updated_since=2020-01-01T00:00:00Z']) {
      const whole = (await list(user, `sort=${sort}${filter}&limit=100`)).items;
      for (const limit of [1, 2, 5, 16]) {
        assert.deepEqual(await walk(user, `sort=${sort}${filter}&limit=${limit}`), whole, `limit ${limit}${filter}`);
      }
    }
  });
}

for (const sort of ['created_at', '-created_at', 'title', '-title']) {
  test(`[FR-004] pages by ${sort} stay whole while tasks come and go: none twice, none missing that was there all along`, async () => {
    const user = await userWith(24);
    const all = (await list(user, 'limit=100')).items;
    const doomed = all.filter((_, i) => i % 5 === 0).map(({ id }) => id);
    const stay = new Set(all.map(({ id }) => id).filter((id) => !doomed.includes(id)));
    const seen = await walk(user, `sort=${sort}&limit=3`, async () => {
      const victim = doomed.pop();
      if (victim) await user.send('DELETE', `${user.tasks}/${victim}`);
      await user.create({ title: `t${Math.floor(Math.random() * 24)}x` });
    });
    const ids = seen.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'none twice');
    assert.deepEqual(
      [...stay].filter((id) => !ids.includes(id)),
      [],
      'none missing',
    );
  });
}

test('[FR-013] Link leads through the pages: absolute path, percent-encoded, same filters, never from the Host header', async () => {
  const user = await api.user(`we/ird %ü?#&${crypto.randomUUID()}`);
  for (let i = 0; i < 5; i++) await user.create({ title: `a&b=${i}` });
  let url: string | undefined = `${user.tasks}?q=a%26b%3D&limit=2&sort=title&include_total=true`;
  const pages: string[][] = [];
  while (url !== undefined) {
    const answer = await user.send('GET', url, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    pages.push(titles(answer.json()));
    assert.equal(answer.json().total, 5);
    const link = answer.headers.link;
    assert.equal(link !== undefined, answer.json().next_cursor !== null, 'Link and next_cursor go together');
    if (link !== undefined)
      assert.match(String(link), /^<\/api\/we%2Fird%20%25%C3%BC%3F%23%26[\w-]+\/tasks\?[!-~]+>; rel="next"$/);
    url = link === undefined ? undefined : /^<(.*)>/.exec(String(link))?.[1];
  }
  assert.deepEqual(pages, [['a&b=0', 'a&b=1'], ['a&b=2', 'a&b=3'], ['a&b=4']]);
});

test('[FR-004] include_total adds the total to every page; limit and include_total may change on the way', async () => {
  const user = await userWith(9);
  const first = await list(user, 'completed=false&limit=2&include_total=true');
  assert.equal(first.total, 6);
  const second = await list(user, `completed=false&limit=3&cursor=${first.next_cursor}`);
  assert.equal(second.total, undefined);
  const third = await list(user, `completed=false&limit=100&include_total=true&cursor=${second.next_cursor}`);
  assert.equal(third.total, 6);
  assert.equal(new Set([...first.items, ...second.items, ...third.items].map(({ id }) => id)).size, 6);
});

test('[FR-004] a cursor fits only the sort, the filters and the user that it came from: else 400 cursor_invalid', async () => {
  const user = await userWith(5);
  const other = await userWith(5);
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
  const user = await userWith(3);
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
  const user = await userWith(2);
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
