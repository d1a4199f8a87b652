/** Reads JSON bodies: strictly UTF-8, never compressed, nothing replaced. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest, preParsingHookHandler } from 'fastify';
import { AppError } from '../errors.ts';

export const MERGE_PATCH = 'application/merge-patch+json';

/** Takes the place of Fastify's parsers for JSON and for plain text, in the scope of `app` and below. */
export function readJsonBodies(app: FastifyInstance): void {
  app.addHook('preParsing', refuseEncoded);
  app.removeAllContentTypeParsers();
  const types = ['application/json', MERGE_PATCH];
  app.addContentTypeParser<Buffer>(types, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    parse(request, body),
  );
}

/** Also where no body comes: whoever says how it is encoded meant to send one. */
const refuseEncoded: preParsingHookHandler = ({ headers, method }, _reply, payload, done) => {
  const { 'content-encoding': encoding } = headers;
  if (encoding === undefined || method === 'GET' || method === 'HEAD') return done(null, payload);
  done(
    new AppError('media_type_unsupported', {
      detail: `Send the body without Content-Encoding, not as ${JSON.stringify(encoding)}.`,
      headers: { 'accept-encoding': 'identity' },
    }),
  );
};

/**
 * @returns the value, or undefined for an empty body: whether one is needed is up to the route
 * @throws {AppError} media_type_unsupported, body_malformed
 */
function parse(request: FastifyRequest, body: Buffer): unknown {
  const { 'content-type': type = '' } = request.headers;
  for (const [, charset] of type.matchAll(/;\s*charset\s*=\s*"?([^\s";]*)/gi)) {
    if (/^utf-?8$/i.test(charset ?? '')) continue;
    throw new AppError('media_type_unsupported', {
      detail: `JSON is sent in UTF-8, not in ${JSON.stringify(charset)}.`,
    });
  }
  if (type.trimStart().toLowerCase().startsWith(MERGE_PATCH) && request.method !== 'PATCH') {
    throw new AppError('media_type_unsupported', { detail: `${MERGE_PATCH} is for PATCH; send application/json.` });
  }
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('The body holds bytes that are not UTF-8.');
  // JSON.parse would refuse it too, but nobody finds an invisible character by "unexpected token".
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) {
    throw malformed('The body begins with a byte order mark; send it without.');
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw malformed(`The body is not JSON: ${(error as SyntaxError).message}`);
  }
}

const malformed = (detail: string) => new AppError('body_malformed', { detail, errors: [{ pointer: '', detail }] });
