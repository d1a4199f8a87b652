/** Many users at once, each writing and reading tasks of their own over HTTP, and every answer on the record. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { History } from './history.ts';
import { serveToken } from './server-process.ts';
import { toil, Worker } from './worker.ts';

/** An answer; status 0 when the connection broke before there was one. */
export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly ms: number;
  readonly retryAfter: string | null;
  readonly etag: string | null;
  /** The server said goodbye on this connection. */
  readonly closes: boolean;
  readonly body: string;
}

/** Where answers go: an array, or whatever keeps less of them. */
export interface Answers {
  push(answer: Answer): unknown;
}

/** A user with a keep-alive connection. */
export class Client {
  readonly userId: string;
  readonly #origin: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #token: Promise<string>;

  constructor(origin: string, userId = `user-${randomUUID()}`) {
    this.userId = userId;
    this.#origin = origin;
    this.#token = serveToken(this.userId);
  }

  /** @param path under the user's tasks, such as `/<id>`, or absolute with `/api` */
  async send(method: string, path = '', body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const authorization = await this.authorization();
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const type =
      payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
    const target = path.startsWith('/api') ? path : `/api/${this.userId}/tasks${path}`;
    const started = performance.now();
    return new Promise((resolve) => {
      const finish = (answer: Omit<Answer, 'ms'>) => resolve({ ...answer, ms: performance.now() - started });
      const broken = (error: Error) =>
        finish({
          status: 0,
          code: (error as NodeJS.ErrnoException).code ?? error.message,
          retryAfter: null,
          etag: null,
          closes: true,
          body: '',
        });
      const outgoing = request(`${this.#origin}${target}`, {
        method,
        agent: this.#agent,
        headers: { authorization, ...type, ...headers },
      });
      outgoing.on('error', broken);
      outgoing.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', broken);
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          finish({
            status,
            code: status >= 400 && text.startsWith('{') ? JSON.parse(text).code : null,
            retryAfter: response.headers['retry-after'] ?? null,
            etag: response.headers.etag ?? null,
            closes: response.headers.connection === 'close',
            body: text,
          });
        });
      });
      outgoing.end(payload);
    });
  }

  async authorization(): Promise<string> {
    return `Bearer ${await this.#token}`;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Creates, changes, reads and deletes tasks of one user until `stop`; answers go to `answers`, writes to `history`. */
export const work = (client: Client, history: History, answers: Answers, stop: AbortSignal): Promise<void> =>
  toil(new Worker(client, history), answers, stop);
