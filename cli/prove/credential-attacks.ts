/** Two credentials at once, and credentials in the wrong place. */
import { type Attack, bearer, type World } from './attack.ts';

/** Two credentials: which one counts must never be a guess. */
const CREDENTIALS: Readonly<Record<string, (world: World) => readonly (readonly [string, string])[]>> = {
  'two-headers': ({ a, b }) => [bearer(a.token), bearer(b.token)],
  'two-headers-swapped': ({ a, b }) => [bearer(b.token), bearer(a.token)],
  'same-twice': ({ a }) => [bearer(a.token), bearer(a.token)],
  'joined-by-comma': ({ a, b }) => [['authorization', `Bearer ${a.token}, Bearer ${b.token}`]],
  'two-tokens': ({ a, b }) => [['authorization', `Bearer ${a.token} ${b.token}`]],
  'other-scheme': ({ b }) => [['authorization', `Basic ${Buffer.from(`${b.userId}:`).toString('base64')}`]],
  'user-as-token': ({ b }) => [['authorization', `Bearer ${encodeURIComponent(b.userId)}`]],
  'cookie-alone': ({ b }) => [['cookie', `session=${b.token}; token=${b.token}`]],
  none: () => [],
};

/** @see Attack */
export const CREDENTIAL_ATTACKS: readonly Attack[] = Object.entries(CREDENTIALS).map(([what, headers]) => ({
  id: `credentials.${what}`,
  name: `B's list with ${what.replaceAll('-', ' ')}`,
  statuses: [401],
  request: (world) => ({ method: 'GET', target: world.b.tasks, headers: headers(world) }),
}));
