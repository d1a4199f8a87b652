/** The stage of the attacks: tasks of both users, found again and removed in the end whatever happened. */
import { randomBytes } from 'node:crypto';
import { ExitError } from '../exit.ts';
import { bearer, type Person, type Target, type World } from './attack.ts';
import { codeOf, memberOf, type RawAnswer, type RawRequest, sendRaw } from './raw-http.ts';

/** Who a token says its bearer is; asked of the server itself. */
export interface User {
  readonly token: string;
  readonly userId: string;
  readonly tasks: string;
}

/** Sends until it is not told to wait: what the attacks measure is not the rate limit. @throws ExitError 3 when out of reach */
export async function send(target: Target, request: RawRequest): Promise<RawAnswer> {
  const { origin } = target;
  const path = origin.pathname.replace(/\/$/, '') + request.target;
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await sendRaw(target, { ...request, target: path });
      if (answer.status !== 429 || tries === 3) return answer;
      const seconds = Math.min(Number(answer.headers['retry-after'] ?? 1), 60);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    } catch (error) {
      if (target.signal.aborted) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      throw new ExitError(3, `${origin.href} cannot be reached: ${code ?? message}`, { cause: error });
    }
  }
}

/** @throws ExitError 2 when the server refuses the token, 3 when it cannot serve */
export async function identify(target: Target, label: string, token: string): Promise<User> {
  const answer = await send(target, { method: 'GET', target: '/api/me', headers: [bearer(token)] });
  const userId = memberOf(answer.body, 'user_id');
  if (answer.status === 401) {
    throw new ExitError(2, `The server refuses token ${label}: ${codeOf(answer)}. Look with: todo-api verify-token`);
  }
  if (answer.status !== 200 || typeof userId !== 'string') {
    throw new ExitError(
      3,
      `GET /api/me of token ${label} was answered by ${answer.status} ${codeOf(answer)}: no todo-api?`,
    );
  }
  return { token, userId, tasks: `/api/${encodeURIComponent(userId)}/tasks` };
}

/** Makes two tasks for each. */
export async function setStage(target: Target, a: User, b: User, marker: string): Promise<World> {
  const secret = randomBytes(18).toString('base64url');
  const one = await furnish(target, a, marker, null);
  const other = await furnish(target, b, marker, secret);
  return { a: one, b: other, marker, secret };
}

async function furnish(target: Target, user: User, marker: string, description: string | null): Promise<Person> {
  const create = async (title: string) => {
    const body = JSON.stringify({ title, description });
    return await expect(target, 201, { method: 'POST', target: user.tasks, headers: [bearer(user.token)], body });
  };
  await create(`${marker} 1`);
  const made = await create(`${marker} 2`);
  const page = await expect(target, 200, {
    method: 'GET',
    target: `${user.tasks}?limit=1&sort=title`,
    headers: [bearer(user.token)],
  });
  return {
    ...user,
    task: { id: String(memberOf(made.body, 'id')), etag: String(made.headers.etag) },
    cursor: String(memberOf(page.body, 'next_cursor')),
  };
}

/** All of this run that a user has: what must not change behind B's back. */
export async function tasksOf(target: Target, user: User, marker: string): Promise<{ id: string }[]> {
  const query = `?limit=100&sort=created_at&q=${encodeURIComponent(marker)}`;
  const { body } = await expect(target, 200, {
    method: 'GET',
    target: user.tasks + query,
    headers: [bearer(user.token)],
  });
  return memberOf(body, 'items') as { id: string }[]; // 200 of a list
}

/** Removes all of this run. */
export async function clearStage(target: Target, users: readonly User[], marker: string): Promise<void> {
  for (const user of users) {
    for (const { id } of await tasksOf(target, user, marker)) {
      await send(target, { method: 'DELETE', target: `${user.tasks}/${id}`, headers: [bearer(user.token)] });
    }
  }
}

async function expect(target: Target, status: number, request: RawRequest): Promise<RawAnswer> {
  const answer = await send(target, request);
  if (answer.status === status) return answer;
  const got = `${answer.status} ${codeOf(answer)}`;
  throw new ExitError(3, `${request.method} of an own task was answered by ${got} instead of ${status}`);
}
