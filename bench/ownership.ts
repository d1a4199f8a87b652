/** Whether a body holds nothing but its caller's rows: cheap enough to look at every body under load. */

const MEMBER = '"user_id":"';

/**
 * Every `user_id` in the text must be the owner's, and there must be one, unless the list is empty. Text of users cannot fake the
 * member: inside of a JSON string its quotation marks are escaped.
 * @param body JSON without white space, as servers print it
 */
export function belongsTo(owner: string, body: string): boolean {
  const escaped = JSON.stringify(owner).slice(1);
  let seen = 0;
  for (let at = body.indexOf(MEMBER); at !== -1; at = body.indexOf(MEMBER, at + MEMBER.length)) {
    if (!body.startsWith(escaped, at + MEMBER.length)) return false;
    seen += 1;
  }
  return seen > 0 || body.startsWith('{"items":[]');
}
