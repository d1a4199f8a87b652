/** One user at work: every kind of write and read in turn, each write in the history before it is sent. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Change, type History, type State, uniqueTitle, type Verdict, wholeness } from './history.ts';
import type { Answer, Answers, Client } from './traffic.ts';

/** Tasks that a user keeps: from then on as many are deleted as are made. */
const KEPT = 10;

/** A task of the user, and its entity tag as far as it is known. */
interface Own {
  readonly id: string;
  etag: string | null;
}

export class Worker {
  #client: Client;
  #history: History;
  #own: Own[] = [];

  constructor(client: Client, history: History) {
    this.#client = client;
    this.#history = history;
  }

  /** Sends one request. */
  step(turn: number): Promise<Answer> {
    const task = this.#own[turn % 7] ?? this.#own[0];
    if (task === undefined) return this.#put();
    switch (turn % 8) {
      case 0:
        return this.#put();
      case 1:
        return this.#patch(task);
      case 2:
        return this.#flip(task);
      case 3:
        return this.#list();
      case 4:
        return this.#post();
      case 5:
        return this.#replace(task);
      default:
        return this.#own.length > KEPT ? this.#delete(task) : this.#read(task);
    }
  }

  async #put(): Promise<Answer> {
    const task: Own = { id: randomUUID(), etag: null };
    const { title, body } = newTask();
    const change: Change = (before) => (before === null ? { title, completed: false } : undefined);
    const answer = await this.#write(task, change, 'PUT', body, { 'if-none-match': '*' });
    if (answer.status === 201) this.#own.push(task);
    return answer;
  }

  async #post(): Promise<Answer> {
    const { title, body } = newTask();
    const settle = this.#history.attemptPost(this.#client.userId, title);
    const answer = await this.#client.send('POST', '', body);
    const id = answer.status === 201 ? JSON.parse(answer.body).id : undefined;
    settle(verdictOf(answer), id);
    if (id !== undefined) this.#own.push({ id, etag: answer.etag });
    return answer;
  }

  #patch(task: Own): Promise<Answer> {
    const { title, body } = newTask();
    return this.#write(
      task,
      existing((before) => ({ ...before, title })),
      'PATCH',
      body,
    );
  }

  #flip(task: Own): Promise<Answer> {
    const flipped = existing((before) => ({ ...before, completed: !before.completed }));
    return this.#write(task, flipped, 'PATCH', undefined, {}, '/complete');
  }

  /** If-Match with the tag that is current; where that is not known, it is asked for. */
  #replace(task: Own): Promise<Answer> {
    if (task.etag === null) return this.#read(task);
    const { title, body } = newTask();
    const change = existing(() => ({ title, completed: true }));
    return this.#write(task, change, 'PUT', { ...body, completed: true }, { 'if-match': task.etag });
  }

  #delete(task: Own): Promise<Answer> {
    this.#own = this.#own.filter((one) => one !== task);
    return this.#write(task, () => null, 'DELETE');
  }

  async #read(task: Own): Promise<Answer> {
    const answer = await this.#client.send('GET', `/${task.id}`);
    if (answer.status === 200) this.#learn(task, answer);
    return answer;
  }

  async #list(): Promise<Answer> {
    const answer = await this.#client.send('GET', '?limit=5');
    if (answer.status === 200) {
      for (const item of JSON.parse(answer.body).items) this.#history.seen(this.#client.userId, item);
    }
    return answer;
  }

  async #write(
    task: Own,
    change: Change,
    method: string,
    body?: object,
    headers: Record<string, string> = {},
    below = '',
  ): Promise<Answer> {
    const settle = this.#history.attempt(this.#client.userId, task.id, change);
    const answer = await this.#client.send(method, `/${task.id}${below}`, body, headers);
    const verdict = verdictOf(answer);
    settle(verdict);
    if (verdict === 'unknown') task.etag = null;
    if (answer.status === 200 || answer.status === 201) this.#learn(task, answer);
    return answer;
  }

  #learn(task: Own, { etag, body }: Answer): void {
    task.etag = etag;
    this.#history.seen(this.#client.userId, JSON.parse(body));
  }
}

/** One user's work until `stop`. */
export async function toil(worker: Worker, answers: Answers, stop: AbortSignal): Promise<void> {
  for (let turn = 0; !stop.aborted; turn += 1) {
    const answer = await worker.step(turn);
    answers.push(answer);
    if (answer.status === 0) await sleep(20); // a refused connection costs nothing: it would be a busy loop
  }
}

/** A write that needs the task to be there. */
const existing =
  (change: (before: NonNullable<State>) => State): Change =>
  (before) =>
    before === null ? undefined : change(before);

function newTask() {
  const title = uniqueTitle();
  return { title, body: { title, description: wholeness(title) } };
}

/** Only `outcome_unknown`, and a connection that broke before an answer, leave it open. */
function verdictOf({ status, code }: Answer): Verdict {
  if (status >= 200 && status < 300) return 'done';
  const isOpen = (status === 0 && code !== 'ECONNREFUSED') || code === 'outcome_unknown';
  return isOpen ? 'unknown' : 'not-done';
}
