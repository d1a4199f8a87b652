/** Addresses inside the API, as absolute paths: never built from the Host header, which a client chooses. */

/** The list of a user's tasks. @param userId opaque text, hence percent-encoded */
export const tasksPath = (userId: string): string => `/api/${encodeURIComponent(userId)}/tasks`;

/** One task. */
export const taskPath = (userId: string, taskId: string): string => `${tasksPath(userId)}/${taskId}`;

/**
 * Value of a `Link` header (RFC 8288) to the next page.
 *
 * @param query the parameters of this page, defaults included
 */
export function nextPageLink(userId: string, query: Readonly<Record<string, unknown>>, cursor: string): string {
  let parameters = '';
  for (const name in query) {
    if (name !== 'cursor') parameters += `${name}=${encodeURIComponent(String(query[name]))}&`;
  }
  return `<${tasksPath(userId)}?${parameters}cursor=${encodeURIComponent(cursor)}>; rel="next"`;
}
