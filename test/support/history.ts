/** What clients did, what they were told, and whether the database agrees. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { administer } from './postgres.ts';

/** What a client knows of one write: acknowledged, refused for certain, or unknown. */
export type Verdict = 'done' | 'not-done' | 'unknown';

/** A task as far as a history looks at it; null where there is none. */
export type State = { readonly title: string; readonly completed: boolean } | null;

/** What a write makes of a task; undefined: it cannot have been done to that one. */
export type Change = (before: State) => State | undefined;

/** A task as the service or the database shows it. */
export interface ShownTask {
  readonly id: string;
  readonly user_id: string;
  readonly title: string;
  readonly description: string | null;
  readonly completed: boolean;
}

interface Known {
  readonly owner: string;
  /** Every state that it may be in, after all that was attempted and told. */
  states: State[];
  /** The last attempts, for the message of a failure. */
  readonly trail: string[];
}

const TRAIL = 12;

/** The tasks of one database that clients of a test have tried to write; one writer at a time per task. */
export class History {
  #tasks = new Map<string, Known>();
  /** Titles of POSTs whose answer never came, with who sent them: each may be there once, under an id nobody knows. */
  #unanswered = new Map<string, string>();
  #counts = { done: 0, 'not-done': 0, unknown: 0 };
  #faults: string[] = [];

  /** Remembers a write before it is sent; until the verdict comes it may be done or not. */
  attempt(owner: string, id: string, change: Change): (verdict: Verdict) => void {
    const task = this.#tasks.get(id) ?? { owner, states: [null], trail: [] };
    this.#tasks.set(id, task);
    const before = task.states;
    const after = before.map(change).filter((state) => state !== undefined);
    task.states = distinct([...before, ...after]);
    this.#counts.unknown += 1;
    return (verdict) => {
      this.#settle(verdict);
      if (verdict === 'done') task.states = distinct(after);
      if (verdict === 'not-done') task.states = before;
      task.trail.push(`${verdict}: ${JSON.stringify(task.states)}`);
      if (task.trail.length > TRAIL) task.trail.shift();
      if (task.states.every((state) => state === null)) task.trail.length = 0; // a soak deletes many
      if (task.states.length === 0)
        this.#faults.push(`${id}: acknowledged what cannot be; before: ${JSON.stringify(before)}`);
    };
  }

  /** The same for a POST: the server makes the id, and only its answer tells it. */
  attemptPost(owner: string, title: string): (verdict: Verdict, id?: string) => void {
    this.#unanswered.set(title, owner);
    this.#counts.unknown += 1;
    return (verdict, id) => {
      this.#settle(verdict);
      if (verdict !== 'unknown') this.#unanswered.delete(title);
      if (verdict !== 'done') return;
      if (id === undefined || this.#tasks.has(id)) this.#faults.push(`POST gave the id ${id}`);
      else this.#tasks.set(id, { owner, states: [{ title, completed: false }], trail: ['POST'] });
    };
  }

  /** Takes down what a user was shown: it must be the user's own, whole, and possible. */
  seen(userId: string, task: ShownTask): void {
    const fault = task.user_id === userId ? this.#faultOf(task) : `shown to ${userId}`;
    if (fault !== null) this.#faults.push(`${JSON.stringify(task)}: ${fault}`);
  }

  count(verdict: Verdict): number {
    return this.#counts[verdict];
  }

  /**
   * Each acknowledged write is there once with its owner, each unacknowledged one absent or whole, and nothing else exists.
   * @param url of the database, for a login that sees all rows
   */
  async check(url: string): Promise<void> {
    const [result] = await administer(['select id, user_id, title, description, completed from tasks'], url);
    const rows: ShownTask[] = result?.rows ?? [];
    const ids = new Set(rows.map(({ id }) => id));
    assert.equal(ids.size, rows.length, 'an id is there twice');
    const faults = [...this.#faults];
    for (const row of rows) {
      const fault = this.#faultOf(row);
      if (fault !== null) faults.push(`${JSON.stringify(row)}: ${fault}`);
      if (!this.#tasks.has(row.id)) this.#unanswered.delete(row.title); // the next one with it is a second
    }
    for (const [id, { states, trail }] of this.#tasks) {
      if (!ids.has(id) && !states.includes(null)) faults.push(`${id} is gone: ${trail.join('\n')}`);
    }
    assert.deepEqual(faults, []);
  }

  #settle(verdict: Verdict): void {
    this.#counts.unknown -= 1;
    this.#counts[verdict] += 1;
  }

  #faultOf({ id, user_id: owner, title, description, completed }: ShownTask): string | null {
    if (description !== wholeness(title)) return 'half of one write and half of another';
    const task = this.#tasks.get(id);
    if (task === undefined) {
      return this.#unanswered.get(title) === owner && !completed ? null : 'nobody wrote it, or it is there twice';
    }
    if (task.owner !== owner) return `it was ${task.owner}'s`;
    const isPossible = task.states.some((state) => state?.title === title && state.completed === completed);
    return isPossible ? null : `possible: ${JSON.stringify(task.states)}; before: ${task.trail.join('\n')}`;
  }
}

/** The description that belongs to a title: written in the same request, so that a torn write shows. */
export const wholeness = (title: string): string => `belongs to ${title}`;

/** A title no other attempt has. */
export const uniqueTitle = (): string => `task ${randomUUID()}`;

const distinct = (states: readonly State[]): State[] => [
  ...new Map(states.map((state) => [JSON.stringify(state), state])).values(),
];
