/** `If-Match` inside the statement: versions as a condition, and what no row then means. */
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from '../db/orm.ts';
import type { WriteScope } from '../db/scopes.ts';
import { AppError } from '../errors.ts';
import { taskNotFound } from './task-row.ts';

/**
 * Versions of the strong entity tags of `If-Match`; null without the header or with `*`. Weak tags never match (RFC 9110
 * §13.1.1), so the list may be empty.
 */
export type VersionMatch = readonly number[] | null;

/** The versions as one value of a statement. */
export const versionsOf = (match: VersionMatch): string => `{${match?.join(',') ?? ''}}`;

/** The condition for `where`: true for any version when there is none to match. @param versions see {@link versionsOf} */
export const versionMatches = (match: VersionMatch, versions: string) => (eb: ExpressionBuilder<Tables, 'tasks'>) =>
  match === null ? eb.lit(true) : sql<SqlBool>`version = any(${versions}::bigint[])`;

/**
 * How a write under `match` is sent: without one it is the only statement, for no row can mean but one thing; with one there may have
 * to be a look in the same transaction (see {@link noRow}).
 */
export const sender = (scope: WriteScope, match: VersionMatch): WriteScope['prepared'] =>
  match === null ? scope.only : scope.prepared;

/**
 * Why a write under `match` found no row: one look in the same transaction.
 * @returns `precondition_failed` (412) when the task is there, else `task_not_found` (404; RFC 9110 §13.2.1)
 */
export async function noRow(scope: WriteScope, id: string, match: VersionMatch): Promise<AppError> {
  if (match === null) return taskNotFound();
  const [there] = await scope.rows(scope.selectTasks().where('id', '=', id).select('version'));
  return there === undefined ? taskNotFound() : preconditionFailed();
}

export const preconditionFailed = (): AppError =>
  new AppError('precondition_failed', {
    detail: 'The task has another ETag than those in If-Match. Get it again and repeat the change on what it is now.',
  });
