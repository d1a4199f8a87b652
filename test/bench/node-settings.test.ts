/** The bench measures the server as the image runs it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NODE_ENVIRONMENT, NODE_FLAGS } from '../../bench/node-settings.ts';
import { fileText } from '../support/compose.ts';

const DOCKERFILE = fileText('Dockerfile');

test('the image gives node the flags that the bench measures with', () => {
  const entrypoints = DOCKERFILE.matchAll(/^ENTRYPOINT (\[.*\])$/gm);
  const commands = [...entrypoints].map(([, json = '[]']) => JSON.parse(json) as string[]);
  const service = commands.find((command) => command.includes('cli/todo-api.js'));
  assert.deepEqual(service, ['/usr/local/bin/node', ...NODE_FLAGS, 'cli/todo-api.js']);
});

test('the image gives node the environment that the bench measures with', () => {
  const [, settings = ''] = /^ENV (MALLOC_.+)$/m.exec(DOCKERFILE) ?? [];
  const image = Object.fromEntries(settings.split(' ').map((setting) => setting.split('=')));
  assert.deepEqual(image, NODE_ENVIRONMENT);
});

test('what the image has compiled beforehand was compiled under the flags that it runs with', () => {
  assert.ok(DOCKERFILE.includes(`\n  /usr/local/bin/node ${NODE_FLAGS.join(' ')} cli/todo-api.js serve `));
});
