/** A task as handlers give it: the columns in the order of the contract, and what each write returns. */
import { AppError } from '../errors.ts';

/** Times are RFC 3339 in UTC with milliseconds; `version` goes into the ETag and not into the body. */
export interface TaskRow {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly completed: boolean;
  readonly user_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly version: number;
}

/** What a client may decide about a task. */
export interface TaskInput {
  readonly title: string;
  readonly description: string | null;
  readonly completed: boolean;
}

/** Every column: an explicit list keeps prepared statements valid when a migration adds one. */
export const TASK_COLUMNS = [
  'id',
  'title',
  'description',
  'completed',
  'user_id',
  'created_at',
  'updated_at',
  'version',
] as const satisfies readonly (keyof TaskRow)[];

/** The same answer for a task that is not there and for one that belongs to somebody else: it names no id. */
export const taskNotFound = (): AppError =>
  new AppError('task_not_found', { detail: 'You have no task with this id. Look it up in the list of your tasks.' });
