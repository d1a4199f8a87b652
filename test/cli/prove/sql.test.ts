/** The attacks by SQL, proven: with the second wall broken in one way each, they find it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { World } from '../../../cli/prove/attack.ts';
import { attackBySql } from '../../../cli/prove/sql-attacks.ts';
import { migratedDatabase } from '../../support/database.ts';
import { administer } from '../../support/postgres.ts';

const OWNER = `user_id = nullif(current_setting('app.user_id', true), '')`;

/** What is broken, how it is mended, and the attacks that must notice. */
const BREAKS: Readonly<Record<string, { broken: string; mended: string; finds: readonly string[] }>> = {
  'no row-level security on tasks': {
    broken: 'alter table tasks disable row level security',
    mended: 'alter table tasks enable row level security',
    finds: [
      'sql.nobody.select',
      'sql.empty.update',
      'sql.a.delete',
      'sql.a.lock',
      'sql.refused.give-away',
      'sql.afterwards.select-all',
    ],
  },
  'no row-level security on users': {
    broken: 'alter table users disable row level security',
    mended: 'alter table users enable row level security',
    finds: ['sql.nobody.select-user', 'sql.a.select-user', 'sql.refused.insert-user'],
  },
  'a policy that lets everybody read': {
    broken: 'create policy support on tasks for select using (true)',
    mended: 'drop policy support on tasks',
    finds: ['sql.nobody.select', 'sql.a.select-id'],
  },
  'a policy that lets everybody write': {
    broken: 'alter policy owner_only on tasks with check (true); alter policy owner_only on users with check (true)',
    mended: `alter policy owner_only on tasks with check (${OWNER}); alter policy owner_only on users with check (${OWNER})`,
    finds: ['sql.refused.insert', 'sql.refused.insert-user'],
  },
  'a policy under which the empty user sees all': {
    broken: `alter policy owner_only on tasks using (${OWNER} or current_setting('app.user_id', true) = '')`,
    mended: `alter policy owner_only on tasks using (${OWNER})`,
    finds: ['sql.empty.select-all', 'sql.afterwards.select-all'],
  },
  'a runtime role that may truncate': {
    broken: 'grant truncate on tasks to todo_api_app',
    mended: 'revoke truncate on tasks from todo_api_app',
    finds: ['sql.refused.truncate'],
  },
  'a runtime role that owns the table': {
    broken: 'grant create on schema public to todo_api_app; alter table tasks owner to todo_api_app',
    mended:
      'alter table tasks owner to current_user; grant select, insert, update, delete on tasks to todo_api_app; revoke create on schema public from todo_api_app',
    finds: [
      'sql.refused.disable-row-security',
      'sql.refused.drop-policy',
      'sql.refused.create-policy',
      'sql.refused.drop-table',
    ],
  },
  'ids that are unique over all users': {
    broken: 'create unique index tasks_id on tasks (id)',
    mended: 'drop index tasks_id',
    finds: ['sql.a.same-id'],
  },
};

test('[FR-007] attacks by SQL are stopped as things are, and each break of the second wall is found', async (t) => {
  const url = await migratedDatabase(t);
  const person = (userId: string) => ({
    token: '',
    userId,
    tasks: '',
    cursor: '',
    task: { id: randomUUID(), etag: '' },
  });
  const world: World = { a: person('a'), b: person('b'), marker: '', secret: '' };
  for (const { userId, task } of [world.a, world.b]) {
    await administer([`insert into tasks (user_id, id, title) values ('${userId}', '${task.id}', 'x')`], url);
  }
  await administer(['analyze tasks'], url);
  const failing = async () => {
    const verdicts = await attackBySql(url, world, t.signal);
    return verdicts.filter(({ ok }) => !ok).map(({ id }) => id);
  };
  assert.deepEqual(await failing(), []);
  for (const [name, { broken, mended, finds }] of Object.entries(BREAKS)) {
    await administer([broken], url);
    const found = await failing();
    for (const id of finds) assert.ok(found.includes(id), `${name}: ${id} among ${found}`);
    await administer([mended], url);
    assert.deepEqual(await failing(), [], `${name}, mended: the attacks themselves have changed nothing`);
  }
});
