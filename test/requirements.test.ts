/** Every requirement of the specification is named by the title of a test that proves it. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const numbered = (prefix: string, count: number, width: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(width, '0')}`);

/** Functional requirements, success criteria, acceptance scenarios of the three stories, edge cases: in the specification's order. */
const REQUIREMENTS = [
  ...numbered('FR-', 13, 3),
  ...numbered('SC-', 6, 3),
  ...numbered('US1.', 4, 1),
  ...numbered('US2.', 3, 1),
  ...numbered('US3.', 3, 1),
  ...numbered('EC-', 4, 1),
];

/** What stands in brackets at the beginning of the titles of `test(…)`, `it(…)`, `describe(…)` and the table-driven ones. */
function namedInTitles(): Set<string> {
  const named = new Set<string>();
  for (const file of globSync('**/*.test.ts', { cwd: import.meta.dirname })) {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8');
    for (const [, ids = ''] of source.matchAll(/\b(?:test|it|describe|suite)\(\s*['"`]((?:\[[^\]]+\]\s*)+)/g)) {
      for (const [, id = ''] of ids.matchAll(/([A-Z]{2}(?:-\d+|\d\.\d))/g)) named.add(id);
    }
  }
  return named;
}

test('every requirement of the specification has a test that names it', () => {
  const named = namedInTitles();
  assert.deepEqual(
    REQUIREMENTS.filter((id) => !named.has(id)),
    [],
  );
});

test('no test names a requirement that the specification does not have', () => {
  assert.deepEqual(
    [...namedInTitles()].filter((id) => !REQUIREMENTS.includes(id)),
    [],
  );
});
