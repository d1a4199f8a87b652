import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import createClient from 'openapi-fetch';
import type { paths } from '../generated/todo-api.ts';
import { build } from '../support/app.ts';
import { CLIENT_TYPES, clientTypes } from '../support/client-types.ts';

test('[SC-006] the types of the client are generated from openapi.json (npm run docs)', async () => {
  assert.equal(readFileSync(CLIENT_TYPES, 'utf8'), await clientTypes());
});

test('[SC-006] a client that is generated from the document alone does all there is to do, type-checked', async () => {
  const { app, user } = await build({ after });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const { id: user_id, token } = await user();
  const client = createClient<paths>({
    baseUrl: `http://127.0.0.1:${port}`,
    headers: { authorization: `Bearer ${token}` },
  });

  const me = await client.GET('/api/me');
  assert.equal(me.data?.user_id, user_id);

  const created = await client.POST('/api/{user_id}/tasks', {
    params: { path: { user_id } },
    body: { title: 'Buy milk' },
  });
  assert.ok(created.data, created.error?.detail);
  const path = { user_id, task_id: created.data.id };
  const etag = String(created.response.headers.get('etag'));

  const page = await client.GET('/api/{user_id}/tasks', {
    params: { path: { user_id }, query: { completed: false, limit: 5, include_total: true } },
  });
  assert.deepEqual([page.data?.items, page.data?.next_cursor, page.data?.total], [[created.data], null, 1]);

  const one = await client.GET('/api/{user_id}/tasks/{task_id}', { params: { path } });
  assert.deepEqual(one.data, created.data);

  const flipped = await client.PATCH('/api/{user_id}/tasks/{task_id}/complete', { params: { path } });
  assert.equal(flipped.data?.completed, true);
  const set = await client.PATCH('/api/{user_id}/tasks/{task_id}/complete', {
    params: { path },
    body: { completed: false },
  });
  assert.equal(set.data?.completed, false);

  const patched = await client.PATCH('/api/{user_id}/tasks/{task_id}', {
    params: { path },
    body: { description: 'Two bottles' },
  });
  assert.equal(patched.data?.description, 'Two bottles');

  const stale = await client.PUT('/api/{user_id}/tasks/{task_id}', {
    params: { path, header: { 'If-Match': etag } },
    body: { title: 'x' },
  });
  assert.equal(stale.error?.code, 'precondition_failed');

  const replaced = await client.PUT('/api/{user_id}/tasks/{task_id}', {
    params: { path },
    body: { title: 'Buy bread' },
  });
  assert.deepEqual([replaced.data?.title, replaced.data?.description], ['Buy bread', null]);

  const own = { user_id, task_id: crypto.randomUUID() };
  const made = await client.PUT('/api/{user_id}/tasks/{task_id}', {
    params: { path: own, header: { 'If-None-Match': '*' } },
    body: { title: 'mine' },
  });
  assert.deepEqual([made.response.status, made.data?.id], [201, own.task_id]);

  const gone = await client.DELETE('/api/{user_id}/tasks/{task_id}', { params: { path } });
  assert.equal(gone.response.status, 204);
  const missing = await client.GET('/api/{user_id}/tasks/{task_id}', { params: { path } });
  assert.deepEqual([missing.error?.code, missing.error?.status], ['task_not_found', 404]);
});
