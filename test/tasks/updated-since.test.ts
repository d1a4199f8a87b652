import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDatabaseTime } from '../../src/tasks/updated-since.ts';

test('[FR-004] updated_since becomes the first whole millisecond that is not before it, in UTC', () => {
  for (const [text, expected] of [
    ['2026-11-24T09:30:00Z', '2026-11-24T09:30:00.000Z'],
    ['2026-11-24t09:30:00z', '2026-11-24T09:30:00.000Z'],
    ['2026-11-24T09:30:00.1Z', '2026-11-24T09:30:00.100Z'],
    ['2026-11-24T09:30:00.123Z', '2026-11-24T09:30:00.123Z'],
    ['2026-11-24T09:30:59.999Z', '2026-11-24T09:30:59.999Z'],
    ['2026-11-24T09:30:00.123001Z', '2026-11-24T09:30:00.124Z'],
    ['2026-11-24T09:30:59.9999999Z', '2026-11-24T09:31:00.000Z'],
    ['2026-11-24T00:30:00+02:00', '2026-11-23T22:30:00.000Z'],
    ['2026-11-24T09:30:00-23:59', '2026-11-25T09:29:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['0000-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59.999Z'],
  ] as const) {
    assert.equal(toDatabaseTime(text), expected, text);
  }
});

test('[FR-004] every millisecond of a minute is kept as it is', () => {
  for (let ms = 0; ms < 60_000; ms++) {
    const text = new Date(Date.UTC(2026, 10, 24, 9, 30) + ms).toISOString();
    assert.equal(toDatabaseTime(text), text);
  }
});
