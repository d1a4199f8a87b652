/** B's path with A's token, and B's task under A's own path, by every method. */
import { randomUUID } from 'node:crypto';
import { type Attack, bearer, type World } from './attack.ts';
import type { RawRequest } from './raw-http.ts';

const title = ({ marker }: World) => JSON.stringify({ title: `${marker} by A` });

/** What can be done to one task. */
const TO_ONE: Readonly<Record<string, { method: string; suffix?: string; body?: (world: World) => string }>> = {
  get: { method: 'GET' },
  head: { method: 'HEAD' },
  put: { method: 'PUT', body: title },
  patch: { method: 'PATCH', body: title },
  'patch-nothing': { method: 'PATCH', body: () => '{}' },
  flip: { method: 'PATCH', suffix: '/complete' },
  complete: { method: 'PATCH', suffix: '/complete', body: () => '{"completed":true}' },
  delete: { method: 'DELETE' },
};

const asA = (world: World, request: RawRequest): RawRequest => ({
  ...request,
  headers: [bearer(world.a.token), ...(request.headers ?? [])],
});

const toOne = (world: World, what: string, tasks: string, id: string): RawRequest => {
  const { method, suffix = '', body } = TO_ONE[what] ?? { method: 'GET' };
  return asA(world, { method, target: `${tasks}/${id}${suffix}`, ...(body && { body: body(world) }) });
};

const onePath = Object.keys(TO_ONE).map(
  (what): Attack => ({
    id: `path.${what}`,
    name: `${what} of B's task by B's path`,
    statuses: [403],
    request: (world) => toOne(world, what, world.b.tasks, world.b.task.id),
    control: (world) => toOne(world, what, world.b.tasks, randomUUID()),
  }),
);

const oneId = Object.keys(TO_ONE).map(
  (what): Attack => ({
    id: `id.${what}`,
    name: `${what} of B's task under A's own path`,
    statuses: [404],
    request: (world) => toOne(world, what, world.a.tasks, world.b.task.id),
    control: (world) => toOne(world, what, world.a.tasks, randomUUID()),
  }),
);

const createAs = (world: World, tasks: string, id: string): RawRequest =>
  asA(world, { method: 'PUT', target: `${tasks}/${id}`, headers: [['if-none-match', '*']], body: title(world) });

/** @see Attack */
export const PATH_ATTACKS: readonly Attack[] = [
  ...onePath,
  ...oneId,
  {
    id: 'path.list',
    name: "B's list",
    statuses: [403],
    request: (world) => asA(world, { method: 'GET', target: world.b.tasks }),
  },
  {
    id: 'path.list-nobody',
    name: "B's list, compared with that of somebody who does not exist",
    statuses: [403],
    request: (world) => asA(world, { method: 'GET', target: world.b.tasks }),
    control: (world) => asA(world, { method: 'GET', target: `/api/${randomUUID()}/tasks` }),
  },
  {
    id: 'path.create',
    name: "a new task in B's list",
    statuses: [403],
    request: (world) => asA(world, { method: 'POST', target: world.b.tasks, body: title(world) }),
  },
  {
    id: 'path.create-with-id',
    name: "a new task in B's list under an id of A's",
    statuses: [403],
    request: (world) => createAs(world, world.b.tasks, randomUUID()),
  },
  {
    id: 'path.bad-body',
    name: "a malformed body to B's path: the owner is checked before it is read",
    statuses: [403],
    request: (world) => asA(world, { method: 'POST', target: world.b.tasks, body: '{' }),
  },
  {
    id: 'path.options',
    name: "OPTIONS of B's task",
    statuses: [204, 401, 403],
    request: (world) => asA(world, { method: 'OPTIONS', target: `${world.b.tasks}/${world.b.task.id}` }),
    control: (world) => asA(world, { method: 'OPTIONS', target: `${world.b.tasks}/${randomUUID()}` }),
  },
  ...['TRACE', 'PROPFIND', 'COPY', 'MOVE', 'SEARCH', 'QUERY', 'POST'].map(
    (method): Attack => ({
      id: `path.${method.toLowerCase()}-task`,
      name: `${method} of B's task`,
      statuses: [0, 400, 403, 404, 405, 501],
      request: (world) => asA(world, { method, target: `${world.b.tasks}/${world.b.task.id}` }),
    }),
  ),
  {
    id: 'id.upper-case',
    name: "B's task under A's own path, its id in upper case",
    statuses: [404],
    request: (world) => asA(world, { method: 'GET', target: `${world.a.tasks}/${world.b.task.id.toUpperCase()}` }),
  },
];

/** The last of all: from then on A does have a task of that id. */
export const SAME_ID_ATTACK: Attack = {
  id: 'id.create',
  name: "a task of A's under the id of B's: both are there, and A does not learn of the other",
  statuses: [201],
  request: (world) => createAs(world, world.a.tasks, world.b.task.id),
  fault: (answer, { a }) => (answer.body.includes(JSON.stringify(a.userId)) ? null : 'the new task is not of A'),
};
