/** openapi.json as tests read it. */
import { readFileSync } from 'node:fs';
import type { ErrorCode } from '../../src/errors.ts';

/** The text that is committed. */
export const COMMITTED = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8');

export interface Media {
  readonly schema: { readonly $ref?: string };
  readonly example?: unknown;
  readonly examples?: Readonly<
    Record<string, { readonly $ref?: string; readonly value?: { readonly code: ErrorCode; readonly status: number } }>
  >;
}
export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, Media>>;
}
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: string[];
  readonly security: object[];
  readonly parameters?: { name: string; in: string; required: boolean; description?: string }[];
  readonly requestBody?: { required: boolean; content: Record<string, Media> };
  readonly responses: Readonly<Record<string, Response>>;
  readonly 'x-requirements'?: string[];
}
export const document: {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { examples: Record<string, { value: { code: ErrorCode; status: number } }>; securitySchemes: object };
} = JSON.parse(COMMITTED);
/** Every operation, named by method and path. */
export const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    method,
    operation,
  })),
);
