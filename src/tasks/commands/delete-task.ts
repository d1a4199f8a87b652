/** Deletes a task. */
import type { WriteScope } from '../../db/scopes.ts';
import { noRow, type VersionMatch, versionMatches } from '../version-match.ts';

/** @throws AppError `task_not_found`, also the second time; `precondition_failed` */
export async function deleteTask(scope: WriteScope, id: string, match: VersionMatch): Promise<void> {
  const [gone] = await scope.rows(
    scope.deleteTasks().where('id', '=', id).where(versionMatches(match)).returning('id'),
  );
  if (gone === undefined) throw await noRow(scope, id, match);
}
