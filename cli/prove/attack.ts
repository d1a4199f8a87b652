/** What an attack is: data, for the most part. */
import type { RawAnswer, RawRequest } from './raw-http.ts';

/** The server under attack, and what stops the attacks. */
export interface Target {
  /** The URL of the command line: its path goes before every target of a request. */
  readonly origin: URL;
  readonly signal: AbortSignal;
}

/** One of the two users, with what the attacks know about them. */
export interface Person {
  readonly token: string;
  readonly userId: string;
  /** The path of their tasks, percent-encoded. */
  readonly tasks: string;
  readonly task: { readonly id: string; readonly etag: string };
  /** Of a first page of one. */
  readonly cursor: string;
}

/** Everything that attacks are made from. */
export interface World {
  /** Whose token the attacker has. */
  readonly a: Person;
  /** Whose tasks the attacker is after. */
  readonly b: Person;
  /** In the titles of all tasks of this run, those that an attacker makes included: so that they are found again. */
  readonly marker: string;
  /** In the description of B's task alone, and in no request of A. */
  readonly secret: string;
}

/** One attack as A on what is B's. It fails if B's secret comes back, if anything of B's changes, or by the answer. */
export interface Attack {
  /** Stable, such as `path.get`. */
  readonly id: string;
  readonly name: string;
  /** Statuses that mean: held. 0 is a closed connection. */
  readonly statuses: readonly number[];
  request(world: World): RawRequest | Promise<RawRequest>;
  /** The same request about something that does not exist: both answers must be the same, or A learns what exists. */
  control?(world: World): RawRequest | Promise<RawRequest>;
  /** A further fault of the answer, in words. */
  fault?(answer: RawAnswer, world: World): string | null;
}

/** What became of one attack; the shape of `--json`. */
export interface Verdict {
  readonly id: string;
  readonly name: string;
  readonly ok: boolean;
  readonly expected: string;
  readonly found: string;
}

/** A's token, the way it is meant to be sent. */
export const bearer = (token: string): readonly [string, string] => ['authorization', `Bearer ${token}`];
