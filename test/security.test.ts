/** The SQL of SECURITY.md does what it says, to one user alone. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createTask } from '../src/tasks/commands/create-task.ts';
import { listTasks } from '../src/tasks/queries/list-tasks.ts';
import { migratedDatabase, openDatabase } from './support/database.ts';
import { administer } from './support/postgres.ts';

const LIST = { sort: 'title', limit: 100, includeTotal: false } as const;

/** The statements of a block as psql would send them: its commands left out, its variable quoted. */
function statementsOf(title: string, user: string): string[] {
  const text = readFileSync(new URL('../SECURITY.md', import.meta.url), 'utf8');
  const [, block = ''] = text.split(`\n${title}`)[1]?.match(/```sql\n(.*?)```/s) ?? [];
  assert.match(block, /^\\set user_id 'the-user-id'\n/);
  return block
    .replace(/^\\set .*\n/, '')
    .replaceAll(' \\g /dev/null', ';')
    .replaceAll(":'user_id'", () => `'${user.replaceAll("'", "''")}'`)
    .split(';\n')
    .filter((statement) => statement.trim() !== '');
}

test('the SQL of SECURITY.md exports and removes one user, and touches nobody else', async (t) => {
  const url = await migratedDatabase(t);
  const database = openDatabase(t, { url });
  const [one, other] = ["one' or '1'='1", 'other'];
  for (const user of [one, other]) {
    for (const title of ['first', 'second']) {
      await database.write(user, (scope) => createTask(scope, { title, description: user, completed: false }));
    }
  }
  const results = await administer(statementsOf('Export', one), url);
  const exported = JSON.parse(results.flatMap(({ rows }) => rows).find((row) => 'export' in row).export);
  assert.equal(exported.user.user_id, one);
  assert.deepEqual(
    exported.tasks.map(({ title, description }: Record<string, string>) => [title, description]),
    [
      ['first', one],
      ['second', one],
    ],
  );
  assert.ok(!JSON.stringify(exported).includes(other));

  await administer(statementsOf('Removal', one), url);
  const [left] = await administer(['select user_id, title from tasks union all select user_id, null from users'], url);
  assert.equal(left?.rows.filter(({ user_id: user }) => user === one).length, 0);
  const { items } = await database.read(other, (scope) => listTasks(scope, LIST));
  assert.equal(items.length, 2, 'the other one keeps everything');
});
