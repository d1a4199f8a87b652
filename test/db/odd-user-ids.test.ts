/** User ids and texts are opaque: whatever they hold, they stay themselves and nobody meets another. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Database } from '../../src/db/database.ts';
import { createTaskWithId } from '../../src/tasks/commands/create-task-with-id.ts';
import { toggleTask } from '../../src/tasks/commands/toggle-task.ts';
import { getTask } from '../../src/tasks/queries/get-task.ts';
import { listTasks } from '../../src/tasks/queries/list-tasks.ts';
import { Task } from '../../src/tasks/task.entity.ts';
import { migratedDatabase, openDatabase } from '../support/database.ts';
import { administer } from '../support/postgres.ts';

const ALL = { sort: 'title', limit: 100, includeTotal: true } as const;

/** Pairs that careless comparing, escaping or normalising would make one. */
// biome-ignore format: a list to look through, not one id a line
const ODD = [
  '/', '//', '%', '%2F', '%25', '_', '.a', 'me', 'tasks', '__proto__', 'constructor', 'null', 'undefined', '0', '-1', '*', ',', '(',
  "'", "''", '"', '""', '\\', '\\\\', "\\'", "\\''", '?', '??', '$1', '$2', ':id', '{}', '{a,b}', '@@', '--', '/*', ';', '1=1',
  "' or '1'='1", "'; drop table tasks; --", "', true), set_config('role', 'postgres", ' a', 'a ', 'a', 'a\u200bb', 'ab', 'a\u00adb',
  'ann', 'ANN', 'Ann', '\u0430nn', 'straße', 'strasse', 'İ', 'i', 'ı', 'I', 'é', 'e\u0301', 'ﬁ', 'fi', 'K', '\u212a', 'ö', 'o\u0308',
  '\u{1f600}', '\u{1f601}', '\u{10ffff}', 'x'.repeat(255), `${'x'.repeat(254)}y`, '\u{1f600}'.repeat(255),
];

test('[FR-007] users with odd ids, or ids that differ in case or Unicode form alone, never meet', async (t) => {
  const database = openDatabase(t, { url: await migratedDatabase(t), poolMax: 4 });
  const id = randomUUID();
  assert.equal(new Set(ODD).size, ODD.length);
  for (const user of ODD) {
    const input = { title: `of ${user.slice(0, 100)}`, description: user, completed: false };
    await database.write(user, (scope) => createTaskWithId(scope, id, input));
  }
  for (const user of ODD) await database.write(user, (scope) => toggleTask(scope, id, undefined, null));
  for (const user of ODD) {
    const { items, total } = await database.read(user, (scope) => listTasks(scope, ALL));
    assert.deepEqual(
      items.map((task) => [task.user_id, task.description, task.completed]),
      [[user, user, true]],
    );
    assert.equal(total, 1);
  }
});

/** Whole text of pieces that mean something to SQL, to format strings or to MikroORM, among any other code points. */
const anyText = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "'",
          '"',
          '\\',
          '?',
          '??',
          '$1',
          '$$',
          ':a',
          '{',
          '}',
          '@',
          '%s',
          '--',
          ';',
          '\n',
          '\t',
          'E',
          'u&',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }).map((text) => text.replaceAll('\0', '')),
      ),
      { minLength: 1, maxLength },
    )
    .map((pieces) => pieces.join(''))
    .filter((text) => text !== '');

/** What goes through the literals of MikroORM's unit of work comes out the same. */
async function assertStored(database: Database, runs: number): Promise<void> {
  const property = fc.asyncProperty(anyText(12), anyText(12), anyText(40), async (user, title, description) => {
    const input = { title, description, completed: false };
    const id = randomUUID();
    await database.write(user, async ({ em }) => {
      em.create(Task, { ...input, user_id: user, id });
      await em.flush();
    });
    const { created_at, updated_at, version, ...stored } = await database.read(user, (scope) => getTask(scope, id));
    assert.deepEqual(stored, { ...input, user_id: user, id });
    await assert.rejects(
      database.read(`${user}'`, (scope) => getTask(scope, id)),
      { code: 'task_not_found' },
    );
  });
  await fc.assert(property, { numRuns: runs });
}

const RUNS = process.env['TEST_LONG'] === '1' ? 20_000 : 250;

test('[FR-007] any user id, title and description is stored as it is: no text gets out of its literal', async (t) => {
  await assertStored(openDatabase(t, { url: await migratedDatabase(t) }), RUNS);
});

test('no text gets out of its literal where backslashes escape by default, as on a server set up for old programs', async (t) => {
  const url = await migratedDatabase(t);
  const name = new URL(url).pathname.slice(1);
  await administer([`alter database ${name} set standard_conforming_strings = off`]);
  await assertStored(openDatabase(t, { url }), RUNS);
});
