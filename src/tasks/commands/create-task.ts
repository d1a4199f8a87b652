/** Creates a task under an id of the server's making. */
import { randomUUIDv7 } from 'node:crypto';
import type { WriteScope } from '../../db/scopes.ts';
import { TASK_COLUMNS, type TaskInput, type TaskRow } from '../task-row.ts';

/**
 * One INSERT, whose RETURNING brings what the database decides (times and version); the unit of work would cost more than all else
 * of the request together (measured).
 * The id is a UUID of version 7 (RFC 9562 §5.7): neighbours in time are neighbours in the index.
 */
export async function createTask(scope: WriteScope, input: TaskInput): Promise<TaskRow> {
  const { title, description, completed } = input;
  const values = { id: randomUUIDv7(), title, description, completed };
  const [task] = await scope.only('create', values, (own, value) => own.insertTask(value).returning(TASK_COLUMNS));
  if (task === undefined) throw new Error('An INSERT without conflict clause returned no row');
  return task;
}
