/** The bench measures the server as the image runs it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { NODE_FLAGS } from '../../bench/node-flags.ts';

test('the image gives node the flags that the bench measures with', () => {
  const dockerfile = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
  const entrypoints = dockerfile.matchAll(/^ENTRYPOINT (\[.*\])$/gm);
  const commands = [...entrypoints].map(([, json = '[]']) => JSON.parse(json) as string[]);
  const service = commands.find((command) => command.includes('cli/todo-api.js'));
  assert.deepEqual(service, ['/usr/local/bin/node', ...NODE_FLAGS, 'cli/todo-api.js']);
});
