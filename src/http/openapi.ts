/** The OpenAPI 3.1 document, made by @fastify/swagger from the schemas that validate and serialise. */
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { Type } from 'typebox';

declare module 'fastify' {
  interface FastifySchema {
    /** Ids of the specification that the route serves. */
    'x-requirements'?: readonly string[];
    /** Request headers for the document alone: what reads them parses them. */
    documentedHeaders?: Record<string, object>;
  }
}

const DESCRIPTION = `Tasks of many users, each strictly apart. Tokens are issued elsewhere; this service only verifies them.

**Conventions.** JSON in UTF-8, members in snake_case, times in RFC 3339, UTC, milliseconds. A path's \`user_id\` must be the token's \`sub\`. Nothing is coerced or
silently dropped: unknown members, wrong types and unknown, repeated or malformed parameters are 400, each named. Of a JSON member given twice the last counts.
Bodies have at most 128 KiB, no Content-Encoding, no byte order mark.

**Tokens.** A JWT of the configured issuer for the configured audience, in the one Authorization header. Another scheme or none is \`token_missing\`; a second header,
a broken shape or an odd header member \`token_malformed\`; \`alg\` none or off the list \`token_algorithm_not_allowed\`; no such key \`token_key_unknown\`; a missing
\`iss\` or \`aud\` is the mismatch; \`iat\` in the future, a missing or far \`exp\`, an unfit \`sub\` are \`token_claim_invalid\`.

**Order of checks.** Failed authentications of the address (429) → token (401) → requests of the user (429) → owner of the path (403) → media type, body, parameters
(400, 413, 415) → the task (404, 412). So a foreign path is 403 before any query, and below one's own path a task of somebody else is the same 404 as none.

**Every path.** HEAD works wherever GET does; OPTIONS is 204 with \`Allow\`. A known path with another method is 405 \`method_not_allowed\` with \`Allow\`, an unknown one 404
\`route_not_found\`; under /api both only with a good token, else 401.

**Errors** are problem details (RFC 9457). Switch on \`code\`; new codes may come. After 503 try again after \`Retry-After\` seconds; after \`outcome_unknown\` look first
whether the change was made.

**Rate limits**, per instance and minute: requests of each user, and failed authentications of each address.

**Entity tags** are strong, change with every visible change of the task, and never come back.`;

/** Watches the routes registered from here on. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'todo-api',
        version: '1.0.0',
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'Where this document came from.' }],
      tags: [
        { name: 'tasks', description: 'The tasks of one user.' },
        { name: 'users', description: 'The caller.' },
        { name: 'service', description: 'The service itself; no token needed.' },
      ],
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A token of the configured issuer, in exactly one Authorization header.',
          },
        },
      },
    },
    transform: ({ schema, url }) => ({ schema: withHeaders(schema), url }),
    transformObject: (document) => finish('openapiObject' in document ? document.openapiObject : {}),
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, i) => String(json['$id'] ?? `schema-${i}`) },
  });
}

/** Request headers are documented as parameters, but not validated a second time. */
function withHeaders(schema: FastifySchema | undefined): FastifySchema {
  const { documentedHeaders, ...rest } = schema ?? {};
  return documentedHeaders === undefined ? rest : { ...rest, headers: Type.Object(documentedHeaders) };
}

type Shared = Record<string, unknown>;
interface Operation {
  requestBody?: { required?: boolean };
  'x-body-optional'?: boolean;
  responses?: Record<string, { headers?: Shared; content?: Record<string, { examples?: Shared }> }>;
}

/** What the generator cannot say: a body that may be absent; and each header and each example of a refusal once, by reference. */
function finish(document: object): object {
  const { paths = {}, components } = document as {
    paths?: Record<string, Record<string, Operation>>;
    components: Record<'headers' | 'examples', Shared>;
  };
  const headers = new Map<string, unknown>();
  const examples = new Map<string, unknown>();
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    if (operation['x-body-optional'] && operation.requestBody) operation.requestBody.required = false;
    delete operation['x-body-optional'];
    for (const response of Object.values(operation.responses ?? {})) {
      share(response.headers, headers, 'headers');
      for (const media of Object.values(response.content ?? {})) share(media.examples, examples, 'examples');
    }
  }
  components.headers = sorted(headers);
  components.examples = sorted(examples);
  return document;
}

/** Moves the members to `components`, unless another of the same name is there already. */
function share(members: Shared | undefined, shared: Map<string, unknown>, section: string): void {
  for (const [name, value] of Object.entries(members ?? {})) {
    if (!shared.has(name)) shared.set(name, value);
    if (members && JSON.stringify(shared.get(name)) === JSON.stringify(value))
      members[name] = { $ref: `#/components/${section}/${name}` };
  }
}

const sorted = (members: Map<string, unknown>): Shared =>
  Object.fromEntries([...members].sort(([a], [b]) => (a < b ? -1 : 1)));
