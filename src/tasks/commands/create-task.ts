/** Creates a task under an id of the server's making. */
import { randomUUIDv7 } from 'node:crypto';
import type { WriteScope } from '../../db/scopes.ts';
import { Task } from '../task.entity.ts';
import type { TaskInput, TaskRow } from '../task-row.ts';

/**
 * By the unit of work: one INSERT, whose RETURNING brings what the database decides (times and version).
 * The id is a UUID of version 7 (RFC 9562 §5.7): neighbours in time are neighbours in the index.
 */
export async function createTask(scope: WriteScope, input: TaskInput): Promise<TaskRow> {
  const { title, description, completed } = input;
  const id = randomUUIDv7();
  const task = scope.em.create(Task, { user_id: scope.userId, id, title, description, completed });
  await scope.em.flush();
  const { created_at, updated_at, version } = task;
  return { id, title, description, completed, user_id: scope.userId, created_at, updated_at, version };
}
