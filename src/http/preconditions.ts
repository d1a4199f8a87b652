/** Entity tags and the conditional headers (RFC 9110 §8.8.3 and §13). */
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../errors.ts';

/** Versions that the caller accepts as current; null accepts any. */
export type IfMatch = readonly number[] | null;

/** One entity tag of a list, with its separator; opaque text is VCHAR without `"`, and bytes over 0x7F. */
const TAG = /\s*(?:(W\/)?"([!#-~\x80-\xff]*)")?\s*(?:,|$)/y;

/** The strong entity tag of a task, from its version. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * What `If-Match` and `If-None-Match` of a write allow. Weak tags are dropped, for the comparison is a strong one (RFC 9110 §13.1.1);
 * so are tags that no task can have. `If-None-Match: *` wants no task to be there, which none can fulfil that is: an empty list.
 *
 * @returns versions of which one must be current, or null for any
 * @throws {AppError} precondition_invalid
 */
export function versionsAllowed(headers: IncomingHttpHeaders): IfMatch {
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined && noneMatch.trim() !== '*') {
    throw invalid('if-none-match', `may only be * on a write, not ${JSON.stringify(noneMatch)}`);
  }
  const match = headers['if-match'];
  if (match === undefined || match.trim() === '*') return noneMatch === undefined ? null : [];
  const tags = parseTags(match);
  if (tags === null)
    throw invalid('if-match', `must be * or a list of quoted entity tags, not ${JSON.stringify(match)}`);
  return noneMatch === undefined ? tags.filter(({ weak }) => !weak).flatMap(({ opaque }) => versionOf(opaque)) : [];
}

/** Whether a PUT is to create (its headers having passed {@link versionsAllowed}): `If-None-Match: *` and nothing that must match. */
export const isCreation = (headers: IncomingHttpHeaders): boolean =>
  headers['if-none-match'] !== undefined && headers['if-match'] === undefined;

/**
 * `If-None-Match` of a read: whether the caller holds the current version already. Compared weakly (RFC 9110 §13.1.2), as a proxy that
 * compresses makes the tags weak; a header that cannot be parsed matches nothing.
 */
export function isHeldAlready(headers: IncomingHttpHeaders, version: number): boolean {
  const text = headers['if-none-match'];
  if (text === undefined) return false;
  if (text.trim() === '*') return true;
  return parseTags(text)?.some(({ opaque }) => opaque === String(version)) ?? false;
}

/** @returns the tags of a list, empty members skipped (RFC 9110 §5.6.1); null if it is no list or holds none */
function parseTags(text: string): { weak: boolean; opaque: string }[] | null {
  const tags: { weak: boolean; opaque: string }[] = [];
  TAG.lastIndex = 0;
  while (TAG.lastIndex < text.length) {
    const match = TAG.exec(text);
    if (match === null) return null;
    const [, weak, opaque] = match;
    if (opaque !== undefined) tags.push({ weak: weak !== undefined, opaque });
  }
  return tags.length === 0 ? null : tags;
}

/** A version is written one way only: `"01"` and `"1.0"` are tags of no task. */
const versionOf = (opaque: string): number[] => (/^[1-9]\d{0,15}$/.test(opaque) ? [Number(opaque)] : []);

const invalid = (header: string, detail: string) =>
  new AppError('precondition_invalid', { detail: `${header} ${detail}`, errors: [{ header, detail }] });
