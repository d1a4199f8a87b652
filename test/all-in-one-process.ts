/** The test files that start no program, in one process: each by itself would take seconds to load what all of them use. */
import { globSync } from 'node:fs';
import { test } from 'node:test';

const files = globSync(['*.test.ts', '{auth,bench,config,db,http,openapi,tasks,users}/**/*.test.ts'], {
  cwd: import.meta.dirname,
});
const { promise: loaded, resolve } = Promise.withResolvers<void>();

// Tests run in turn, this one first: what is still being loaded must not disturb those that look at the clock.
test(`${files.length} files are loaded`, () => loaded);
for (const file of files.sort()) await import(`./${file}`);
resolve();
