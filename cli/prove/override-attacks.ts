/** Naming B anywhere else than in the path: bodies, query and headers. */
import { type Attack, bearer, type World } from './attack.ts';
import type { RawRequest } from './raw-http.ts';

const ownList = (world: World, query: string, ...headers: (readonly [string, string])[]): RawRequest => ({
  method: 'GET',
  target: world.a.tasks + query,
  headers: [bearer(world.a.token), ...headers],
});

/** Bodies that name another owner, each to create, replace and patch with. */
const BODIES: Readonly<Record<string, (b: World['b']) => object>> = {
  user_id: (b) => ({ user_id: b.userId }),
  userId: (b) => ({ userId: b.userId }),
  owner: (b) => ({ owner: b.userId }),
  sub: (b) => ({ sub: b.userId }),
  id: (b) => ({ id: b.task.id }),
  prototype: (b) => JSON.parse(`{"__proto__":{"user_id":${JSON.stringify(b.userId)}}}`),
};

const inBody = Object.entries(BODIES).flatMap(([member, naming]) =>
  ['POST', 'PUT', 'PATCH'].map(
    (method): Attack => ({
      id: `body.${member}.${method.toLowerCase()}`,
      name: `${member} of B in the body of ${method}`,
      statuses: [400],
      request: ({ a, b, marker }) => ({
        method,
        target: method === 'POST' ? a.tasks : `${a.tasks}/${a.task.id}`,
        headers: [bearer(a.token)],
        body: JSON.stringify({ title: `${marker} by A`, ...naming(b) }),
      }),
    }),
  ),
);

const QUERIES: Readonly<Record<string, (b: World['b']) => string>> = {
  user_id: (b) => `?user_id=${encodeURIComponent(b.userId)}`,
  'user_id-twice': (b) => `?user_id=${encodeURIComponent(b.userId)}&user_id=${encodeURIComponent(b.userId)}`,
  'user_id-operator': (b) => `?user_id=eq.${encodeURIComponent(b.userId)}`,
  'user_id-array': (b) => `?user_id[]=${encodeURIComponent(b.userId)}`,
  filter: (b) => `?filter[user_id]=${encodeURIComponent(b.userId)}`,
  sub: (b) => `?sub=${encodeURIComponent(b.userId)}`,
  id: (b) => `?id=${b.task.id}`,
  all: () => '?all=true',
  'sort-injection': () => '?sort=title;select',
  'limit-injection': () => '?limit=1%20union%20select%20*%20from%20tasks',
  'completed-injection': () => "?completed=true'%20or%20'1'='1",
  token: (b) => `?access_token=${b.token}`,
};

const inQuery = Object.entries(QUERIES).map(
  ([what, query]): Attack => ({
    id: `query.${what}`,
    name: `${what} in the query of A's own list`,
    statuses: [400],
    request: (world) => ownList(world, query(world.b)),
  }),
);

const HEADERS: Readonly<Record<string, (b: World['b']) => readonly (readonly [string, string])[]>> = {
  ...Object.fromEntries(
    [
      'x-user-id',
      'x-user',
      'x-forwarded-user',
      'x-remote-user',
      'x-authenticated-user',
      'x-hasura-user-id',
      'x-sub',
    ].map((name) => [name, (b: World['b']) => [[name, encodeURIComponent(b.userId)]]]),
  ),
  cookie: (b) => [
    ['cookie', `user_id=${encodeURIComponent(b.userId)}; session=${b.token}; better-auth.session_token=${b.token}`],
  ],
  'x-original-url': (b) => [
    ['x-original-url', b.tasks],
    ['x-rewrite-url', b.tasks],
    ['x-forwarded-uri', b.tasks],
    ['x-forwarded-prefix', b.tasks],
  ],
  'proxy-authorization': (b) => [['proxy-authorization', `Bearer ${b.token}`]],
  'x-forwarded-authorization': (b) => [
    ['x-forwarded-authorization', `Bearer ${b.token}`],
    ['x-authorization', `Bearer ${b.token}`],
  ],
};

const inHeaders = Object.entries(HEADERS).flatMap(([what, headers]): Attack[] => [
  {
    id: `header.${what}`,
    name: `B in ${what}, with A's own list`,
    statuses: [200, 400],
    request: (world) => ownList(world, '', ...headers(world.b)),
  },
  {
    id: `header.${what}.id`,
    name: `B in ${what}, with the id of B's task`,
    statuses: [400, 404],
    request: (world) => ({ ...ownList(world, `/${world.b.task.id}`, ...headers(world.b)) }),
  },
]);

const METHOD_OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'].map(
  (name): Attack => ({
    id: `header.${name}`,
    name: `DELETE of B's task by ${name}`,
    statuses: [400, 403],
    request: ({ a, b }) => ({
      method: 'GET',
      target: `${b.tasks}/${b.task.id}`,
      headers: [bearer(a.token), [name, 'DELETE']],
    }),
  }),
);

/** @see Attack */
export const OVERRIDE_ATTACKS: readonly Attack[] = [
  ...inBody,
  ...inQuery,
  {
    id: 'query.search',
    name: "a search for the words of B's title",
    statuses: [200],
    request: (world) => ownList(world, `?include_total=true&q=${encodeURIComponent(`${world.marker} 2`)}`),
    fault: (answer, { b }) => (answer.body.includes(JSON.stringify(b.userId)) ? "a task of B's is listed" : null),
  },
  ...inHeaders,
  ...METHOD_OVERRIDES,
];
