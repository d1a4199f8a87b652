/** Faults of the configuration: collected while it is read, thrown all at once. */

/** One fault: which variable, what it held (never a secret), what to do. */
export interface ConfigFault {
  readonly variable: string;
  /** As it was given; null when it is not set, or a secret. */
  readonly value: string | null;
  readonly remedy: string;
}

/** The configuration cannot be used; carries every fault that was found. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super(['The configuration cannot be used:', ...faults.map(line)].join('\n'));
    this.faults = faults;
  }
}

const line = ({ variable, value, remedy }: ConfigFault): string =>
  `  ${variable}${value === null ? '' : `=${JSON.stringify(value)}`}: ${remedy}`;
