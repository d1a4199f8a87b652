/** Header fields as the OpenAPI document describes them, in both directions. */
import { Type } from 'typebox';

/**
 * Of requests. Documentation only: the code that reads a header parses it (preconditions, request-opening). The examples are part of the
 * text, for the page at /docs would send those of a schema along unasked.
 */
export const REQUEST_HEADERS = {
  'If-Match': optional(
    'Do it only if one of these strong entity tags is current, else 412; such as `"1795519000123456"`. `*` means any. Weak tags never match. Cannot be parsed: 400. No such task: 404.',
  ),
  'If-None-Match-Read': optional(
    'Answer 304 if one of these entity tags is current (weak comparison), or if it is `*`; such as `"1795519000123456"`. What cannot be parsed matches nothing.',
  ),
  'If-None-Match-Create': optional(
    'Create the task under this id, and only if there is none yet. Anything but `*` is 400.',
    { enum: ['*'] },
  ),
  'X-Request-Id': optional('Kept and sent back if it fits the pattern; otherwise the server makes one.', {
    pattern: '^[\\w.:@/+=~-]{1,128}$',
  }),
};

function optional(description: string, rules: object = {}) {
  return Type.Optional(Type.String({ ...rules, description }));
}

const header = (description: string, ...examples: string[]) => ({ type: 'string', description, examples });

/** Of every answer. */
export const ANSWER_HEADERS = {
  'X-Request-Id': header('The id of this request.', '7f0c1f0e-5b7e-4e0c-9a58-1f6f7c3d2b11'),
};

/** Of every answer under /api. */
export const API_HEADERS = {
  ...ANSWER_HEADERS,
  'Cache-Control': header('User data is not for shared caches, and is revalidated.', 'private, no-cache'),
  Vary: header('`Authorization`, and `Origin` where CORS is on.', 'Authorization'),
  'Server-Timing': header('Milliseconds for the token and for the database.', 'auth;dur=0.08, db;dur=1.4'),
};

export const ETAG = { ETag: header('Strong entity tag of the task: opaque, quoted.', '"1795519000123456"') };
export const LOCATION = {
  Location: header(
    'Absolute path of the task.',
    '/api/Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe/tasks/019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52',
  ),
};
export const LINK = {
  Link: header(
    'The next page, where there is one: an absolute path, `rel="next"`.',
    '</api/Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe/tasks?limit=20&cursor=eyJ2Ijox>; rel="next"',
  ),
};
export const RETRY_AFTER = {
  'Retry-After': { type: 'integer', minimum: 1, description: 'Seconds to wait.', examples: [2] },
};
export const WWW_AUTHENTICATE = {
  'WWW-Authenticate': header('RFC 6750; `error` only if there was a token.', 'Bearer error="invalid_token"'),
};
