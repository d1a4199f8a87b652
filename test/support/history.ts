/** What clients did, what they were told, and whether the database agrees. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { administer } from './postgres.ts';

/** What a client knows of one write: acknowledged, refused for certain, or unknown. */
export type Verdict = 'done' | 'not-done' | 'unknown';

/** One task as its owner has tried to have it: titles in the order of the attempts, `null` for a deletion. */
interface Attempts {
  readonly owner: string;
  readonly states: { readonly title: string | null; verdict: Verdict }[];
}

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly title: string;
  readonly description: string | null;
}

/** The tasks of one database that clients of a test have tried to write; one writer at a time per task. */
export class History {
  #tasks = new Map<string, Attempts>();

  /** Remembers an attempt before it is made; the verdict comes afterwards. @param title null: delete */
  attempt(owner: string, id: string, title: string | null): (verdict: Verdict) => void {
    const task = this.#tasks.get(id) ?? { owner, states: [] };
    this.#tasks.set(id, task);
    const state = { title, verdict: 'unknown' as Verdict };
    task.states.push(state);
    return (verdict) => {
      state.verdict = verdict;
    };
  }

  count(verdict: Verdict): number {
    return [...this.#tasks.values()].flatMap((task) => task.states).filter((state) => state.verdict === verdict).length;
  }

  /**
   * Each acknowledged write is there once with its owner, each unacknowledged one absent or whole, and nothing else exists.
   * @param url of the database, for a login that sees all rows
   */
  async check(url: string): Promise<void> {
    const [result] = await administer(['select id, user_id, title, description from tasks'], url);
    const rows = new Map<string, Row>();
    for (const row of (result?.rows ?? []) as Row[]) {
      assert.ok(!rows.has(row.id), `${row.id} is there twice`);
      rows.set(row.id, row);
    }
    for (const [id, { owner, states }] of this.#tasks) {
      const row = rows.get(id);
      rows.delete(id);
      const allowed = possible(states);
      const found = row?.title ?? null;
      assert.ok(
        allowed.includes(found),
        `${id}: found ${found}, possible ${JSON.stringify(allowed)}: ${JSON.stringify(states)}`,
      );
      if (row === undefined) continue;
      assert.equal(row.user_id, owner, `${id} has changed its owner`);
      assert.equal(row.description, wholeness(row.title), `${id} is half of one write and half of another`);
    }
    assert.deepEqual([...rows.values()], [], 'rows that nobody wrote');
  }
}

/** The description that belongs to a title: written in the same request, so that a torn write shows. */
export const wholeness = (title: string): string => `belongs to ${title}`;

/** A title no other attempt has. */
export const uniqueTitle = (): string => `task ${randomUUID()}`;

/** The last acknowledged state, or any later one whose fate is unknown. */
function possible(states: readonly { title: string | null; verdict: Verdict }[]): (string | null)[] {
  const last = states.findLastIndex((state) => state.verdict === 'done');
  const later = states.slice(last + 1).filter((state) => state.verdict === 'unknown');
  return [last === -1 ? null : (states[last]?.title ?? null), ...later.map((state) => state.title)];
}
