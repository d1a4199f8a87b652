/** Text of the environment → values of a section's schema: strict, with the default in place of whatever is faulty. */
import { readFileSync } from 'node:fs';
import { IsBoolean, IsInteger, IsOptional, type Static, type TObject, type TSchema } from 'typebox';
import type { ConfigFault } from './faults.ts';

/** The environment: text by the name of the variable. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables of one schema. An empty variable counts as not set, as compose files cannot leave one out.
 * @param faults gets what is wrong; reading goes on with the default, so that one run finds everything
 */
export function readVariables<Schema extends TObject>(
  schema: Schema,
  env: Environment,
  faults: ConfigFault[],
): Static<Schema> {
  const values: Record<string, unknown> = {};
  for (const [variable, property] of Object.entries(schema.properties)) {
    const value = readVariable(variable, property, env, faults);
    if (value !== undefined) values[variable] = value;
  }
  return values as Static<Schema>; // every property was checked against its schema, or replaced and reported
}

/** What a schema asks for, in words: the remedy of a fault, and the third column of the documents. */
export function expected(schema: TSchema): string {
  const { minimum, maximum, enum: choices } = keywords(schema);
  if (IsInteger(schema)) return `a whole number from ${minimum} to ${maximum}`;
  if (IsBoolean(schema)) return 'true or false';
  return choices === undefined ? 'a text' : `one of ${choices.join(', ')}`;
}

/** The keywords of our schemas which TypeBox's general type does not show. */
export function keywords(schema: TSchema): Keywords {
  return schema as Keywords; // JSON Schema objects: reading a keyword that is not there gives undefined
}

interface Keywords {
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly secret?: boolean;
  /** What not being set means. */
  readonly otherwise?: string;
}

function readVariable(variable: string, schema: TSchema, env: Environment, faults: ConfigFault[]): unknown {
  const { secret = false, default: fallback = '' } = keywords(schema);
  const text = secret ? readSecret(variable, env, faults) : nonEmpty(env[variable]);
  if (text === undefined) {
    if (IsOptional(schema)) return undefined;
    if (keywords(schema).default !== undefined) return fallback;
    if (!faults.some((fault) => fault.variable === `${variable}_FILE`)) {
      faults.push({ variable, value: null, remedy: 'is required: see .env.example' });
    }
    return fallback;
  }
  const value = parse(schema, text);
  if (accepts(schema, value)) return value;
  faults.push({ variable, value: secret ? null : text, remedy: `must be ${expected(schema)}` });
  return IsOptional(schema) ? undefined : fallback;
}

/** All that {@link expected} says. TypeBox's own check is 300 modules more, some 100 ms of every command's start. */
function accepts(schema: TSchema, value: unknown): boolean {
  const { minimum = -Infinity, maximum = Infinity, enum: choices } = keywords(schema);
  if (IsInteger(schema)) return typeof value === 'number' && value >= minimum && value <= maximum;
  if (IsBoolean(schema)) return typeof value === 'boolean';
  return choices === undefined || choices.includes(String(value));
}

/** Only the plain spelling counts: `1e3`, `0x10`, ` 5`, `+5`, `yes` stay text, which the schema then refuses. */
function parse(schema: TSchema, text: string): unknown {
  if (IsInteger(schema)) return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
  if (IsBoolean(schema)) return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/** A secret by its variable, or from the file that `<variable>_FILE` names: orchestrators mount secrets as files. */
function readSecret(variable: string, env: Environment, faults: ConfigFault[]): string | undefined {
  const direct = nonEmpty(env[variable]);
  const file = nonEmpty(env[`${variable}_FILE`]);
  if (file === undefined) return direct;
  const fault = (remedy: string) => faults.push({ variable: `${variable}_FILE`, value: file, remedy });
  if (direct !== undefined) fault(`set either this or ${variable}, not both`);
  try {
    const content = readFileSync(file, 'utf8').replace(/\r?\n$/, ''); // editors and echo end a file with a line feed
    if (content === '') fault('the file is empty: put the secret into it');
    return nonEmpty(content);
  } catch (error) {
    fault(`the file cannot be read (${(error as NodeJS.ErrnoException).code}): name one that this account may read`);
    return direct;
  }
}

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
