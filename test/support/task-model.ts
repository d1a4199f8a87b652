/** The plain model: what each user has, in memory. Carries operations out for real and compares. */
import assert from 'node:assert/strict';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { TestUser } from './app.ts';
import type { Operation } from './operation.ts';

interface ModelTask {
  readonly title: string;
  readonly description: string | null;
  readonly completed: boolean;
  readonly etag: string;
}

/** A user and all that the model knows of them. */
export interface ModelUser {
  readonly user: TestUser;
  readonly tasks: Map<string, ModelTask>;
  readonly gone: string[];
}

export const modelUser = (user: TestUser): ModelUser => ({ user, tasks: new Map(), gone: [] });

/** What a user has decided about a task. */
const contentOf = ({ title, description, completed }: Omit<ModelTask, 'etag'>) => ({ title, description, completed });

const contents = ({ tasks }: ModelUser) => Object.fromEntries([...tasks].map(([id, task]) => [id, contentOf(task)]));

const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % Math.max(all.length, 1)];

/** The id that an operation is aimed at, and whose path it takes. */
function aim(all: readonly ModelUser[], self: ModelUser, { target, id }: Operation): { id: string; path: string } {
  const other =
    pick(
      all.filter((one) => one !== self),
      target.of,
    ) ?? self;
  const found = {
    own: () => pick([...self.tasks.keys()], target.index),
    gone: () => pick(self.gone, target.index),
    random: () => id,
    'foreign id': () => pick([...other.tasks.keys()], target.index),
    'foreign path': () => pick([...other.tasks.keys()], target.index),
  }[target.kind]();
  return { id: found ?? id, path: (target.kind === 'foreign path' ? other : self).user.tasks };
}

/** Every user id of a model run has this shape, and every title holds its owner's: so a foreign byte is seen anywhere. */
export const USER_ID = /model-[A-Za-z0-9_-]{12}/g;

function assertOwnBytes(answer: LightMyRequestResponse, self: ModelUser): void {
  // The path of a problem document is the caller's own words.
  const text = JSON.stringify(answer.headers) + answer.body.replace(/"instance":"[^"]*"/, '');
  for (const [id] of text.matchAll(USER_ID)) assert.equal(id, self.user.id, 'a foreign byte');
}

/**
 * Sends one operation and compares the answer with the model, then moves the model on. Operations of one user must follow
 * each other; those of different users may run at once, for nobody's can change another's answer.
 */
export async function carryOut(all: readonly ModelUser[], operation: Operation): Promise<void> {
  const self = all[operation.actor];
  assert.ok(self !== undefined);
  const { what, match, completed, description } = operation;
  const title = `${self.user.id} ${operation.title}`;
  const { id, path } = aim(all, self, operation);
  const before = self.tasks.get(id);
  const foreign = operation.target.kind === 'foreign path';

  const send = async (method: string, url: string, options: Pick<InjectOptions, 'payload' | 'headers'> = {}) => {
    const answer = await self.user.send(method, url, options);
    assertOwnBytes(answer, self);
    return answer;
  };
  const written = (answer: LightMyRequestResponse, status: number, expected: Omit<ModelTask, 'etag'>) => {
    assert.equal(answer.statusCode, status, answer.body);
    const task = answer.json();
    const { title, description, completed } = expected;
    assert.deepEqual([contentOf(task), task.user_id], [contentOf(expected), self.user.id]);
    const etag = String(answer.headers.etag);
    const old = self.tasks.get(task.id);
    const same = old && old.title === title && old.description === description && old.completed === completed;
    assert.equal(etag === old?.etag, same === true, 'the entity tag changes with the task');
    self.tasks.set(task.id, { title, description, completed, etag });
  };

  if (what === 'list') {
    const answer = await send('GET', `${path}?limit=100&sort=title`);
    assert.equal(answer.statusCode, foreign ? 403 : 200);
    if (foreign || answer.json().next_cursor !== null) return; // more than a page: compared in the end
    const listed = answer.json().items.map((item: ModelTask & { id: string }) => [item.id, contentOf(item)]);
    assert.deepEqual(Object.fromEntries(listed), contents(self));
    return;
  }
  if (what === 'create') {
    const answer = await send('POST', path, { payload: { title, description, completed } });
    if (foreign) assert.equal(answer.statusCode, 403);
    else written(answer, 201, { title, description, completed });
    return;
  }
  const url = `${path}/${id}`;
  if (what === 'create-with-id') {
    const options = { payload: { title, description, completed }, headers: { 'if-none-match': '*' } };
    const answer = await send('PUT', url, options);
    if (foreign || before) assert.equal(answer.statusCode, foreign ? 403 : 412);
    else written(answer, 201, { title, description, completed });
    return;
  }

  const tags = { none: {}, current: { 'if-match': before?.etag ?? '"1"' }, stale: { 'if-match': '"1"' } };
  const options = { headers: what === 'get' ? {} : tags[match] };
  const answer = await {
    get: () => send('GET', url, options),
    put: () => send('PUT', url, { ...options, payload: { title, description, completed } }),
    patch: () => send('PATCH', url, { ...options, payload: { description, completed } }),
    flip: () => send('PATCH', `${url}/complete`, options),
    complete: () => send('PATCH', `${url}/complete`, { ...options, payload: { completed } }),
    delete: () => send('DELETE', url, options),
  }[what]();
  if (foreign) return assert.equal(answer.statusCode, 403);
  if (before === undefined) return assert.equal(answer.statusCode, 404);
  if (what === 'get') return written(answer, 200, before);
  if (match === 'stale') return assert.equal(answer.statusCode, 412);
  if (what === 'delete') {
    assert.equal(answer.statusCode, 204);
    self.tasks.delete(id);
    self.gone.push(id);
    return;
  }
  const was = contentOf(before);
  const now = {
    put: { title, description, completed },
    patch: { description, completed },
    flip: { completed: !was.completed },
    complete: { completed },
  };
  written(answer, 200, { ...was, ...now[what] });
}

/** Follows every page: the final state of a user is exactly the model's. */
export async function assertFinalState(self: ModelUser): Promise<void> {
  const seen: Record<string, object> = {};
  for (let url: string | undefined = `${self.user.tasks}?limit=100&sort=-updated_at`; url !== undefined; ) {
    const answer = await self.user.send('GET', url);
    assertOwnBytes(answer, self);
    for (const item of answer.json().items) seen[item.id] = contentOf(item);
    url = /^<([^>]+)>; rel="next"/.exec(String(answer.headers.link ?? ''))?.[1];
  }
  assert.deepEqual(seen, contents(self));
}
