/** Flips a task between open and done, or sets it. */
import type { WriteScope } from '../../db/scopes.ts';
import { TASK_COLUMNS, type TaskRow } from '../task-row.ts';
import { noRow, sender, type VersionMatch, versionMatches, versionsOf } from '../version-match.ts';

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
  const values = { id, completed: completed ?? false, versions: versionsOf(match) };
  const shape = `toggle ${completed === undefined ? 'flip' : 'set'} ${match === null ? 'any' : 'match'}`;
  const [task] = await sender(scope, match)(shape, values, (own, value) =>
    own
      .updateTasks()
      .set((eb) => ({ completed: completed === undefined ? eb.not('completed') : eb.val(value.completed) }))
      .where('id', '=', value.id)
      .where(versionMatches(match, value.versions))
      .returning(TASK_COLUMNS),
  );
  if (task === undefined) throw await noRow(scope, id, match);
  return task;
}
