/** Many users at once, each writing and reading tasks of their own over HTTP, and every answer on the record. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { type History, uniqueTitle, type Verdict, wholeness } from './history.ts';
import { serveToken } from './server-process.ts';

/** An answer; status 0 when the connection broke before there was one. */
export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly ms: number;
  readonly retryAfter: string | null;
  /** The server said goodbye on this connection. */
  readonly closes: boolean;
  readonly body: string;
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
    const authorization = `Bearer ${await this.#token}`;
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
            closes: response.headers.connection === 'close',
            body: text,
          });
        });
      });
      outgoing.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Creates, changes, lists and deletes tasks of one user until `stop`; answers go to `answers`, writes to `history`. */
export async function work(client: Client, history: History, answers: Answer[], stop: AbortSignal): Promise<void> {
  let own: string[] = [];
  for (let turn = 0; !stop.aborted; turn += 1) {
    const id = own[turn % 7];
    const title = uniqueTitle();
    const task = { title, description: wholeness(title) };
    if (turn % 4 === 3) answers.push(await client.send('GET', '?limit=5'));
    else if (id === undefined || turn % 4 === 0) {
      const fresh = randomUUID();
      const answer = await write(history, client, fresh, title, () =>
        client.send('PUT', `/${fresh}`, task, { 'if-none-match': '*' }),
      );
      answers.push(answer);
      if (answer.status === 201) own.push(fresh);
    } else if (turn % 4 === 1) {
      answers.push(await write(history, client, id, title, () => client.send('PATCH', `/${id}`, task)));
    } else if (own.length > 10) {
      answers.push(await write(history, client, id, null, () => client.send('DELETE', `/${id}`)));
      own = own.filter((one) => one !== id);
    }
  }
}

async function write(
  history: History,
  client: Client,
  id: string,
  title: string | null,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const settle = history.attempt(client.userId, id, title);
  const answer = await send();
  settle(verdict(answer));
  return answer;
}

/** Only `outcome_unknown`, and no answer at all, leave it open. */
function verdict({ status, code }: Answer): Verdict {
  if (status >= 200 && status < 300) return 'done';
  return status === 0 || code === 'outcome_unknown' ? 'unknown' : 'not-done';
}
