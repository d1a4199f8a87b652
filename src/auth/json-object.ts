/** JSON objects as tokens may hold them: strict UTF-8, no byte order mark, each member once. */

/** An object of JSON. Read members with `Object.hasOwn` first: `__proto__` is a name like any other. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Keeps the byte order mark, which `JSON.parse` then refuses; the default would drop it in silence. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const STRING_OR_BRACKET = /"(?:[^"\\]|\\.)*"\s*:?|[{}[\]]/gs;

/**
 * Parses one part of a token.
 * @param part canonical base64url
 * @returns null for anything but a JSON object whose names are unique (RFC 7515 §4, RFC 7519 §4)
 */
export function parseJsonObject(part: string): JsonObject | null {
  try {
    const text = UTF8.decode(Buffer.from(part, 'base64url'));
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return countOuterMembers(text) === Object.keys(value).length ? (value as JsonObject) : null;
  } catch {
    return null; // not UTF-8, or not JSON: the parser's message would quote the token
  }
}

/** @returns the member, or undefined where the object has none of its own by that name */
export function ownMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Members of the outermost object as written: `JSON.parse` lets the last of equal names win in silence. */
function countOuterMembers(json: string): number {
  let depth = 0;
  let members = 0;
  for (const [token] of json.matchAll(STRING_OR_BRACKET)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token.endsWith(':')) members += 1;
  }
  return members;
}
