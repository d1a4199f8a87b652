/** Connection strings: what is refused, and the direct host. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDatabaseUrl, unpooled } from '../../src/config/database-url.ts';
import type { ConfigFault } from '../../src/config/faults.ts';

function remedies(text: string): string[] {
  const faults: ConfigFault[] = [];
  checkDatabaseUrl('DATABASE_URL', text, faults);
  return faults.map((fault) => fault.remedy);
}

test('Neon’s strings are taken as they are', () => {
  const pooled =
    'postgresql://owner:pw@ep-cool-name-123-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require&channel_binding=require';
  assert.deepEqual(remedies(pooled), []);
  assert.equal(unpooled(pooled), pooled.replace('-pooler', ''));
  assert.equal(unpooled('postgres://u:p@my-pooler/db'), 'postgres://u:p@my-pooler/db', 'not a host of Neon’s kind');
});

test('what a pooler refuses, or would weaken TLS unseen, is a fault', () => {
  const parameters = [
    'options=-c%20x%3D1',
    'statement_timeout=5',
    'uselibpqcompat=true',
    'ssl=0',
    'sslmode=no',
    'sslmode=',
  ];
  for (const parameter of parameters) {
    assert.equal(remedies(`postgres://u:p@db.example.com/db?${parameter}`).length, 1, parameter);
  }
  assert.match(remedies('postgres://u:p@h/db?sslmode=disable&sslmode=verify-full')[0] ?? '', /once/);
  assert.match(remedies('postgres://u:p@h/db?sslrootcert=/no/such/file')[0] ?? '', /may read/);
  assert.deepEqual(remedies('postgres://u:p@h/db?sslrootcert=system'), []);
});

test('user and database have to be named', () => {
  assert.equal(remedies('postgres://h').length, 2);
  assert.equal(remedies('postgres://u@h/db').length, 0);
});
