/** Paths spelled so that one part of a system reads A in them and another one B. */
import { type Attack, bearer, type World } from './attack.ts';

/** Every byte of a text percent-encoded. */
const encodeAll = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** The same text in the other case; null when it has none. */
const otherCase = (text: string): string | null =>
  [text.toUpperCase(), text.toLowerCase()].find((other) => other !== text) ?? null;

const TARGETS: Readonly<Record<string, (a: string, b: string, world: World) => string>> = {
  'fully-encoded': (_, __, { b }) => `/api/${encodeAll(b.userId)}/tasks`,
  'twice-encoded': (_, b) => `/api/${encodeURIComponent(b)}%2Ftasks`,
  'encoded-slash': (a, b) => `/api/${a}%2F..%2F${b}/tasks`,
  'encoded-slash-lower': (a, b) => `/api/${a}%2f..%2f${b}/tasks`,
  'encoded-slash-twice': (a, b) => `/api/${a}%252F..%252F${b}/tasks`,
  'encoded-backslash': (a, b) => `/api/${a}%5C..%5C${b}/tasks`,
  dots: (a, b) => `/api/${a}/../${b}/tasks`,
  'encoded-dots': (a, b) => `/api/${a}/%2e%2e/${b}/tasks`,
  'dots-after-tasks': (a, b) => `/api/${a}/tasks/../../${b}/tasks`,
  'dots-in-id': (a, b, { b: { task } }) => `/api/${a}/tasks/..%2F..%2F${b}%2Ftasks%2F${task.id}`,
  'overlong-slash': (a, b) => `/api/${a}%c0%af..%c0%af${b}/tasks`,
  'double-slash': (_, b) => `//api//${b}//tasks`,
  'double-slash-owner': (a, b) => `/api/${a}//${b}/tasks`,
  'trailing-slash': (_, b) => `/api/${b}/tasks/`,
  'upper-case-route': (_, b) => `/API/${b}/TASKS`,
  nul: (_, b) => `/api/${b}%00/tasks`,
  'nul-before': (a, b) => `/api/${a}%00${b}/tasks`,
  'space-after': (_, b) => `/api/${b}%20/tasks`,
  'tab-before': (_, b) => `/api/%09${b}/tasks`,
  'zero-width': (_, b) => `/api/${b}%E2%80%8B/tasks`,
  'matrix-parameter': (a, b) => `/api/${a};user_id=${b}/tasks`,
  semicolon: (a, b) => `/api/${b};${a}/tasks`,
  comma: (a, b) => `/api/${a},${b}/tasks`,
  fragment: (a, b) => `/api/${b}/tasks%23/api/${a}/tasks`,
  wildcard: () => '/api/*/tasks',
  percent: () => '/api/%25/tasks',
  'bad-percent': (_, b) => `/api/${b}%/tasks`,
  me: () => '/api/me/tasks',
  empty: () => '/api//tasks',
  underscores: (_, __, { b }) => `/api/${'_'.repeat(b.userId.length)}/tasks`,
  null: () => '/api/null/tasks',
  undefined: () => '/api/undefined/tasks',
  prototype: () => '/api/__proto__/tasks',
  'without-owner': (_, __, { b }) => `/api/tasks/${b.task.id}`,
};

const ASKED: readonly Attack[] = Object.entries(TARGETS).map(([what, target]) => ({
  id: `encoding.${what}`,
  name: `the path with ${what.replaceAll('-', ' ')}`,
  statuses: [0, 400, 403, 404, 405, 414],
  request: (world) => ({
    method: 'GET',
    target: target(encodeURIComponent(world.a.userId), encodeURIComponent(world.b.userId), world),
    headers: [bearer(world.a.token)],
  }),
}));

/** @see Attack */
export const ENCODING_ATTACKS: readonly Attack[] = [
  ...ASKED,
  ...(['a', 'b'] as const).map(
    (who): Attack => ({
      id: `encoding.case-of-${who}`,
      name: `the id of ${who.toUpperCase()} in another case`,
      statuses: [403],
      request: (world) => ({
        method: 'GET',
        target: `/api/${encodeURIComponent(otherCase(world[who].userId) ?? `${world[who].userId}x`)}/tasks`,
        headers: [bearer(world.a.token)],
      }),
    }),
  ),
  {
    id: 'encoding.delete-through-dots',
    name: "DELETE of B's task through A's path and dots",
    statuses: [0, 400, 403, 404, 405],
    request: ({ a, b }) => ({
      method: 'DELETE',
      target: `${a.tasks}/../../${encodeURIComponent(b.userId)}/tasks/${b.task.id}`,
      headers: [bearer(a.token)],
    }),
  },
];
