/** The task that the printed lines are about. */
import { DEMO_TASK_ID } from './curl-lines.ts';
import type { DemoUser } from './demo-users.ts';

/** Makes it unless it is there: a create under the client's own id. The first request that goes all the way through. */
export async function demoTask(api: string, user: DemoUser): Promise<void> {
  const response = await fetch(`${api}/api/${user.userId}/tasks/${DEMO_TASK_ID}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json', 'if-none-match': '*' },
    body: JSON.stringify({ title: 'Try the API', description: 'Made by todo-api dev.' }),
  });
  if (response.status !== 201 && response.status !== 412) {
    throw new Error(`The server refused the first task: ${response.status} ${await response.text()}`);
  }
}
