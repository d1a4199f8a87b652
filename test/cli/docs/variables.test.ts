/** The documents of the variables are the schema, word for word. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { between } from '../../../cli/docs/between.ts';
import { envExample, variablesTable } from '../../../cli/docs/variables.ts';

const page = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

test('.env.example is generated from the schema (npm run docs)', () => {
  assert.equal(page('.env.example'), envExample());
});

test('the table of variables in the README is generated from the schema (npm run docs)', () => {
  const readme = page('README.md');
  assert.equal(readme, between(readme, 'variables', variablesTable()));
});
