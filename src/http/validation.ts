/** How requests are validated: strictly by their schemas, every fault named by its place. */
import type { FastifySchemaValidationError, FastifyServerOptions } from 'fastify';
import { AppError, type Fault } from '../errors.ts';

/** Fastify's defaults would turn `123` into a title and let unknown members vanish: here nothing is coerced or removed. */
export const AJV: NonNullable<FastifyServerOptions['ajv']> = {
  customOptions: {
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: true,
    // Bounded: a body has 128 KiB, every pattern is linear in its text, and MAX_FAULTS caps the answer.
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
  },
};

const MAX_FAULTS = 20;

/** What `verbose` adds to an error of ajv. */
interface VerboseError extends FastifySchemaValidationError {
  readonly parentSchema?: { readonly description?: string; readonly properties?: Record<string, unknown> };
  readonly data?: unknown;
}

/**
 * Fastify's `schemaErrorFormatter`.
 *
 * @param dataVar which part of the request: body, params, querystring or headers
 */
export function validationError(errors: FastifySchemaValidationError[], dataVar: string): AppError {
  const places = errors.slice(0, MAX_FAULTS).map((error) => ({ place: placeOf(error), detail: explain(error) }));
  const inBody = dataVar === 'body';
  const faults: Fault[] = places.map(({ place, detail }) =>
    inBody ? { pointer: place, detail } : { parameter: place.slice(1), detail },
  );
  const [first] = places;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const where = first?.place === '' ? 'the body' : first?.place.slice(1);
  return new AppError(inBody ? 'body_invalid' : 'parameter_invalid', {
    detail: `${where} ${first?.detail}${more}`,
    errors: faults,
  });
}

/** JSON Pointer (RFC 6901) of the faulty member, also of one that is missing or should not be there. */
function placeOf({ instancePath, keyword, params }: FastifySchemaValidationError): string {
  const member =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : undefined;
  if (member === undefined) return instancePath;
  return `${instancePath}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Continues "<place> …". */
function explain({ keyword, params, message, data, parentSchema }: VerboseError): string {
  switch (keyword) {
    case 'type':
      return `must be ${[params['type']].flat().join(' or ')}, not ${jsonTypeOf(data)}`;
    case 'required':
      return 'is needed';
    case 'additionalProperties':
      return `is not known here; known are: ${Object.keys(parentSchema?.properties ?? {}).join(', ')}`;
    case 'maxLength':
      return `must have at most ${params['limit']} characters, not ${[...String(data)].length}`;
    case 'pattern':
      return parentSchema?.description ?? `must match ${params['pattern']}`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
    default:
      return message ?? 'is not acceptable';
  }
}

function jsonTypeOf(data: unknown): string {
  if (data === null || data === undefined) return 'null';
  return Array.isArray(data) ? 'array' : typeof data;
}
