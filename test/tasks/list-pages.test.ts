import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { list, titles, userWith, walk } from '../support/task-lists.ts';

const api = await sharedApp();

test('[FR-004] 20 tasks a page unless limit says otherwise, from 1 to 100', async () => {
  const user = await userWith(api, 22);
  assert.equal((await list(user)).items.length, 20);
  assert.equal((await list(user, 'limit=1')).items.length, 1);
  assert.equal((await list(user, 'limit=100')).items.length, 22);
  assert.equal((await list(user, 'limit=22')).next_cursor, null, 'a full last page has no next one');
});

for (const sort of ['created_at', '-created_at', 'updated_at', '-updated_at', 'title', '-title']) {
  test(`[FR-004] pages by ${sort} hold every task once, whatever the limit and the filter`, async () => {
    const user = await userWith(api, 13);
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
    const user = await userWith(api, 24);
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
  const user = await userWith(api, 9);
  const first = await list(user, 'completed=false&limit=2&include_total=true');
  assert.equal(first.total, 6);
  const second = await list(user, `completed=false&limit=3&cursor=${first.next_cursor}`);
  assert.equal(second.total, undefined);
  const third = await list(user, `completed=false&limit=100&include_total=true&cursor=${second.next_cursor}`);
  assert.equal(third.total, 6);
  assert.equal(new Set([...first.items, ...second.items, ...third.items].map(({ id }) => id)).size, 6);
});
