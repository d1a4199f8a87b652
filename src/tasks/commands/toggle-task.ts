/** Flips a task between open and done, or sets it. */
import type { WriteScope } from '../../db/scopes.ts';
import { TASK_COLUMNS, type TaskRow } from '../task-row.ts';
import { noRow, type VersionMatch, versionMatches } from '../version-match.ts';

/**
 * The flip happens inside one UPDATE, under its row lock: n concurrent flips are n flips.
 * @param completed absent: flip
 * @throws AppError `task_not_found`, `precondition_failed`
 */
export async function toggleTask(
  scope: WriteScope,
  id: string,
  completed: boolean | undefined,
  match: VersionMatch,
): Promise<TaskRow> {
  const [task] = await scope.rows(
    scope
      .updateTasks()
      .set((eb) => ({ completed: completed ?? eb.not('completed') }))
      .where('id', '=', id)
      .where(versionMatches(match))
      .returning(TASK_COLUMNS),
  );
  if (task === undefined) throw await noRow(scope, id, match);
  return task;
}
