/** The yardstick of `todo-api bench --compare baseline`: bare Fastify, pg and jose, hand-written SQL, one table, no second wall. Nothing else uses it. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyRequest } from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import pg from 'pg';
import { input, list, me, task } from './baseline-schemas.ts';

/** What the parent process sends as the first message. */
export interface BaselineOptions {
  readonly databaseUrl: string;
  readonly poolMax: number;
  readonly jwksUrl: string;
  readonly issuer: string;
}

interface Call {
  Params: { user_id: string; task_id: string };
  Body: { title: string; description?: string | null; completed?: boolean };
  Querystring: { limit?: string; cursor?: string };
}
const COLUMNS = 'id, title, description, completed, user_id, created_at, updated_at';

async function start({ databaseUrl, poolMax, jwksUrl, issuer }: BaselineOptions): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolMax });
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  const app = fastify();
  app.decorateRequest('user', '');
  app.decorateRequest('times', null);

  app.addHook('onRequest', async (request: FastifyRequest & { user?: string; times?: unknown }, reply) => {
    try {
      const { payload } = await jwtVerify(request.headers.authorization?.slice('Bearer '.length) ?? '', keys, {
        algorithms: ['EdDSA'],
        issuer,
        audience: issuer,
      });
      request.user = payload.sub ?? '';
      request.times = {
        issued_at: new Date((payload.iat ?? 0) * 1000),
        expires_at: new Date((payload.exp ?? 0) * 1000),
      };
    } catch {
      return reply.code(401).send({ error: 'unauthorized' });
    }
    const owner = (request.params as Call['Params']).user_id;
    if (owner !== undefined && owner !== request.user) return reply.code(403).send({ error: 'forbidden' });
  });

  app.get('/api/me', { schema: { response: { 200: me } } }, async (request) => {
    const { user, times } = request as FastifyRequest & { user: string; times: object };
    return { user_id: user, tasks_url: `/api/${user}/tasks`, issuer, audience: issuer, ...times };
  });

  app.get<Call>('/api/:user_id/tasks', { schema: { response: { 200: list } } }, async ({ params, query }) => {
    const limit = Number(query.limit ?? 20);
    const [after, id] =
      query.cursor === undefined
        ? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
        : JSON.parse(atob(query.cursor));
    const { rows } = await pool.query({
      name: 'list',
      text: `select ${COLUMNS} from tasks where user_id = $1 and (created_at, id) < ($2, $3) order by created_at desc, id desc limit $4`,
      values: [params.user_id, after, id, limit + 1],
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next_cursor: rows.length > limit ? btoa(JSON.stringify([last.created_at, last.id])) : null };
  });

  /** One row, or 404. */
  const one = async (
    name: string,
    sql: string,
    values: unknown[],
    reply: { code(status: number): { send(body: unknown): unknown } },
  ) => {
    const { rows } = await pool.query({ name, text: sql, values });
    return rows[0] ?? reply.code(404).send({ error: 'not found' });
  };
  const schema = { response: { '2xx': task } };

  app.get<Call>('/api/:user_id/tasks/:task_id', { schema }, ({ params }, reply) =>
    one('get', `select ${COLUMNS} from tasks where id = $1 and user_id = $2`, [params.task_id, params.user_id], reply),
  );

  app.post<Call>('/api/:user_id/tasks', { schema: { ...schema, body: input } }, ({ params, body }, reply) =>
    one(
      'create',
      `insert into tasks (id, user_id, title, description, completed) values (gen_random_uuid(), $1, $2, $3, $4) returning ${COLUMNS}`,
      [params.user_id, body.title, body.description ?? null, body.completed ?? false],
      reply.code(201),
    ),
  );

  app.put<Call>('/api/:user_id/tasks/:task_id', { schema: { ...schema, body: input } }, ({ params, body }, reply) =>
    one(
      'update',
      `update tasks set title = $3, description = $4, completed = $5, updated_at = now() where id = $1 and user_id = $2 returning ${COLUMNS}`,
      [params.task_id, params.user_id, body.title, body.description ?? null, body.completed ?? false],
      reply,
    ),
  );

  app.patch<Call>('/api/:user_id/tasks/:task_id/complete', { schema }, ({ params }, reply) =>
    one(
      'toggle',
      `update tasks set completed = not completed, updated_at = now() where id = $1 and user_id = $2 returning ${COLUMNS}`,
      [params.task_id, params.user_id],
      reply,
    ),
  );

  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port; // listening on TCP
}

if (process.send !== undefined) {
  const [options] = (await once(process, 'message')) as [BaselineOptions];
  process.send(await start(options));
  process.once('disconnect', () => process.exit(0)); // the parent is gone: nobody measures any more
}
