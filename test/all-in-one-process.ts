/** The test files that need no process of their own, in one: each by itself would take seconds to load what all of them use. */
import { globSync } from 'node:fs';
import { test } from 'node:test';

/** Whose files measure, kill or are killed: `npm test` names these itself. Of the commands they are `dev` and those of one file. */
const APART = /^(cli\/dev|cli\/[^/]+\.test\.ts$|deploy|faults|isolation)/;

const files = globSync('**/*.test.ts', { cwd: import.meta.dirname }).filter((file) => !APART.test(file));
const { promise: loaded, resolve } = Promise.withResolvers<void>();

// Tests run in turn, this one first: what is still being loaded must not disturb those that look at the clock.
test(`${files.length} files are loaded`, () => loaded);
for (const file of files.sort()) await import(`./${file}`);
resolve();
