/** Random operations of several users on own, foreign, deleted and random targets. */
import fc from 'fast-check';

/** What an operation is aimed at: the `index`-th task of a kind, of the actor or of user number `of`. */
export interface Target {
  readonly kind: 'own' | 'gone' | 'random' | 'foreign id' | 'foreign path';
  readonly index: number;
  readonly of: number;
}

/** One request of one user. What an operation has no use for, it ignores. */
export interface Operation {
  readonly actor: number;
  readonly what: 'create' | 'create-with-id' | 'list' | 'get' | 'put' | 'patch' | 'flip' | 'complete' | 'delete';
  readonly target: Target;
  /** `If-Match`: absent, with the current entity tag, or with one that never was. */
  readonly match: 'none' | 'current' | 'stale';
  readonly title: string;
  readonly description: string | null;
  readonly completed: boolean;
  /** The id of a random target. */
  readonly id: string;
}

const weighted = <T>(weights: Readonly<Record<string, number>>) =>
  fc.oneof(...Object.entries(weights).map(([value, weight]) => ({ weight, arbitrary: fc.constant(value as T) })));

/** Few distinct texts, so that some writes change nothing. */
const word = fc.constantFrom('a', 'b', "it's", '100%', '\\', '$1', '?', 'é', '\u{1f600}');

/** @param users how many there are */
export const anyOperation = (users: number): fc.Arbitrary<Operation> =>
  fc.record({
    actor: fc.nat(users - 1),
    what: weighted<Operation['what']>({
      create: 4,
      'create-with-id': 3,
      list: 2,
      get: 3,
      put: 2,
      patch: 2,
      flip: 2,
      complete: 1,
      delete: 3,
    }),
    target: fc.record({
      kind: weighted<Target['kind']>({ own: 10, 'foreign id': 5, 'foreign path': 3, gone: 2, random: 1 }),
      index: fc.nat(9),
      of: fc.nat(users - 1),
    }),
    match: weighted<Operation['match']>({ none: 4, current: 2, stale: 1 }),
    title: word,
    description: fc.option(word),
    completed: fc.boolean(),
    id: fc.uuid(),
  });
