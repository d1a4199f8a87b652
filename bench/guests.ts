/** Users on a server that runs already: found by their tokens, given some tasks, and left as they were. */
import { type BenchUser, DESCRIPTION } from './scenarios.ts';

const TASKS_IN_TURN = 5;

interface Page {
  readonly items: readonly { readonly id: string }[];
}

/**
 * @param token accepted by the server
 * @throws Error when the server refuses; the error of `fetch` when it cannot be reached
 */
export async function inviteGuest(origin: string, token: string): Promise<BenchUser> {
  const { user_id: userId } = (await call(origin, token, 'GET', '/api/me')) as { user_id: string };
  const taskIds: string[] = [];
  for (let n = 0; n < TASKS_IN_TURN; n += 1) {
    const { id } = (await call(origin, token, 'POST', tasksOf(userId), {
      title: 'Bench',
      description: DESCRIPTION,
    })) as { id: string };
    taskIds.push(id);
  }
  return { userId, token, taskIds };
}

/** Deletes what the bench made, known by its description, and nothing else. */
export async function dismissGuest(origin: string, { userId, token }: BenchUser): Promise<void> {
  const path = tasksOf(userId);
  for (;;) {
    const { items } = (await call(
      origin,
      token,
      'GET',
      `${path}?limit=100&q=${encodeURIComponent(DESCRIPTION)}`,
    )) as Page;
    if (items.length === 0) return;
    await Promise.all(items.map(({ id }) => call(origin, token, 'DELETE', `${path}/${id}`)));
  }
}

const tasksOf = (userId: string): string => `/api/${encodeURIComponent(userId)}/tasks`;

async function call(origin: string, token: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.ok) return response.status === 204 ? null : response.json();
  throw new Error(
    `${method} ${path.replace(/\/[^/]*\/tasks/, '/…/tasks')}: ${response.status} ${await response.text()}`,
  );
}
