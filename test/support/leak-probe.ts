/** The suite's own probe: two users, everything one of them can ask for, and what of the other's comes back. */
/** Somebody with a token. */
export interface ProbeUser {
  readonly id: string;
  readonly token: string;
}

/** Lists in every way there is. */
const LISTS = [
  '',
  '?sort=title',
  '?sort=-updated_at&completed=false',
  '?q=task%20of',
  '?updated_since=2020-01-01T00:00:00Z',
  '?include_total=true&limit=1',
];

/** @returns what leaked, in words; empty when nothing did. Throws when the service does not even serve the owner. */
export async function probe(origin: string, a: ProbeUser, b: ProbeUser): Promise<string[]> {
  const call = (user: ProbeUser, method: string, path: string, body?: object) =>
    fetch(`${origin}/api/${encodeURIComponent(user.id)}/tasks${path}`, {
      method,
      headers: { authorization: `Bearer ${user.token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const ids: Record<string, string> = {};
  for (const user of [a, b]) {
    const made = await call(user, 'POST', '', { title: `task of ${user.id}` });
    if (made.status !== 201) throw new Error(`A task was not created: ${made.status} ${await made.text()}`);
    ids[user.id] = ((await made.json()) as { id: string }).id;
  }
  const leaks: string[] = [];
  for (const query of LISTS) {
    const text = await (await call(a, 'GET', query)).text();
    const { items, total = 1 } = JSON.parse(text) as { items: { id: string }[]; total?: number };
    if (text.includes(b.id)) leaks.push(`list${query}: a foreign task`);
    if (!items.some(({ id }) => id === ids[a.id])) leaks.push(`list${query}: the own task is missing`);
    if (total !== 1) leaks.push(`list${query}: a foreign task is counted`);
  }
  const path = `/${ids[b.id]}`;
  const attempts = [
    ['GET', path],
    ['PATCH', path, { title: 'taken over' }],
    ['PATCH', path, {}],
    ['PUT', path, { title: 'taken over' }],
    ['PATCH', `${path}/complete`],
    ['DELETE', path],
  ] as const;
  for (const [method, target, body] of attempts) {
    const { status } = await call(a, method, target, body);
    if (status !== 404) leaks.push(`${method} of a foreign task: ${status}`);
  }
  const still = await call(b, 'GET', path);
  if (still.status !== 200) leaks.push('a foreign task is gone');
  else if (((await still.json()) as { title: string }).title !== `task of ${b.id}`)
    leaks.push('a foreign task was changed');
  return leaks;
}
