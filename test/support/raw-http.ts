/** Requests whose header fields arrive exactly as written, doubled ones included: `fetch` and `inject` would tidy them. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer, read to its end. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What to send; header fields as names and values in turn. */
export interface RawRequest {
  readonly method?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** Sends one request over a real connection, which stays open for the next until the agent is destroyed. */
export function rawRequests(t: { after(fn: () => unknown): void }, origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  t.after(() => agent.destroy());
  return (path: string, { method = 'GET', headers = [], body }: RawRequest = {}) =>
    new Promise<RawAnswer>((resolve, reject) => {
      const sent = request(new URL(path, origin), {
        agent,
        method,
        headers: ['host', new URL(origin).host, ...headers],
      });
      sent.on('error', reject).on('response', (response) => {
        text(response).then((body) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        }, reject);
      });
      sent.end(body);
    });
}
