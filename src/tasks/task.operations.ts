/** The seven operations on tasks as Fastify route schemas: what validates, serialises and documents each of them. */
import { type Static, type TObject, Type } from 'typebox';
import { API_HEADERS, ETAG, LINK, LOCATION, REQUEST_HEADERS } from '../http/documented-headers.ts';
import { MERGE_PATCH } from '../http/json-body.ts';
import { refusals } from '../http/refusals.ts';
import {
  Completion,
  ListQuery,
  OwnerPath,
  TaskInput,
  TaskPage,
  TaskPatch,
  TaskPath,
  TaskSchema,
} from './task.schemas.ts';

/** By name, so that the document has each shape once. */
const ref = <T extends TObject>(schema: T & { $id?: string }) => Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` });

/** What the operations refer to by name. */
export const SHARED_SCHEMAS = [TaskInput, TaskPatch, Completion, TaskSchema, TaskPage];

const TASK_EXAMPLE = {
  id: '019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52',
  title: 'Buy milk',
  description: null,
  completed: false,
  user_id: 'Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe',
  created_at: '2026-11-24T09:30:00.000Z',
  updated_at: '2026-11-24T09:30:00.000Z',
};
const PAGE_EXAMPLE = { items: [TASK_EXAMPLE], next_cursor: null };

const json = (schema: object, example: unknown) => ({ content: { 'application/json': { schema, example } } });
const task = (description: string, headers: object = {}) => ({
  description,
  headers: { ...API_HEADERS, ...ETAG, ...headers },
  ...json(ref(TaskSchema), TASK_EXAMPLE),
});
const empty = (description: string, headers: object = {}) => ({
  type: 'null',
  description,
  headers: { ...API_HEADERS, ...headers },
});

const ANY = { 'X-Request-Id': REQUEST_HEADERS['X-Request-Id'] };
const WRITE = { 'If-Match': REQUEST_HEADERS['If-Match'], ...ANY };
const common = { tags: ['tasks'], security: [{ bearer: [] }] };

const LAST_WRITE =
  'Without `If-Match` the last write wins. A write that changes nothing is 200 and leaves `updated_at` and `ETag` alone.';

export const CREATE_TASK = {
  ...common,
  operationId: 'createTask',
  summary: 'Create a task',
  description: `\`title\` is needed; absent \`description\` and \`completed\` are null and false. The server makes the id, a UUID of version 7.
Sending it again creates another task: to be able to repeat a create safely, use PUT with \`If-None-Match: *\` and an id of your own.`,
  'x-requirements': ['FR-002', 'FR-003', 'FR-008', 'FR-013', 'SC-001'],
  documentedHeaders: ANY,
  params: OwnerPath,
  body: ref(TaskInput),
  response: { 201: task('The task as it was stored.', LOCATION), ...refusals.ofWriteWithBody('precondition_invalid') },
};

export const LIST_TASKS = {
  ...common,
  operationId: 'listTasks',
  summary: 'List tasks, page by page',
  description: `Filters are joined by "and". Pages are keyset pages: tasks that were there all along appear exactly once, whatever is inserted or deleted
meanwhile; a task whose sort member changes meanwhile may appear again or not at all.
\`next_cursor\` is opaque, names no secret and grants nothing. Give it back as \`cursor\` with the same sort and filters, or follow \`Link\`; \`limit\` and
\`include_total\` may change from page to page. With anything else, or edited: 400 \`cursor_invalid\`. Every parameter may be given once only.`,
  'x-requirements': ['FR-004', 'FR-007', 'FR-008', 'FR-013', 'SC-001'],
  documentedHeaders: ANY,
  params: OwnerPath,
  querystring: ListQuery,
  response: {
    200: {
      description: 'One page. Empty if nothing fits.',
      headers: { ...API_HEADERS, ...LINK },
      ...json(ref(TaskPage), PAGE_EXAMPLE),
    },
    ...refusals.ofRead('cursor_invalid'),
  },
};

export const GET_TASK = {
  ...common,
  operationId: 'getTask',
  summary: 'Read one task',
  description: 'A task of somebody else and one that never was are the same 404.',
  'x-requirements': ['FR-004', 'FR-007', 'FR-008', 'FR-013', 'SC-001'],
  documentedHeaders: { 'If-None-Match': REQUEST_HEADERS['If-None-Match-Read'], ...ANY },
  params: TaskPath,
  response: {
    200: task('The task.'),
    304: empty('The task is still the one of `If-None-Match`.', ETAG),
    ...refusals.ofRead('task_not_found'),
  },
};

export const REPLACE_TASK = {
  ...common,
  operationId: 'replaceTask',
  summary: 'Replace a task, or create it under an id of your own',
  description: `The body is the whole task: absent \`description\` and \`completed\` become null and false.
Without \`If-None-Match\` the task must be there, else 404. With \`If-None-Match: *\` it must not: then it is created under the id of the path (201), or is there
already (412 \`task_exists\`). Make a UUID, send, and on a broken connection send the same again: 201 and 412 both mean that the task is there once.
With \`If-Match\` as well no task can fit: 412, or 404. ${LAST_WRITE}`,
  'x-requirements': ['FR-002', 'FR-003', 'FR-005', 'FR-007', 'FR-008', 'FR-013', 'SC-001'],
  documentedHeaders: { ...WRITE, 'If-None-Match': REQUEST_HEADERS['If-None-Match-Create'] },
  params: TaskPath,
  body: ref(TaskInput),
  response: {
    200: task('The task as it is now.'),
    201: task('The task was created.', LOCATION),
    ...refusals.ofWriteWithBody('precondition_invalid', 'task_not_found', 'precondition_failed', 'task_exists'),
  },
};

export const PATCH_TASK = {
  ...common,
  operationId: 'patchTask',
  summary: 'Change parts of a task (JSON Merge Patch)',
  description: `RFC 7396: members in the body replace those of the task, absent ones stay. Null removes, so it is right for \`description\` alone; \`{}\` changes nothing.
${LAST_WRITE}`,
  'x-requirements': ['FR-005', 'FR-007', 'FR-008', 'FR-013', 'SC-001'],
  documentedHeaders: WRITE,
  params: TaskPath,
  body: ref(TaskPatch),
  consumes: ['application/json', MERGE_PATCH],
  response: {
    200: task('The task as it is now.'),
    ...refusals.ofWriteWithBody('precondition_invalid', 'task_not_found', 'precondition_failed'),
  },
};

export const COMPLETE_TASK = {
  ...common,
  operationId: 'completeTask',
  summary: 'Flip a task between open and done, or set it',
  description: `Without a body: flip. With \`{"completed": true}\` or \`false\`: set. \`{}\` is 400.
Flips are atomic: of N concurrent ones none gets lost. A flip that may be repeated on a broken connection should name \`If-Match\`, or set instead. ${LAST_WRITE}`,
  'x-requirements': ['FR-003', 'FR-005', 'FR-007', 'FR-008', 'FR-013', 'SC-001'],
  'x-body-optional': true,
  documentedHeaders: WRITE,
  params: TaskPath,
  body: ref(Completion),
  consumes: ['application/json', MERGE_PATCH],
  response: {
    200: task('The task as it is now.'),
    ...refusals.ofWriteWithBody('precondition_invalid', 'task_not_found', 'precondition_failed'),
  },
};

export const DELETE_TASK = {
  ...common,
  operationId: 'deleteTask',
  summary: 'Delete a task',
  description: 'For good. A second time it is 404. Takes no body; a JSON content type without a body is fine.',
  'x-requirements': ['FR-006', 'FR-007', 'FR-008', 'SC-001'],
  documentedHeaders: WRITE,
  params: TaskPath,
  response: {
    204: empty('The task is no more.'),
    ...refusals.ofWriteWithBody('precondition_invalid', 'task_not_found', 'precondition_failed'),
  },
};
