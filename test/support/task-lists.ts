/** Lists of tasks as tests read them: a page, the titles on it, all pages. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp, TestTask, TestUser } from './app.ts';

/** One page as the service answered it. */
export interface Page {
  readonly items: Omit<TestTask, 'etag' | 'path'>[];
  readonly next_cursor: string | null;
  readonly total?: number;
}

/** The page that a query gets. */
export async function list(user: TestUser, query = ''): Promise<Page> {
  const answer = await user.send('GET', `${user.tasks}?${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

export const titles = ({ items }: Page): string[] => items.map(({ title }) => title);

/** All pages, by `next_cursor`. @param between runs after each page but the last */
export async function walk(
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

/** A user with tasks `<prefix>00`, `<prefix>01`, …; every third is done, and some share a millisecond. */
export async function userWith(api: TestApp, count: number, prefix = 't'): Promise<TestUser> {
  const user = await api.user();
  for (let i = 0; i < count; i++) {
    await user.create({ title: `${prefix}${String(i).padStart(2, '0')}`, completed: i % 3 === 0 });
    if (i % 4 === 0) await sleep(1);
  }
  return user;
}
