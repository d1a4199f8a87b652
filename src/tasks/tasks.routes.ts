/** The routes of tasks: from a validated request to one command or query, and its answer. */
import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Database } from '../db/database.ts';
import type { ReadScope, WriteScope } from '../db/scopes.ts';
import { AppError } from '../errors.ts';
import { etagOf, isCreation, isHeldAlready, versionsAllowed } from '../http/preconditions.ts';
import { COMPLETE_TASK, CREATE_TASK, DELETE_TASK, PATCH_TASK, REPLACE_TASK } from './command-operations.ts';
import { createTask } from './commands/create-task.ts';
import { createTaskWithId } from './commands/create-task-with-id.ts';
import { deleteTask } from './commands/delete-task.ts';
import { toggleTask } from './commands/toggle-task.ts';
import { updateTask } from './commands/update-task.ts';
import { SHARED_SCHEMAS } from './operation-parts.ts';
import { getTask } from './queries/get-task.ts';
import { listTasks } from './queries/list-tasks.ts';
import { GET_TASK, LIST_TASKS } from './query-operations.ts';
import { nextPageLink, taskPath } from './task-links.ts';
import type { TaskRow } from './task-row.ts';
import { toDatabaseTime } from './updated-since.ts';

/** Registered under `/api/:user_id/tasks`, inside the authenticated scope. */
export const tasksRoutes: FastifyPluginCallbackTypebox<{ database: Database }> = (app, { database }, done) => {
  app.addHook('onRequest', refuseForeignPath);
  for (const schema of SHARED_SCHEMAS) app.addSchema(schema);

  const read = <T>(request: FastifyRequest, work: (scope: ReadScope) => Promise<T>): Promise<T> =>
    timed(request, () => database.read(request.identity.userId, work));
  const write = <T>(request: FastifyRequest, work: (scope: WriteScope) => Promise<T>): Promise<T> =>
    timed(request, () => database.write(request.identity.userId, work));

  app.post('', { schema: CREATE_TASK }, async (request, reply) => {
    versionsAllowed(request.headers);
    const task = await write(request, (scope) => createTask(scope, request.body));
    return sendCreated(reply, task);
  });

  app.get('', { schema: LIST_TASKS }, async (request, reply) => {
    const { include_total: includeTotal, updated_since: since, ...rest } = request.query;
    const list = { ...rest, includeTotal, ...(since !== undefined && { updatedSince: toDatabaseTime(since) }) };
    const page = await read(request, (scope) => listTasks(scope, list));
    if (page.nextCursor !== null) {
      reply.header('link', nextPageLink(request.identity.userId, request.query, page.nextCursor));
    }
    return { items: page.items, next_cursor: page.nextCursor, total: page.total };
  });

  app.get('/:task_id', { schema: GET_TASK }, async (request, reply) => {
    const task = await read(request, (scope) => getTask(scope, request.params.task_id));
    if (!isHeldAlready(request.headers, task.version)) return send(reply, task);
    return reply.code(304).header('etag', etagOf(task.version)).send();
  });

  app.put('/:task_id', { schema: REPLACE_TASK }, async (request, reply) => {
    const { params, body } = request;
    const versions = versionsAllowed(request.headers);
    if (isCreation(request.headers)) {
      return sendCreated(reply, await write(request, (scope) => createTaskWithId(scope, params.task_id, body)));
    }
    return send(reply, await write(request, (scope) => updateTask(scope, params.task_id, body, versions)));
  });

  app.patch('/:task_id', { schema: PATCH_TASK }, async (request, reply) => {
    const { params, body } = request;
    const versions = versionsAllowed(request.headers);
    return send(reply, await write(request, (scope) => updateTask(scope, params.task_id, body, versions)));
  });

  app.patch('/:task_id/complete', { schema: COMPLETE_TASK, preValidation: allowNoBody }, async (request, reply) => {
    const { params, body } = request;
    const versions = versionsAllowed(request.headers);
    const completed = body === NO_COMPLETION ? undefined : body.completed;
    return send(reply, await write(request, (scope) => toggleTask(scope, params.task_id, completed, versions)));
  });

  app.delete('/:task_id', { schema: DELETE_TASK }, async (request, reply) => {
    if (request.body !== undefined) {
      throw new AppError('body_invalid', { detail: 'DELETE takes no body.', errors: [NO_BODY] });
    }
    const versions = versionsAllowed(request.headers);
    await write(request, (scope) => deleteTask(scope, request.params.task_id, versions));
    return reply.code(204).send();
  });

  done();
};

/** Stands for an absent body, which the validator would take for null: a valid one, told from all others by its identity. */
const NO_COMPLETION = Object.freeze({ completed: true });

function allowNoBody(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
  if (request.body === undefined) request.body = NO_COMPLETION;
  done();
}

const NO_BODY = { pointer: '', detail: 'must be absent' };

/** Before any body is read and any query is made, so that a foreign path is no oracle. */
function refuseForeignPath(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
  const { user_id: owner } = request.params as { user_id: string };
  if (owner === request.identity.userId) done();
  else
    done(
      new AppError('not_owner', { detail: 'The user id in the path is not the one of the token: see GET /api/me.' }),
    );
}

async function timed<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    request.databaseMs = performance.now() - start;
  }
}

/** The row goes to the serialiser as it is; the schema leaves `version` out. */
function send(reply: FastifyReply, task: TaskRow): FastifyReply {
  return reply.header('etag', etagOf(task.version)).send(task);
}

const sendCreated = (reply: FastifyReply, task: TaskRow): FastifyReply =>
  send(reply.code(201).header('location', taskPath(task.user_id, task.id)), task);
