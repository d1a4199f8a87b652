/** The task that the printed lines are about. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ExitError } from '../exit.ts';
import { DEMO_TASK_ID } from './curl-lines.ts';
import type { DemoUser } from './demo-users.ts';

/** A server that has just started on a busy machine may call itself overloaded; how often it is asked again, every 500 ms. */
const MAX_TRIES = 20;

/**
 * Makes the task unless it is there: a create under the client's own id, and the first request that goes all the way through.
 * @throws ExitError 3 when the server will not take it
 */
export async function demoTask(api: string, user: DemoUser): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${api}/api/${user.userId}/tasks/${DEMO_TASK_ID}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json', 'if-none-match': '*' },
      body: JSON.stringify({ title: 'Try the API', description: 'Made by todo-api dev.' }),
    });
    const answer = await response.text();
    if (response.status === 201 || response.status === 412) return;
    if (response.status !== 503 || tries === MAX_TRIES) {
      throw new ExitError(
        3,
        `The server refuses the first task (a line above may say why): ${response.status} ${answer}`,
      );
    }
    await sleep(500);
  }
}
