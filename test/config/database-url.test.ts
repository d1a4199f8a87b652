/** Connection strings: TLS that is not weakened by accident, and the direct host. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDatabaseUrl, unpooled } from '../../src/config/database-url.ts';
import type { ConfigFault } from '../../src/config/faults.ts';

function read(text: string): { mode: string | null; remedies: string[]; url: string } {
  const faults: ConfigFault[] = [];
  const url = readDatabaseUrl('DATABASE_URL', text, faults);
  const mode = URL.canParse(url) ? new URL(url).searchParams.get('sslmode') : null;
  return { mode, remedies: faults.map((fault) => fault.remedy), url };
}
const modeOf = (host: string, sslmode?: string) =>
  read(`postgres://u:p@${host}/db${sslmode === undefined ? '' : `?sslmode=${sslmode}`}`).mode;

test('a remote host means verify-full, whatever the string calls it', () => {
  for (const mode of [undefined, 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']) {
    assert.equal(modeOf('db.example.com', mode), 'verify-full', mode);
  }
  for (const mode of ['disable', 'no-verify']) assert.equal(modeOf('db.example.com', mode), mode);
});

test('this machine goes without TLS unless it is asked for', () => {
  for (const host of ['localhost', '127.0.0.1:5432', '[::1]', '%2Fvar%2Frun%2Fpostgresql']) {
    assert.equal(modeOf(host), 'disable', host);
    assert.equal(modeOf(host, 'prefer'), 'disable', host);
    assert.equal(modeOf(host, 'require'), 'verify-full', host);
  }
  assert.equal(read('postgres://u@127.0.0.1/db?host=db.example.com').mode, 'verify-full', 'host in the parameters');
});

test('Neon’s strings are taken as they are', () => {
  const { url, remedies } = read(
    'postgresql://owner:pw@ep-cool-name-123-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require&channel_binding=require',
  );
  assert.deepEqual(remedies, []);
  assert.equal(
    unpooled(url),
    'postgresql://owner:pw@ep-cool-name-123.eu-central-1.aws.neon.tech/neondb?sslmode=verify-full&channel_binding=require',
  );
  assert.equal(unpooled('postgres://u:p@my-pooler/db'), 'postgres://u:p@my-pooler/db', 'not a host of Neon’s kind');
});

test('what a pooler refuses, or would weaken TLS unseen, is a fault', () => {
  for (const parameter of [
    'options=-c%20x%3D1',
    'statement_timeout=5',
    'uselibpqcompat=true',
    'ssl=0',
    'sslmode=no',
    'sslmode=',
  ]) {
    assert.equal(read(`postgres://u:p@db.example.com/db?${parameter}`).remedies.length, 1, parameter);
  }
  assert.match(read('postgres://u:p@h/db?sslmode=disable&sslmode=verify-full').remedies[0] ?? '', /once/);
  assert.match(read('postgres://u:p@h/db?sslrootcert=/no/such/file').remedies[0] ?? '', /may read/);
  assert.deepEqual(read('postgres://u:p@h/db?sslrootcert=system').url, 'postgres://u:p@h/db?sslmode=verify-full');
});

test('user and database have to be named', () => {
  assert.equal(read('postgres://h').remedies.length, 2);
  assert.equal(read('postgres://u@h/db').remedies.length, 0);
});
