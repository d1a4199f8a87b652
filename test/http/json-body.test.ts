import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from '../support/app.ts';
import { assertProblem } from '../support/problem.ts';

const api = await sharedApp();
const user = await api.user();
const JSON_TYPE = { 'content-type': 'application/json' };

const post = (payload: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
  user.send('POST', user.tasks, { payload, headers });

for (const text of [
  '',
  ' ',
  '{',
  '{"title":"x"',
  "{'title':'x'}",
  '{"title":"x",}',
  '{"title":NaN}',
  '{"title":"x"} {}',
  '{"title":"a\nb"}',
  'title=x',
  '\u00a0{}',
]) {
  test(`[FR-008] malformed JSON ${JSON.stringify(text)} is 400`, async () => {
    assertProblem(await post(text), text === '' ? 'body_invalid' : 'body_malformed');
  });
}

test('[FR-008] invalid UTF-8 is 400, never U+FFFD', async () => {
  for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf5, 0x80, 0x80, 0x80]]) {
    const body = Buffer.concat([Buffer.from('{"title":"'), Buffer.from(bytes), Buffer.from('"}')]);
    assertProblem(await post(body), 'body_malformed');
  }
  assert.equal((await user.send('GET', user.tasks)).json().items.length, 0, 'nothing was stored');
});

test('[FR-008] a byte order mark is 400 and named', async () => {
  const problem = assertProblem(await post(Buffer.from('\ufeff{"title":"x"}')), 'body_malformed');
  assert.match(problem.detail, /byte order mark/);
  assertProblem(await post(Buffer.from('\ufeff{"title":"x"}', 'utf16le')), 'body_malformed');
});

test('[FR-008] 128 KiB is the limit of a body: above it 413', async () => {
  const body = (length: number) => {
    const empty = JSON.stringify({ title: 'x', description: '' });
    return empty.replace('""', `"${'d'.repeat(length - empty.length)}"`);
  };
  const limit = 128 * 1024;
  assertProblem(await post(body(limit)), 'body_invalid'); // read, and its description too long
  const answer = await post(body(limit + 1));
  assertProblem(answer, 'body_too_large');
  assert.equal(answer.headers.connection, 'close', 'the rest of the body is not read');
});

test('[FR-008] media types other than JSON are 415', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonx',
    'application/vnd.api+json',
    'json',
    '',
    'application/json; charset=latin1',
    'application/json;charset=utf-16',
    'application/json; charset="iso-8859-1"',
    'application/json; charset=utf-8; charset=latin1',
    'application/merge-patch+json',
  ]) {
    assertProblem(await post('{"title":"x"}', { 'content-type': type }), 'media_type_unsupported');
  }
  assertProblem(await post(Buffer.from('{"title":"x"}'), {}), 'media_type_unsupported');
});

test('[FR-013] JSON in UTF-8 is taken however its type is spelt', async () => {
  for (const type of [
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; profile=x',
  ]) {
    assert.equal((await post('{"title":"ünïcödé ✓"}', { 'content-type': type })).statusCode, 201, type);
  }
});

test('[FR-008] any Content-Encoding is 415', async () => {
  for (const encoding of ['gzip', 'br', 'identity', 'utf-8', '']) {
    assertProblem(
      await post('{"title":"x"}', { ...JSON_TYPE, 'content-encoding': encoding }),
      'media_type_unsupported',
    );
  }
});

test('[FR-008] any Content-Encoding is 415 without a body, too: nothing is flipped, nothing deleted', async () => {
  const task = await user.create();
  const headers = { 'content-encoding': 'gzip' };
  for (const [method, url] of [
    ['PATCH', `${task.path}/complete`],
    ['DELETE', task.path],
    ['PATCH', task.path],
    ['PUT', task.path],
    ['POST', user.tasks],
  ] as const) {
    for (const type of [{}, JSON_TYPE]) {
      assertProblem(await user.send(method, url, { headers: { ...headers, ...type } }), 'media_type_unsupported');
    }
  }
  assert.equal((await user.send('GET', task.path, { headers })).headers.etag, task.etag);
});

test('[FR-013] merge-patch+json is for PATCH alone', async () => {
  const task = await user.create();
  const headers = { 'content-type': 'application/merge-patch+json' };
  for (const [method, url, status] of [
    ['PATCH', task.path, 200],
    ['PATCH', `${task.path}/complete`, 200],
    ['PUT', task.path, 415],
    ['POST', user.tasks, 415],
    ['DELETE', task.path, 415],
  ] as const) {
    const payload = url.endsWith('complete') ? '{"completed":true}' : '{"title":"y"}';
    assert.equal((await user.send(method, url, { payload, headers })).statusCode, status, `${method} ${url}`);
  }
});

test('[FR-013] a JSON type without a body is fine on complete and DELETE, and 400 elsewhere', async () => {
  const task = await user.create();
  for (const [method, url, status] of [
    ['PATCH', `${task.path}/complete`, 200],
    ['PATCH', task.path, 400],
    ['PUT', task.path, 400],
    ['POST', user.tasks, 400],
    ['DELETE', task.path, 204],
  ] as const) {
    assert.equal((await user.send(method, url, { headers: JSON_TYPE })).statusCode, status, `${method} ${url}`);
  }
});

test('[FR-013] of a member given twice the last counts', async () => {
  const answer = await post('{"title":"first","title":"last"}');
  assert.equal(answer.json().title, 'last');
});

test('[FR-007] __proto__ and constructor are members like others: unknown', async () => {
  for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty']) {
    const problem = assertProblem(await post(`{"title":"x","${name}":{"user_id":"somebody"}}`), 'body_invalid');
    assert.deepEqual(
      problem.errors?.map(({ pointer }) => pointer),
      [`/${name}`],
    );
  }
});

test('[FR-008] deep nesting is refused, not followed', async () => {
  assertProblem(await post(`{"title":${'['.repeat(60_000)}${']'.repeat(60_000)}}`), 'body_invalid');
});
