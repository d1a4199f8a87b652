/** Carries one attack out and judges it: by the answer, by what leaked, and by what changed behind B's back. */
import type { Attack, Target, Verdict, World } from './attack.ts';
import { codeOf, type RawAnswer } from './raw-http.ts';
import { send, tasksOf } from './stage.ts';

/** @param before what B has, as {@link tasksOf} gave it */
export async function carryOut(target: Target, world: World, attack: Attack, before: unknown): Promise<Verdict> {
  const answer = await send(target, await attack.request(world));
  const after = await tasksOf(target, world.b, world.marker);
  const fault =
    leak(answer, world) ??
    (JSON.stringify(after) === JSON.stringify(before) ? null : 'the tasks of B have changed') ??
    (attack.statuses.includes(answer.status) ? null : 'not refused') ??
    attack.fault?.(answer, world) ??
    (await difference(target, world, attack, answer));
  const found = [answer.status === 0 ? 'connection closed' : answer.status, codeOf(answer), fault && `– ${fault}`];
  return {
    id: attack.id,
    name: attack.name,
    ok: fault === null,
    expected: attack.statuses.map((status) => (status === 0 ? 'connection closed' : status)).join(' or '),
    found: found.filter(Boolean).join(' '),
  };
}

function leak({ headers, body }: RawAnswer, { secret }: World): string | null {
  return JSON.stringify(headers).includes(secret) || body.includes(secret) ? 'what B wrote came back' : null;
}

/** Members and headers that differ between any two answers. */
const OWN = /"(instance|request_id)":"[^"]*",?/g;
const STABLE_HEADERS = ['content-type', 'etag', 'allow', 'location', 'link', 'retry-after', 'www-authenticate'];

async function difference(target: Target, world: World, attack: Attack, answer: RawAnswer): Promise<string | null> {
  if (attack.control === undefined) return null;
  const control = await send(target, await attack.control(world));
  const same =
    control.status === answer.status &&
    control.body.replace(OWN, '') === answer.body.replace(OWN, '') &&
    STABLE_HEADERS.every((name) => control.headers[name] === answer.headers[name]);
  return same ? null : `something that does not exist is answered differently (${control.status} ${codeOf(control)})`;
}
