/** Every migration in order, named one by one: what is not in this list does not run. */
import { UsersAndTasks } from './20261124100000-users-and-tasks.ts';

export const MIGRATIONS = [{ name: '20261124100000-users-and-tasks', class: UsersAndTasks }];

/** Where the names of those that ran are kept. */
export const MIGRATIONS_TABLE = 'todo_api_migrations';
