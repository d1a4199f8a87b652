/** A login as a server may have: without any privilege of its own, gone with the test. */
import { randomBytes } from 'node:crypto';
import { administer, type Scope } from './postgres.ts';

/** @returns the connection string of the same database for the login */
export async function plainLogin(t: Scope, url: string): Promise<string> {
  const name = `todo_api_test_${randomBytes(6).toString('hex')}`;
  await administer([`create role ${name} login password 'secret'`]);
  t.after(async () => {
    await administer([`revoke todo_api_app from ${name}`, `drop role ${name}`]);
  });
  return Object.assign(new URL(url), { username: name, password: 'secret' }).href;
}
