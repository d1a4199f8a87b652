/** Deletes a task. */
import type { WriteScope } from '../../db/scopes.ts';
import { noRow, sender, type VersionMatch, versionMatches, versionsOf } from '../version-match.ts';

/** @throws AppError `task_not_found`, also the second time; `precondition_failed` */
export async function deleteTask(scope: WriteScope, id: string, match: VersionMatch): Promise<void> {
  const values = { id, versions: versionsOf(match) };
  const [gone] = await sender(scope, match)(`delete ${match === null ? 'any' : 'match'}`, values, (own, value) =>
    own.deleteTasks().where('id', '=', value.id).where(versionMatches(match, value.versions)).returning('id'),
  );
  if (gone === undefined) throw await noRow(scope, id, match);
}
