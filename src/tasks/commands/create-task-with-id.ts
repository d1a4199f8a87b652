/** Creates a task under the client's own id, once: the way to retry a create safely. */
import { isDuplicate } from '../../db/database-faults.ts';
import type { WriteScope } from '../../db/scopes.ts';
import { AppError } from '../../errors.ts';
import { Task } from '../task.entity.ts';
import type { TaskInput, TaskRow } from '../task-row.ts';

/**
 * By MikroORM's unit of work: one INSERT, whose RETURNING brings what the database decides.
 * @param id any UUID; the primary key is (user_id, id), so that another user's task of this id is not in the way
 * @throws AppError `task_exists` when the user has a task of this id
 */
export async function createTaskWithId(scope: WriteScope, id: string, input: TaskInput): Promise<TaskRow> {
  const own = { id: id.toLowerCase(), title: input.title, description: input.description, completed: input.completed };
  const task = scope.em.create(Task, { ...own, user_id: scope.userId });
  try {
    await scope.em.flush();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new AppError('task_exists', {
      detail: 'You have a task with this id: an earlier attempt may have made it. Get it, or create under a new UUID.',
      cause: error,
    });
  }
  const { created_at, updated_at, version } = task;
  return { ...own, user_id: scope.userId, created_at, updated_at, version };
}
