/** The README's table of error codes is the source's, and each code of the source is thrown somewhere. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { between } from '../../../cli/docs/between.ts';
import { errorsTable } from '../../../cli/docs/errors.ts';
import { ERRORS } from '../../../src/errors.ts';

const root = new URL('../../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

test('[SC-003] the table of error codes in the README is generated from the source (npm run docs)', () => {
  const readme = read('README.md');
  assert.equal(between(readme, 'errors', errorsTable()) === readme, true, 'run npm run docs');
});

test('[FR-008] no error code of the table is dead', () => {
  const source = globSync('src/**/*.ts', { cwd: root })
    .filter((file) => file !== 'src/errors.ts')
    .map(read)
    .join('\n');
  const dead = Object.keys(ERRORS).filter((code) => !source.includes(`'${code}'`));
  assert.deepEqual(dead, []);
});
