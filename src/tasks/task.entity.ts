/** A task: one row of one user. Properties are named like columns and JSON members, so that nothing needs mapping. */
import { defineEntity, p } from '@mikro-orm/core';
import { OWNED_TABLE } from '../db/owned-table.ts';
import { Rfc3339 } from '../db/rfc3339-type.ts';
import { User } from '../users/user.entity.ts';

/**
 * The database owns `version` and `updated_at`: whoever writes a row, and by which statement, a change of what the user
 * can see makes both go up, and a write that changes nothing leaves both alone. `clock_timestamp()` and not `now()`: a writer
 * that waited for a row lock began earlier than the one before it, and time must not go backwards.
 */
const TOUCH = `
  if (new.title, new.description, new.completed) is distinct from (old.title, old.description, old.completed) then
    new.version := old.version + 1;
    new.updated_at := greatest(clock_timestamp(), old.updated_at);
  else
    new.version := old.version;
    new.updated_at := old.updated_at;
  end if;
  return new;`;

/** A user is seen with the first task: in the database, so that it costs no round trip and no way of inserting can miss it. */
const NOTE_OWNER = `
  insert into users (user_id) values (new.user_id) on conflict do nothing;
  return new;`;

export const Task = defineEntity({
  name: 'Task',
  tableName: 'tasks',
  ...OWNED_TABLE,
  checks: [
    { name: 'tasks_title_check', expression: 'char_length(title) >= 1 and char_length(title) <= 200' },
    { name: 'tasks_description_check', expression: 'char_length(description) <= 10000' },
  ],
  triggers: [
    { name: 'tasks_touch', timing: 'before', events: ['update'], body: TOUCH },
    { name: 'tasks_note_owner', timing: 'before', events: ['insert'], body: NOTE_OWNER },
  ],
  // Each serves one sort in both directions. `completed` stands second so that a filter on it costs no more than no filter.
  indexes: [
    { name: 'tasks_by_created_at', properties: ['user_id', 'completed', 'created_at', 'id'] },
    { name: 'tasks_by_updated_at', properties: ['user_id', 'completed', 'updated_at', 'id'] },
    { name: 'tasks_by_title', properties: ['user_id', 'completed', 'title', 'id'] },
  ],
  properties: {
    // The owner leads the primary key: with `(id)` alone a duplicate insert would betray a foreign row.
    user_id: () =>
      p.manyToOne(User).primary().mapToPk().fieldName('user_id').deleteRule('cascade').updateRule('restrict'),
    id: p.uuid().primary(),
    title: p.text().collation('C'),
    description: p.text().nullable(),
    completed: p.boolean().default(false),
    created_at: p.type(Rfc3339).runtimeType('string').defaultRaw('now()'),
    updated_at: p.type(Rfc3339).runtimeType('string').defaultRaw('now()'),
    // Starts at the microseconds of its making, not at 1: a task that is deleted and made again under the same id never repeats an
    // ETag. Not at milliseconds: within one, a fast client makes, changes, deletes and makes it again. Below 2^53 until the year 2255.
    version: p.bigint('number').defaultRaw('((EXTRACT(epoch FROM clock_timestamp()) * (1000000)::numeric))::bigint'),
  },
});
