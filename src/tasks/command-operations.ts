/** Create, update, toggle and delete as Fastify route schemas: what validates, serialises and documents them. */
import { LOCATION, REQUEST_HEADERS } from '../http/documented-headers.ts';
import { MERGE_PATCH } from '../http/json-body.ts';
import { refusals } from '../http/refusals.ts';
import { ANY, common, empty, ref, task, WRITE } from './operation-parts.ts';
import { OwnerPath, TaskPath } from './task.parameters.ts';
import { Completion, TaskInput, TaskPatch } from './task.schemas.ts';

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
