import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openapiDocument } from '../../src/openapi-document.ts';
import { sharedApp } from '../support/app.ts';
import { COMMITTED, operations } from '../support/openapi.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('[SC-006] openapi.json is what the source says (npm run docs)', async () => {
  assert.equal(await openapiDocument(), COMMITTED);
});

test('[SC-006] a running server gives the same document', async () => {
  const { app } = await sharedApp();
  assert.deepEqual((await app.inject('/openapi.json')).json(), JSON.parse(COMMITTED));
});

test('[SC-006] the linter finds nothing in openapi.json', async () => {
  const { stdout, stderr } = await promisify(execFile)(
    'node_modules/.bin/redocly',
    ['lint', 'openapi.json', '--format=json'],
    {
      cwd: root,
      env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
  assert.deepEqual(JSON.parse(stdout).problems, [], stderr);
});

test('[SC-006] every route of the service is in the document, with its method', () => {
  assert.deepEqual(operations.map(({ name }) => name).sort(), [
    'DELETE /api/{user_id}/tasks/{task_id}',
    'GET /api/me',
    'GET /api/{user_id}/tasks',
    'GET /api/{user_id}/tasks/{task_id}',
    'GET /livez',
    'GET /openapi.json',
    'GET /readyz',
    'PATCH /api/{user_id}/tasks/{task_id}',
    'PATCH /api/{user_id}/tasks/{task_id}/complete',
    'POST /api/{user_id}/tasks',
    'PUT /api/{user_id}/tasks/{task_id}',
  ]);
});
