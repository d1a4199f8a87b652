/** Changes a task: all of it (PUT) or some of it (PATCH). */
import type { WriteScope } from '../../db/scopes.ts';
import { TASK_COLUMNS, type TaskInput, type TaskRow } from '../task-row.ts';
import { noRow, preconditionFailed, sender, type VersionMatch, versionMatches, versionsOf } from '../version-match.ts';

/**
 * One UPDATE decides by itself whether the version still matches; nothing is read before. A trigger counts `version` up
 * and sets `updated_at`, if anything changes.
 * @param changes what to set; without any the task is given back as it is
 * @throws AppError `task_not_found`, `precondition_failed`
 */
export async function updateTask(
  scope: WriteScope,
  id: string,
  changes: Partial<TaskInput>,
  match: VersionMatch,
): Promise<TaskRow> {
  const { title, description, completed } = changes;
  const set = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(completed !== undefined && { completed }),
  };
  if (Object.keys(set).length === 0) return unchanged(scope, id, match);
  const shape = `update ${Object.keys(set)} ${match === null ? 'any' : 'match'}`;
  const values = { ...set, id, versions: versionsOf(match) };
  const [task] = await sender(scope, match)(shape, values, (own, { id, versions, ...columns }) =>
    own.updateTasks().set(columns).where('id', '=', id).where(versionMatches(match, versions)).returning(TASK_COLUMNS),
  );
  if (task === undefined) throw await noRow(scope, id, match);
  return task;
}

async function unchanged(scope: WriteScope, id: string, match: VersionMatch): Promise<TaskRow> {
  const [task] = await scope.rows(scope.selectTasks().where('id', '=', id).select(TASK_COLUMNS));
  if (task === undefined) throw await noRow(scope, id, null);
  if (match !== null && !match.includes(task.version)) throw preconditionFailed();
  return task;
}
