/** The filter `updated_since` as the database understands it. */

/** The last time that has four digits for its year. */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * PostgreSQL refuses some RFC 3339 times (year 0000, offsets beyond 16 hours) and tasks have whole milliseconds; so the text becomes
 * the first millisecond that is not before it.
 *
 * @param text valid RFC 3339 date-time (§5.6), also with a leap second, lower case or many digits
 * @returns RFC 3339 in UTC with milliseconds, from 1970 to 9999
 */
export function toDatabaseTime(text: string): string {
  const [, minute = '', seconds = '', offset = ''] = /^(.{16}):([\d.]+)(.+)$/.exec(text.toUpperCase()) ?? [];
  // Less than a nanosecond off, so that 0.123 s, which binary cannot hold, is 123 ms and not 124.
  const milliseconds = Math.ceil(Number(seconds) * 1000 - 1e-7);
  const time = Date.parse(`${minute}:00${offset}`) + milliseconds;
  return new Date(Math.min(Math.max(0, time), LAST)).toISOString();
}
