import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();
const task = await user.create();

const REFUSED: [parameter: string, query: string][] = [
  ...[
    '1e2',
    '0x10',
    '%205',
    '5%20',
    '+5',
    '-5',
    '05',
    '5.0',
    '0',
    '101',
    '',
    'ten',
    '1_0',
    '٥',
    '99999999999999999999',
  ].map((value): [string, string] => ['limit', `limit=${value}`]),
  ...['1', '0', 'TRUE', 'True', 'yes', '', 'null', '%20true'].flatMap((value): [string, string][] => [
    ['completed', `completed=${value}`],
    ['include_total', `include_total=${value}`],
  ]),
  ...['', 'id', '--title', '-', 'Title', 'title,id', 'created_at%20'].map((value): [string, string] => [
    'sort',
    `sort=${value}`,
  ]),
  ...[
    '',
    'yesterday',
    '2026-11-24',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-24T09:30:00',
    '2026-11-24 09:30:00Z',
    '2026-11-24T09:30:00+02:00',
    '2026-11-24T24:00:00Z',
    '1795519000',
    '2026-11-24T09:30:00%2B0200',
  ].map((value): [string, string] => ['updated_since', `updated_since=${value}`]),
  ['q', 'q='],
  ['q', `q=${'x'.repeat(201)}`],
  ['q', 'q=%00'],
  ['q', 'q=a%1bb'],
  ['q', 'q=%ff'],
  ['q', 'q=%'],
  ['q', 'q=%ed%a0%80'],
  ['limit', 'limit=5&limit=5'],
  ['completed', 'completed=true&completed=false'],
  ['limit[]', 'limit[]=5'],
  ['user_id', 'user_id=somebody'],
  ['Limit', 'Limit=5'],
  ['page', 'page=2'],
  ['__proto__', '__proto__=1'],
  ['constructor', 'constructor=1'],
  ['', '&'],
  ['', 'limit=5&'],
  ['%zz', '%zz=1'],
];

for (const [parameter, query] of REFUSED) {
  test(`[FR-008] list?${query.slice(0, 60)} is 400 naming ${JSON.stringify(parameter)}`, async () => {
    const problem = assertProblem(await user.send('GET', `${user.tasks}?${query}`), 'parameter_invalid');
    assert.equal(problem.errors?.[0]?.parameter, parameter);
  });
}

test('[FR-008] every fault of a query is named, at most 20', async () => {
  const problem = assertProblem(
    await user.send('GET', `${user.tasks}?limit=x&nope=1&completed=2`),
    'parameter_invalid',
  );
  assert.deepEqual(
    problem.errors?.map(({ parameter }) => parameter),
    ['limit', 'nope', 'completed'],
  );
  const many = Array.from({ length: 500 }, (_, i) => `p${i}=1`).join('&');
  assert.equal(assertProblem(await user.send('GET', `${user.tasks}?${many}`), 'parameter_invalid').errors?.length, 20);
});

test('[FR-008] unknown parameters are 400 on every route', async () => {
  const routes: [string, string, object?][] = [
    ['POST', user.tasks, { title: 'x' }],
    ['GET', task.path],
    ['PUT', task.path, { title: 'x' }],
    ['PATCH', task.path, {}],
    ['PATCH', `${task.path}/complete`],
    ['DELETE', task.path],
    ['GET', '/api/me'],
    ['GET', '/livez'],
    ['GET', '/readyz'],
    ['GET', '/openapi.json'],
    ['GET', '/docs'],
    ['HEAD', task.path],
  ];
  for (const [method, url, payload] of routes) {
    const answer = await user.send(method, `${url}?x=1`, payload === undefined ? {} : { payload });
    assert.equal(answer.statusCode, 400, `${method} ${url}`);
    if (method !== 'HEAD') assert.equal(assertProblem(answer, 'parameter_invalid').errors?.[0]?.parameter, 'x');
  }
});

test('[FR-004] parameters arrive as what they are', async () => {
  const other = await api.user();
  await other.create({ title: 'a b+c & d=é%_' });
  for (const q of ['a b+c', 'b+c & d', 'd=É', '%_']) {
    const found = await other.send('GET', `${other.tasks}?q=${encodeURIComponent(q)}&limit=100&completed=false`);
    assert.equal(found.json().items.length, 1, q);
  }
  assert.equal(
    (await other.send('GET', `${other.tasks}?q=a+b&`.slice(0, -1))).json().items.length,
    1,
    'a plus is a space',
  );
  assert.equal((await other.send('GET', `${other.tasks}?`)).statusCode, 200, 'an empty query');
  assert.equal(
    (await other.send('GET', `${other.tasks}?q=${encodeURIComponent('😀'.repeat(200))}`)).statusCode,
    200,
    '200 code points',
  );
});
