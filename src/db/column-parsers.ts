/** PostgreSQL's text of a value → the value as the contract has it. */
import pg from 'pg';

const asText = (text: string): string => text;

/**
 * PostgreSQL's text of a `timestamptz` → RFC 3339 in UTC with milliseconds, as the contract has it. The first branch is the
 * usual one (session in UTC; PostgreSQL leaves out trailing zeros of the fraction) and costs a tenth of a `Date`.
 */
export function timestampToRfc3339(text: string): string {
  if (text.endsWith('+00') && text.length <= 26 && text.charCodeAt(10) === 0x20) {
    const fraction = text.slice(20, -3);
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
  }
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.BOOL]: (text) => text === 't',
  [pg.types.builtins.INT2]: Number,
  [pg.types.builtins.INT4]: Number,
  // Counts and versions: far below 2^53.
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.JSON]: (text) => JSON.parse(text),
  [pg.types.builtins.TIMESTAMPTZ]: timestampToRfc3339,
};

/** @param oid the type of the column */
export const parserFor = (oid: number): ((text: string) => unknown) => PARSERS[oid] ?? asText;
