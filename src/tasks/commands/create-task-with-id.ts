/** Creates a task under the client's own id, once: the way to retry a create safely. */
import type { WriteScope } from '../../db/scopes.ts';
import { AppError } from '../../errors.ts';
import { TASK_COLUMNS, type TaskInput, type TaskRow } from '../task-row.ts';

/**
 * @param id any UUID; the primary key is (user_id, id), so that another user's task of this id is not in the way
 * @throws AppError `task_exists` when the user has a task of this id
 */
export async function createTaskWithId(scope: WriteScope, id: string, input: TaskInput): Promise<TaskRow> {
  const { title, description, completed } = input;
  const [task] = await scope.only('create with id', { id, title, description, completed }, (own, value) =>
    own
      .insertTask(value)
      .onConflict((conflict) => conflict.columns(['user_id', 'id']).doNothing())
      .returning(TASK_COLUMNS),
  );
  if (task !== undefined) return task;
  throw new AppError('task_exists', {
    detail: 'You have a task with this id: an earlier attempt may have made it. Get it, or create under a new UUID.',
  });
}
