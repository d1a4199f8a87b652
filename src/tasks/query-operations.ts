/** List and get as Fastify route schemas: what validates, serialises and documents them. */
import { API_HEADERS, ETAG, LINK, REQUEST_HEADERS } from '../http/documented-headers.ts';
import { refusals } from '../http/refusals.ts';
import { ANY, common, empty, json, ref, TASK_EXAMPLE, task } from './operation-parts.ts';
import { ListQuery, OwnerPath, TaskPath } from './task.parameters.ts';
import { TaskPage } from './task.schemas.ts';

const PAGE_EXAMPLE = { items: [TASK_EXAMPLE], next_cursor: null };

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
