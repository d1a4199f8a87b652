/** Users and tasks, their indexes and triggers, both under forced row-level security, and what the runtime role may do. */
import { Migration } from '@mikro-orm/migrations';

export class UsersAndTasks extends Migration {
  override up(): void {
    this.addSql(`
      create table users (
        user_id text collate "C" not null primary key constraint users_user_id_check check (user_id <> ''),
        created_at timestamptz(3) not null default now()
      )`);
    this.addSql(`
      create table tasks (
        user_id text collate "C" not null,
        id uuid not null,
        title text collate "C" not null constraint tasks_title_check check (char_length(title) between 1 and 200),
        description text null constraint tasks_description_check check (char_length(description) <= 10000),
        completed boolean not null default false,
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        version bigint not null default (extract(epoch from clock_timestamp()) * 1000000)::bigint,
        -- With (id) alone a duplicate insert would betray a foreign row.
        primary key (user_id, id),
        constraint tasks_user_id_foreign foreign key (user_id) references users (user_id) on update restrict on delete cascade
      )`);
    for (const column of ['created_at', 'updated_at', 'title']) {
      this.addSql(`create index tasks_by_${column} on tasks (user_id, completed, ${column}, id)`);
    }

    this.addSql(`
      create function tasks_tasks_touch_fn() returns trigger language plpgsql as $$ begin
        if (new.title, new.description, new.completed) is distinct from (old.title, old.description, old.completed) then
          new.version := old.version + 1;
          new.updated_at := greatest(clock_timestamp(), old.updated_at);
        else
          new.version := old.version;
          new.updated_at := old.updated_at;
        end if;
        return new;
      end; $$`);
    this.addSql(
      'create trigger tasks_touch before update on tasks for each row execute function tasks_tasks_touch_fn()',
    );
    this.addSql(`
      create function tasks_tasks_note_owner_fn() returns trigger language plpgsql as $$ begin
        insert into users (user_id) values (new.user_id) on conflict do nothing;
        return new;
      end; $$`);
    this.addSql(
      'create trigger tasks_note_owner before insert on tasks for each row execute function tasks_tasks_note_owner_fn()',
    );

    // The second wall. After a transaction the setting is '' and not null: hence nullif.
    const owner = `user_id = nullif(current_setting('app.user_id', true), '')`;
    for (const table of ['users', 'tasks']) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(`alter table ${table} force row level security`);
      this.addSql(`create policy owner_only on ${table} using (${owner}) with check (${owner})`);
    }

    // What a request may do at all. The role itself is made before the first migration (src/db/app-role.ts).
    this.addSql('grant select, insert on users to todo_api_app');
    this.addSql('grant select, insert, update, delete on tasks to todo_api_app');
  }

  override down(): void {
    this.addSql('drop table tasks');
    this.addSql('drop table users');
    this.addSql('drop function tasks_tasks_note_owner_fn()');
    this.addSql('drop function tasks_tasks_touch_fn()');
  }
}
