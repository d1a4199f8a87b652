/** B's cursors and entity tags in A's hands. */
import { randomUUID } from 'node:crypto';
import { type Attack, bearer, type World } from './attack.ts';
import type { RawRequest } from './raw-http.ts';

const list = ({ a }: World, query: string): RawRequest => ({
  method: 'GET',
  target: `${a.tasks}?${query}`,
  headers: [bearer(a.token)],
});

/** A cursor with one of its characters changed. */
function edited(cursor: string): string {
  const at = Math.floor(cursor.length / 2);
  return cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
}

/** A's cursor with every mention of A made one of B, whatever its encoding is made of. */
function readdressed({ a, b }: World): string {
  const text = Buffer.from(a.cursor, 'base64url').toString('utf8');
  return Buffer.from(text.replaceAll(a.userId, b.userId).replaceAll(a.task.id, b.task.id)).toString('base64url');
}

const CURSORS: Readonly<Record<string, (world: World) => string>> = {
  'of-b': ({ b }) => `sort=title&limit=1&cursor=${encodeURIComponent(b.cursor)}`,
  'of-b-with-his-id': ({ b }) =>
    `sort=title&cursor=${encodeURIComponent(b.cursor)}&user_id=${encodeURIComponent(b.userId)}`,
  edited: ({ a }) => `sort=title&limit=1&cursor=${encodeURIComponent(edited(a.cursor))}`,
  'of-b-edited': ({ b }) => `sort=title&limit=1&cursor=${encodeURIComponent(edited(b.cursor))}`,
  'made-up': ({ b }) =>
    `sort=title&cursor=${Buffer.from(JSON.stringify([1, '', b.task.id, ''])).toString('base64url')}`,
  'other-sort': ({ a }) => `sort=created_at&cursor=${encodeURIComponent(a.cursor)}`,
  'other-filter': ({ a }) => `sort=title&completed=true&cursor=${encodeURIComponent(a.cursor)}`,
  injection: () => `sort=title&cursor=${encodeURIComponent("' or user_id <> '")}`,
};

const cursors = Object.entries(CURSORS).map(
  ([what, query]): Attack => ({
    id: `cursor.${what}`,
    name: `A's list with a cursor ${what.replaceAll('-', ' ')}`,
    statuses: [400],
    request: (world) => list(world, query(world)),
  }),
);

/** Each with B's entity tag under A's own path: what is not there cannot match. */
const WITH_TAG: readonly (readonly [method: string, header: string, body?: (world: World) => string])[] = [
  ['GET', 'if-none-match'],
  ['HEAD', 'if-none-match'],
  ['PUT', 'if-match', (world) => JSON.stringify({ title: `${world.marker} by A` })],
  ['PATCH', 'if-match', () => '{"completed":true}'],
  ['DELETE', 'if-match'],
];

const conditional = (what: string, path: 'a' | 'b', tag: (world: World) => string): Attack[] =>
  WITH_TAG.map(([method, header, body]) => {
    const request = (world: World, id: string): RawRequest => ({
      method,
      target: `${world[path].tasks}/${id}`,
      headers: [bearer(world.a.token), [header, tag(world)]],
      ...(body !== undefined && { body: body(world) }),
    });
    return {
      id: `etag.${what}.${path === 'a' ? 'id' : 'path'}.${method.toLowerCase()}`,
      name: `${method} of B's task by ${path.toUpperCase()}'s path with ${header} ${what.replaceAll('-', ' ')}`,
      statuses: [path === 'a' ? 404 : 403],
      request: (world) => request(world, world.b.task.id),
      control: (world) => request(world, randomUUID()),
    };
  });

/** @see Attack */
export const CONDITIONAL_ATTACKS: readonly Attack[] = [
  ...cursors,
  {
    id: 'cursor.readdressed',
    name: "A's cursor, rewritten to name B",
    // If it names nobody, it stays a cursor of A's.
    statuses: [200, 400],
    request: (world) => list(world, `sort=title&limit=1&cursor=${encodeURIComponent(readdressed(world))}`),
    fault: (answer, { b }) => (answer.body.includes(JSON.stringify(b.userId)) ? "a task of B's is listed" : null),
  },
  ...conditional('of-b', 'a', ({ b }) => b.task.etag),
  ...conditional('any', 'a', () => '*'),
  ...conditional('of-b', 'b', ({ b }) => b.task.etag),
];
