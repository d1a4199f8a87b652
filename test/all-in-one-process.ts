/** The test files that need no process of their own, in one: each by itself would take seconds to load what all of them use. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
/** Whose files measure, kill or are killed: what `npm test` names beside this file. */
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const apart: string[] = [...scripts.test.matchAll(/"(test\/[^"]+)"/g)].flatMap(([, pattern]) =>
  globSync(pattern, { cwd: root }),
);
const files = globSync('test/**/*.test.ts', { cwd: root }).filter((file) => !apart.includes(file));
const { promise: loaded, resolve } = Promise.withResolvers<void>();

// Tests run in turn, this one first: what is still being loaded must not disturb those that look at the clock.
test(`${files.length} files are loaded`, () => loaded);
for (const file of files.sort()) {
  await import(join(root, file)).catch((error: unknown) => {
    // The others run all the same. Not returned: it runs behind the first one, which waits for us.
    test(`${file} is loaded`, () => {
      throw error;
    });
  });
}
resolve();
