/** The explanation as lines for people: mark, name, what was found; below a failure what was expected and what to do. */
import { styleText } from 'node:util';
import type { ExplainedCheck, ExplainedToken } from './explain.ts';
import { show, showTime } from './words.ts';

type Style = Parameters<typeof styleText>[0];

/** Plain where stdout is no terminal or NO_COLOR is set; the marks say the same without colour. */
const styled = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** @returns the lines, without ends */
export function reportLines(token: ExplainedToken): string[] {
  const width = Math.max(...token.checks.map(({ name }) => name.length));
  return [...token.checks.flatMap((check) => checkLines(check, width)), '', ...verdictLines(token)];
}

function checkLines({ name, ok, expected, found, remedy }: ExplainedCheck, width: number): string[] {
  const label = name.padEnd(width);
  const indent = ' '.repeat(width + 4);
  if (ok === null) return [styled('dim', `– ${label}  not checked`)];
  if (ok) return [`${styled('green', '✓')} ${label}  ${found}`];
  return [
    `${styled('red', '✗')} ${styled('bold', label)}  ${found}`,
    `${indent}expected: ${expected}`,
    `${indent}${styled('bold', 'do:')} ${remedy}`,
  ];
}

function verdictLines({ identity, code, obstacle, now }: ExplainedToken): string[] {
  if (obstacle !== null) {
    return [
      `${styled('yellow', 'Cannot be checked')} (${code}): ${obstacle}`,
      'Is the issuer running, and does JWT_JWKS_URL name its key set (Better Auth: <its origin>/api/auth/jwks)?',
    ];
  }
  if (identity === null) return [`${styled('red', 'Refused')}: the server answers 401 with the code ${code}.`];
  return [
    `${styled('green', 'Good')}: user ${show(identity.userId)}, until ${showTime(Date.parse(identity.expiresAt) / 1_000, now)}.`,
    `It may call /api/me and /api/${encodeURIComponent(identity.userId)}/tasks`,
  ];
}
