/** Closed load by autocannon: each connection sends its next request when it has the last answer. */
import autocannon from 'autocannon';
import type { LoadJob } from './load.ts';
import { type PreparedRequest, requestsOf, scenarioNamed } from './scenarios.ts';
import type { Tally } from './tally.ts';

/** Above everything that the service may wait for by itself, so that its own answer comes first. */
const TIMEOUT_S = 20;

/** What autocannon's client has beyond its type definitions (version 9, lib/httpClient.js). */
interface Client extends autocannon.Client {
  /** Whose answer is awaited: with one request at a time, the one that was sent last. */
  readonly requestIterator: { readonly currentRequest: { readonly prepared: PreparedRequest } };
}

/** Names and values in turn. */
type RawHead = { readonly headers: readonly string[] };

/**
 * The users are shared out among the connections, so that every request of a connection may be another user's.
 *
 * Answers are looked at by events and `verifyBody` and not by `onResponse`: that makes an object of every head, which costs a fifth of
 * the load's time, and on a small machine the load must not be what is measured.
 */
export async function closedLoad(job: LoadJob, tally: Tally): Promise<void> {
  const scenario = scenarioNamed(job.scenario);
  let next = 0;
  let answered: { readonly request: PreparedRequest; readonly status: number } | undefined;
  const setupClient = (bare: autocannon.Client) => {
    const client = bare as Client;
    const first = next++;
    const users = job.users.filter((_, i) => i % job.connections === (first % job.users.length) % job.connections);
    client.setRequests(
      users
        .flatMap((user, i) => requestsOf(scenario, user, first + i))
        .map((request) => ({
          method: request.method as 'GET',
          path: request.path,
          headers: { ...request.headers },
          ...(request.body !== undefined && { body: request.body }),
          prepared: request,
        })),
    );
    let timing: string | undefined;
    client.on('headers', (head) => {
      const { headers } = head as unknown as RawHead;
      timing = headers[headers.indexOf('server-timing') + 1];
    });
    client.on('response', (status, bytes, ms) => {
      const request = client.requestIterator.currentRequest.prepared;
      answered = { request, status };
      tally.time(ms, request.owner === null ? undefined : timing);
      tally.size(bytes);
    });
  };
  const run = autocannon({
    url: job.origin,
    connections: job.connections,
    duration: (job.warmUpMs + job.durationMs) / 1000,
    timeout: TIMEOUT_S,
    setupClient,
    // Called at once after the event `response` of the same answer.
    verifyBody: (body) => {
      if (answered !== undefined) tally.check(answered.request, answered.status, String(body));
      return true;
    },
  });
  const end = setTimeout(() => tally.end(), job.warmUpMs + job.durationMs);
  const { errors, timeouts } = await run;
  clearTimeout(end);
  for (let i = 0; i < errors - timeouts; i += 1) tally.fail('connection');
  for (let i = 0; i < timeouts; i += 1) tally.fail('timeout');
}
