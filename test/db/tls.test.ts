/** TLS to a real PostgreSQL with a certificate of a test authority: `verify-full` for migrating and serving alike, however it is spelled. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { type EmbeddedPostgres, startPostgres } from '../../cli/dev/embedded-postgres.ts';
import { migrationStatus } from '../../src/db/migrator.ts';
import { AppError } from '../../src/errors.ts';
import { listTasks } from '../../src/tasks/queries/list-tasks.ts';
import { type Certificate, makeCertificate, NO_OPENSSL } from '../support/certificates.ts';
import { openDatabase } from '../support/database.ts';
import { administer, serverUrl } from '../support/postgres.ts';
import { AS_NOBODY, programFolder } from '../support/program.ts';
import { runProgram, startServe } from '../support/server-process.ts';

/** What was said first. */
function innermost(error: Error): string {
  return error.cause instanceof Error ? innermost(error.cause) : error.message;
}

describe('TLS', { skip: NO_OPENSSL }, () => {
  const ends: (() => unknown)[] = [];
  let server: EmbeddedPostgres;
  let [authority, stranger]: Certificate[] = [];
  before(async () => {
    const folder = programFolder({ after: (end) => ends.push(end) });
    authority = makeCertificate(folder, 'authority');
    stranger = makeCertificate(folder, 'stranger');
    const { certificate, key } = makeCertificate(folder, 'server', authority, 'localhost');
    // PostgreSQL takes no key that others could read, and belongs to its account.
    if (AS_NOBODY.uid !== undefined) chownSync(key, AS_NOBODY.uid, AS_NOBODY.gid ?? -1);
    chmodSync(key, 0o600);
    server = await startPostgres({ folder: join(tmpdir(), `todo-api-test-${randomUUID()}`), throwaway: true });
    await administer(
      [
        `alter system set ssl_cert_file = '${certificate}'`,
        `alter system set ssl_key_file = '${key}'`,
        'alter system set ssl = on',
        'select pg_reload_conf()',
        'create database todo',
      ],
      server.url('postgres'),
    );
  });
  after(async () => {
    await server.stop();
    for (const end of ends) await end();
  });

  /** The database by this host name and these parameters; the certificate is for localhost. */
  function url(parameters: Readonly<Record<string, string | undefined>>, host = 'localhost'): string {
    const text = new URL(server.url('todo'));
    text.hostname = host;
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) text.searchParams.set(name, value);
    return text.href;
  }

  /** Both ways to the database refuse it, at once, and say why to the operator. */
  async function assertRefused(t: TestContext, where: string, why: RegExp): Promise<AppError[]> {
    const started = performance.now();
    const migrating = await migrationStatus({ url: where, unpooledUrl: where }).catch((error: unknown) => error);
    const serving = await openDatabase(t, { url: where })
      .read('u', (scope) => listTasks(scope, { sort: 'title', limit: 1, includeTotal: false }))
      .catch((error: unknown) => error);
    assert.ok(performance.now() - started < 5_000, 'a wrong certificate gets no better by waiting');
    return [migrating, serving].map((fault) => {
      assert.ok(fault instanceof AppError, String(fault));
      assert.match(innermost(fault), why);
      return fault;
    });
  }

  test('verify-full by the right authority: migrate migrates, serve serves, and the connections are encrypted', async (t) => {
    const where = url({ sslmode: 'verify-full', sslrootcert: authority?.certificate });
    const { code, stderr } = await runProgram(['migrate', 'up'], { DATABASE_URL: where });
    assert.equal(code, 0, stderr);
    const { origin } = await startServe(t, { DATABASE_URL: where });
    assert.equal((await fetch(`${origin}/readyz`)).status, 200);
    const [seen] = await administer(
      [`select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'todo-api'`],
      server.url('postgres'),
    );
    assert.ok(seen && seen.rows.length > 0 && seen.rows.every(({ ssl }) => ssl === true), JSON.stringify(seen?.rows));
  });

  test('require, prefer and verify-ca verify as well: they refuse what verify-full refuses', async (t) => {
    for (const sslmode of ['require', 'prefer', 'verify-ca', 'verify-full']) {
      await assertRefused(t, url({ sslmode, sslrootcert: stranger?.certificate }), /certificate/);
      await assertRefused(t, url({ sslmode }), /certificate/);
    }
  });

  test('a certificate for localhost is not one for 127.0.0.1', async (t) => {
    const where = url({ sslmode: 'verify-full', sslrootcert: authority?.certificate }, '127.0.0.1');
    await assertRefused(t, where, /does not match/);
  });

  test('[FR-008] what TLS refuses is 503 and exit code 3, no bug', async (t) => {
    const faults = await assertRefused(t, url({ sslmode: 'verify-full' }), /certificate/);
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['database_unavailable', 'database_unavailable'],
    );
  });

  test('a server without TLS is refused, unless TLS is switched off by name', async (t) => {
    const plain = new URL(serverUrl());
    plain.searchParams.set('sslmode', 'verify-full');
    await assertRefused(t, plain.href, /does not support SSL/);
    plain.searchParams.set('sslmode', 'disable');
    assert.equal((await migrationStatus({ url: plain.href, unpooledUrl: plain.href })).executed.length, 0);
  });

  test('no-verify takes any certificate', async () => {
    const where = url({ sslmode: 'no-verify' }, '127.0.0.1');
    assert.ok((await migrationStatus({ url: where, unpooledUrl: where })).executed.length >= 0);
  });
});
