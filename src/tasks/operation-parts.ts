/** What the operations on tasks have in common in the OpenAPI document. */
import { type Static, type TObject, Type } from 'typebox';
import { API_HEADERS, ETAG, REQUEST_HEADERS } from '../http/documented-headers.ts';
import { Completion, TaskInput, TaskPage, TaskPatch, TaskSchema } from './task.schemas.ts';

/** By name, so that the document has each shape once. */
export const ref = <T extends TObject>(schema: T & { $id?: string }) =>
  Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` });

/** What the operations refer to by name. */
export const SHARED_SCHEMAS = [TaskInput, TaskPatch, Completion, TaskSchema, TaskPage];

export const TASK_EXAMPLE = {
  id: '019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52',
  title: 'Buy milk',
  description: null,
  completed: false,
  user_id: 'Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe',
  created_at: '2026-11-24T09:30:00.000Z',
  updated_at: '2026-11-24T09:30:00.000Z',
};

/** A JSON body with its example. */
export const json = (schema: object, example: unknown) => ({ content: { 'application/json': { schema, example } } });
/** Answers that carry a task, or nothing. */
export const task = (description: string, headers: object = {}) => ({
  description,
  headers: { ...API_HEADERS, ...ETAG, ...headers },
  ...json(ref(TaskSchema), TASK_EXAMPLE),
});
export const empty = (description: string, headers: object = {}) => ({
  type: 'null',
  description,
  headers: { ...API_HEADERS, ...headers },
});

/** Request headers of every operation, and of every write. */
export const ANY = { 'X-Request-Id': REQUEST_HEADERS['X-Request-Id'] };
export const WRITE = { 'If-Match': REQUEST_HEADERS['If-Match'], ...ANY };
/** Of every operation on tasks. */
export const common = { tags: ['tasks'], security: [{ bearer: [] }] };
