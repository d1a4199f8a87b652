/** How checks are put into words, and how values of a stranger's token are shown without harm. */
import type { Evidence } from '../../src/auth/checks.ts';
import type { KeysHeld } from '../../src/auth/key-source.ts';
import type { CheckName } from '../../src/auth/run-checks.ts';
import type { TokenConfig } from '../../src/config.ts';

/** What words are made from. */
export interface Facts extends Evidence {
  readonly policy: TokenConfig;
  readonly keys: KeysHeld;
  /** Seconds since the epoch. */
  readonly now: number;
  /** A checked claim as it stands in the token, of whatever type; not to be believed before the signature was checked. */
  claim(name: 'iss' | 'aud' | 'exp' | 'iat' | 'nbf' | 'sub'): unknown;
}

/** The words of one check. `found` is asked only when it ran, `remedy` only when it failed. */
export interface CheckWords {
  readonly expected: (facts: Facts) => string;
  readonly found: (facts: Facts, ok: boolean) => string;
  readonly remedy: (facts: Facts) => string;
}

export type Words = Readonly<Record<CheckName, CheckWords>>;

const SHOWN = 120;
/** Control and format characters, unassigned ones and line ends: they could move the cursor, or turn the text around. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A value of a token as JSON on one line, harmless on a terminal, and not long. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  const json = JSON.stringify(value).replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return json.length <= SHOWN ? json : `${json.slice(0, SHOWN)}… (${json.length} characters)`;
}

/** A time with its distance from now. @param seconds since the epoch */
export function showTime(seconds: number, now: number): string {
  return `${instant(seconds)}, ${distance(seconds - now)}`;
}

/** RFC 3339 without fractions; the bare number where no calendar reaches. */
export function instant(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? `${seconds}` : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

const distance = (seconds: number): string => (seconds < 0 ? `${duration(-seconds)} ago` : `in ${duration(seconds)}`);

/** Such as `3 minutes`, in the greatest unit of which there are two at least. */
export function duration(seconds: number): string {
  const units = { day: 86_400, hour: 3_600, minute: 60 };
  for (const [unit, size] of Object.entries(units)) {
    if (seconds >= 2 * size) return `${Math.round(seconds / size)} ${unit}s`;
  }
  const whole = Math.round(seconds * 10) / 10;
  return `${whole} second${whole === 1 ? '' : 's'}`;
}
