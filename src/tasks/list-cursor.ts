/** Cursors of the list: opaque to clients, bound to user, sort and filters, and checked. */
import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';

/** Where a page ended: the value that it is sorted by, and the id that breaks ties. */
export interface Position {
  readonly value: string;
  readonly id: string;
}

/** Counts up when the meaning of a cursor changes: older ones are then refused and not misread. */
const FORMAT = 1;

/** A title of 200 code points with every character escaped fits three times over. */
const MAX_LENGTH = 8_192;

/**
 * The digest covers all that the cursor depends on, and the position itself, so that an edited cursor is noticed. It is no
 * secret and grants nothing: who makes one up reads the own list from another place.
 * @param binding user, sort and filters, in a fixed order
 */
const digest = (binding: readonly unknown[], { value, id }: Position): string =>
  createHash('sha256')
    .update(JSON.stringify([FORMAT, binding, value, id]))
    .digest('base64url')
    .slice(0, 22);

/** @returns base64url without padding, fit for a query string */
export const encodeCursor = (binding: readonly unknown[], position: Position): string =>
  Buffer.from(JSON.stringify([FORMAT, position.value, position.id, digest(binding, position)])).toString('base64url');

/** As the database answers it, and no other word that PostgreSQL would take for a time. */
const isTime = (value: string): boolean =>
  /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** What no title holds and PostgreSQL cannot even compare with: NUL and lone surrogates. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** @throws AppError `cursor_invalid` for a cursor that is damaged, edited, or of another user, sort or filter */
export function decodeCursor(binding: readonly unknown[], cursor: string, sortsByTime: boolean): Position {
  const [format, value, id, check] = parse(cursor);
  if (format === FORMAT && typeof value === 'string' && typeof id === 'string') {
    const position = { value, id };
    const isWhole = check === digest(binding, position) && encodeCursor(binding, position) === cursor;
    if (isWhole && UUID.test(id) && (sortsByTime ? isTime(value) : !UNSTORABLE.test(value))) return position;
  }
  throw new AppError('cursor_invalid', {
    detail: 'The cursor does not fit this user, sort and these filters. Start again without a cursor.',
    errors: [{ parameter: 'cursor', detail: 'must be the next_cursor of a page with the same sort and filters' }],
  });
}

function parse(cursor: string): unknown[] {
  if (cursor.length > MAX_LENGTH) return [];
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
