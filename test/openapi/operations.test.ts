import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERRORS, type ErrorCode } from '../../src/errors.ts';
import { document, operations, type Response } from '../support/openapi.ts';

for (const { name, path, operation } of operations) {
  const isApi = path.startsWith('/api/');

  test(`[SC-006] ${name}: names, rules, security and requirements are given`, () => {
    assert.match(operation.operationId, /^[a-z][A-Za-z]+$/);
    assert.ok(operation.summary.length > 5 && operation.description.length > 20);
    assert.equal(operation.tags.length, 1);
    assert.deepEqual(operation.security, isApi ? [{ bearer: [] }] : []);
    if (isApi)
      for (const id of operation['x-requirements'] ?? ['none']) assert.match(id, /^(FR-0(0[1-9]|1[0-3])|SC-00[1-6])$/);
    for (const parameter of operation.parameters ?? []) assert.ok(parameter.description, parameter.name);
  });

  test(`[SC-006] ${name}: every status has a description, headers and an example body`, () => {
    const statuses = Object.keys(operation.responses);
    const everywhere = ['400', '408', '431', '500', ...(isApi ? ['401', '429', '503'] : [])];
    assert.deepEqual(
      everywhere.filter((status) => !statuses.includes(status)),
      [],
    );
    assert.equal(statuses.includes('403') && statuses.includes('429'), path.includes('{user_id}'));
    for (const [status, response] of Object.entries(operation.responses)) {
      assert.ok(response.description && response.description !== 'Default Response', status);
      assert.ok(response.headers?.['X-Request-Id']);
      if (isApi)
        for (const header of ['Cache-Control', 'Vary', 'Server-Timing']) assert.ok(response.headers?.[header], header);
      if (status === '204' || status === '304') assert.equal(response.content, undefined);
      else assertExamples(status, response);
    }
    if (isApi) assert.ok(operation.responses['401']?.headers?.['WWW-Authenticate']);
    for (const status of ['429', '503']) {
      const response = operation.responses[status];
      if (response) assert.ok(response.headers?.['Retry-After'], status);
    }
  });
}

function assertExamples(status: string, { content = {} }: Response): void {
  const [[type, media] = ['', undefined]] = Object.entries(content);
  assert.ok(media, status);
  if (Number(status) < 400) {
    assert.equal(type, 'application/json');
    assert.ok(media.example !== undefined);
    return;
  }
  assert.equal(type, 'application/problem+json');
  assert.equal(media.schema.$ref, '#/components/schemas/Problem');
  const codes = Object.keys(media.examples ?? {}) as ErrorCode[];
  assert.ok(codes.length > 0);
  for (const code of codes) {
    assert.equal(media.examples?.[code]?.$ref, `#/components/examples/${code}`);
    const { value } = document.components.examples[code] ?? assert.fail(code);
    assert.deepEqual([value.code, value.status, ERRORS[code].status], [code, Number(status), Number(status)]);
  }
}

test('[SC-006] every code is the example of some operation, but for those that belong to no operation', () => {
  const missing = Object.keys(ERRORS).filter((code) => !(code in document.components.examples));
  assert.deepEqual(missing, ['route_not_found', 'method_not_allowed']);
});

test('[SC-006] entity tags, locations, links and preconditions are described where they are', () => {
  const headersOf = (id: string, status: string) => {
    const found = operations.find(({ operation }) => operation.operationId === id)?.operation;
    return Object.keys(found?.responses[status]?.headers ?? {});
  };
  for (const [id, status, header] of [
    ['createTask', '201', 'ETag'],
    ['createTask', '201', 'Location'],
    ['replaceTask', '200', 'ETag'],
    ['replaceTask', '201', 'ETag'],
    ['replaceTask', '201', 'Location'],
    ['patchTask', '200', 'ETag'],
    ['completeTask', '200', 'ETag'],
    ['getTask', '200', 'ETag'],
    ['getTask', '304', 'ETag'],
    ['listTasks', '200', 'Link'],
  ] as const) {
    assert.ok(headersOf(id, status).includes(header), `${id} ${status} ${header}`);
  }
  const parameters = Object.fromEntries(
    operations.map(({ operation }) => [
      operation.operationId,
      (operation.parameters ?? [])
        .filter((p) => p.in === 'header')
        .map((p) => p.name)
        .sort(),
    ]),
  );
  const write = ['If-Match', 'X-Request-Id'];
  assert.deepEqual(parameters, {
    createTask: ['X-Request-Id'],
    listTasks: ['X-Request-Id'],
    getTask: ['If-None-Match', 'X-Request-Id'],
    replaceTask: ['If-Match', 'If-None-Match', 'X-Request-Id'],
    patchTask: write,
    completeTask: write,
    deleteTask: write,
    getMe: ['X-Request-Id'],
    isAlive: [],
    isReady: [],
    getDocument: [],
  });
});

test('[SC-006] the body of complete may be absent, all others may not; merge patches have both media types', () => {
  const bodies = Object.fromEntries(
    operations.flatMap(({ operation: { operationId, requestBody } }) =>
      requestBody ? [[operationId, [requestBody.required, ...Object.keys(requestBody.content)]]] : [],
    ),
  );
  const both = ['application/json', 'application/merge-patch+json'];
  assert.deepEqual(bodies, {
    createTask: [true, 'application/json'],
    replaceTask: [true, 'application/json'],
    patchTask: [true, ...both],
    completeTask: [false, ...both],
  });
});
