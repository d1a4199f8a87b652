/** The table of error codes in the README. */
import { ERRORS } from '../../src/errors.ts';

/** One row a code, in the order of the source, which is that of the statuses. */
export function errorsTable(): string {
  const rows = Object.entries(ERRORS).map(([code, { status, title }]) => `| ${status} | \`${code}\` | ${title} |`);
  return ['| status | code | meaning |', '|---|---|---|', ...rows].join('\n');
}
