/** What the doctor finds. */

/** One thing looked at. `error` would hurt in production; `warning` is allowed, and may be meant. */
export interface Finding {
  readonly check: string;
  readonly severity: 'ok' | 'warning' | 'error';
  readonly found: string;
  /** What to do; null where all is well. */
  readonly remedy: string | null;
  /** Nothing was found because something did not answer: exit code 3. */
  readonly unreachable?: true;
}

export const ok = (check: string, found: string): Finding => ({ check, severity: 'ok', found, remedy: null });
export const warning = (check: string, found: string, remedy: string): Finding => ({
  check,
  severity: 'warning',
  found,
  remedy,
});
export const error = (check: string, found: string, remedy: string): Finding => ({
  check,
  severity: 'error',
  found,
  remedy,
});
export const unreachable = (check: string, found: string, remedy: string): Finding => ({
  ...error(check, found, remedy),
  unreachable: true,
});

/** Seconds in words of a person, with their direction. */
export const skewInWords = (seconds: number): string =>
  `${Math.abs(seconds).toFixed(1)} s ${seconds < 0 ? 'behind' : 'ahead of'} this machine`;
