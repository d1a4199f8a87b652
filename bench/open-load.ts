/** Open load: arrivals at a fixed rate, evenly spaced, each by the next user, however slow the answers are. */
import { Agent, request as send } from 'node:http';
import { request as sendSecurely } from 'node:https';
import { text } from 'node:stream/consumers';
import { evenly } from './arrivals.ts';
import type { LoadJob } from './load.ts';
import { type PreparedRequest, requestsOf, scenarioNamed } from './scenarios.ts';
import type { Tally } from './tally.ts';

/** How long to wait for the last answers. */
const GRACE_MS = 5_000;

export async function openLoad(job: LoadJob, rate: number, tally: Tally): Promise<void> {
  const scenario = scenarioNamed(job.scenario);
  const requests = job.users.map((user, i) => requestsOf(scenario, user, i));
  const transport = job.origin.startsWith('https:') ? sendSecurely : send;
  // First in, first out: every connection of the pool takes its turn, and none goes stale.
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections, scheduling: 'fifo' });
  const under = new Set<Promise<void>>();
  await evenly(rate, job.warmUpMs + job.durationMs, (n, intended) => {
    const own = requests[n % requests.length] as PreparedRequest[]; // there is at least one user
    const request = own[Math.floor(n / requests.length) % own.length] as PreparedRequest; // and each has requests
    const done = exchange(request, intended).finally(() => under.delete(done));
    under.add(done);
  });
  await Promise.race([Promise.all(under), new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
  for (const _ of under) tally.fail('timeout');
  agent.destroy();

  async function exchange(request: PreparedRequest, intended: number): Promise<void> {
    try {
      const { method, path, headers, body } = request;
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
        transport(`${job.origin}${path}`, { method, agent, headers: { ...headers, ...length } }, resolve)
          .on('error', reject)
          .end(body);
      });
      tally.check(request, response.statusCode ?? 0, await text(response));
      tally.time(
        performance.now() - intended,
        request.owner === null ? undefined : String(response.headers['server-timing'] ?? ''),
      );
    } catch (error) {
      tally.fail((error as NodeJS.ErrnoException).code ?? 'connection'); // node:http rejects with nothing but errors
    }
  }
}
