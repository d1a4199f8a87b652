/** Gets one task. */
import type { ReadScope } from '../../db/scopes.ts';
import { TASK_COLUMNS, type TaskRow, taskNotFound } from '../task-row.ts';

/** @throws AppError `task_not_found` */
export async function getTask(scope: ReadScope, id: string): Promise<TaskRow> {
  const [task] = await scope.prepared('get', { id }, (own, value) =>
    own.selectTasks().where('id', '=', value.id).select(TASK_COLUMNS),
  );
  if (task === undefined) throw taskNotFound();
  return task;
}
