/** Many users at work at once, until told to stop or until the test ends. */
import { setTimeout as sleep } from 'node:timers/promises';
import { History } from './history.ts';
import { type Answer, type Answers, Client } from './traffic.ts';
import { toil, Worker } from './worker.ts';

export class Crowd {
  readonly history: History;
  readonly clients: readonly Client[];
  #workers: readonly Worker[];
  #stop = new AbortController();
  #traffic: Promise<unknown> = Promise.resolve();

  /**
   * Nobody works before {@link Crowd.begin}.
   * @param t its end stops them: a failed test must not leave a crowd behind that hammers on a dead server
   */
  constructor(t: { after(fn: () => unknown): void }, origin: string, users: number, history = new History()) {
    this.history = history;
    this.clients = Array.from({ length: users }, () => new Client(origin));
    this.#workers = this.clients.map((client) => new Worker(client, history));
    t.after(async () => {
      await this.end();
      for (const client of this.clients) client.close();
    });
  }

  /** Sets them to work. @param answers where answers go */
  begin(answers: Answers): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#traffic = Promise.all(this.#workers.map((worker) => toil(worker, answers, signal)));
  }

  /** Lets each finish what is under way. */
  async end(): Promise<void> {
    this.#stop.abort();
    await this.#traffic;
  }

  /** Begins, waits, ends. @returns the answers */
  async workFor(ms: number): Promise<Answer[]> {
    const answers: Answer[] = [];
    this.begin(answers);
    await sleep(ms);
    await this.end();
    return answers;
  }
}

/** What neither succeeded nor was a 503: a fault of the database allows nothing else. */
export const odd = (answers: readonly Answer[]): Answer[] =>
  answers.filter(({ status }) => status !== 503 && (status < 200 || status > 299));
