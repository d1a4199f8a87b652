/** Strict query strings: every parameter known, given once, decodable, and of exactly its type. */
import type { FastifyInstance, FastifyRequest, HookHandlerDoneFunction, RouteOptions } from 'fastify';
import { AppError, type Fault } from '../errors.ts';

/** Fastify's `querystringParser`: leaves the text alone, for only the route knows its parameters. */
export const rawQuery = (text: string): Record<string, unknown> => text as unknown as Record<string, unknown>;

type Types = ReadonlyMap<string, string>;
type ParameterFault = Extract<Fault, { parameter: string }>;

/** Gives every route (404 has none) a `preValidation` hook that parses its query by its schema; no schema means no parameter. */
export function parseQueryStrings(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    const schema = route.schema?.querystring as { properties?: Record<string, { type: string }> } | undefined;
    const types: Types = new Map(Object.entries(schema?.properties ?? {}).map(([name, { type }]) => [name, type]));
    const hook = (request: FastifyRequest, _reply: unknown, done: HookHandlerDoneFunction): void => {
      done(parseQuery(request, types));
    };
    route.preValidation = [hook, ...[route.preValidation ?? []].flat()];
  });
}

/** Puts the values in the place of the text. */
function parseQuery(request: FastifyRequest, types: Types): AppError | undefined {
  const text = request.query as string;
  const faults: ParameterFault[] = [];
  request.query = text === '' ? {} : parse(text, types, faults);
  const [first] = faults;
  if (first === undefined) return undefined;
  return new AppError('parameter_invalid', {
    detail: `${JSON.stringify(first.parameter)} ${first.detail}`,
    errors: faults,
  });
}

/**
 * @param types of the known parameters: string, integer or boolean
 * @param faults takes what is wrong, at most 20
 * @returns the values by name, each of its type; ranges and defaults are the validator's
 */
function parse(text: string, types: Types, faults: ParameterFault[]): Record<string, unknown> {
  const query: Record<string, unknown> = Object.create(null);
  for (const pair of text.split('&')) {
    if (faults.length === 20) break;
    const [name, value] = split(pair);
    const fault = (detail: string) => faults.push({ parameter: name ?? pair.split('=', 1)[0] ?? '', detail });
    const type = name === undefined ? undefined : types.get(name);
    if (name === undefined || value === undefined) fault('is not percent-encoded UTF-8');
    else if (type === undefined) fault(`is not a parameter here; known are: ${[...types.keys()].join(', ') || 'none'}`);
    else if (name in query) fault('is given more than once');
    else {
      const converted = convert(value, type);
      if (converted === undefined) fault(`must be ${WANTED[type]}, not ${JSON.stringify(value.slice(0, 100))}`);
      query[name] = converted;
    }
  }
  return query;
}

const WANTED: Record<string, string> = { integer: 'a whole number in decimal digits', boolean: 'true or false' };

/** Exactly the type: no `1e2`, `0x10`, ` 5`, `05`, `+5`, `TRUE`, `1` or empty text; undefined if it is not. */
function convert(text: string, type: string): unknown {
  if (type === 'string') return text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  return /^(?:0|-?[1-9][0-9]{0,14})$/.test(text) ? Number(text) : undefined;
}

/** Name and value of `name=value`, decoded; undefined where it cannot be. */
function split(pair: string): [name: string | undefined, value: string | undefined] {
  const equals = pair.indexOf('=');
  return equals === -1 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
