/** Closed load by autocannon: each connection sends its next request when it has the last answer. */
import autocannon from 'autocannon';
import type { LoadJob } from './load.ts';
import { requestsOf, scenarioNamed } from './scenarios.ts';
import type { Tally } from './tally.ts';

/** Above everything that the service may wait for by itself, so that its own answer comes first. */
const TIMEOUT_S = 20;

/** The users are shared out among the connections, so that every request of a connection may be another user's. */
export async function closedLoad(job: LoadJob, tally: Tally): Promise<void> {
  const scenario = scenarioNamed(job.scenario);
  let next = 0;
  const setupClient = (client: autocannon.Client) => {
    const first = next++;
    const users = job.users.filter((_, i) => i % job.connections === (first % job.users.length) % job.connections);
    const requests = users.flatMap((user, i) => requestsOf(scenario, user, first + i));
    let timing: string | undefined;
    client.setRequests(
      requests.map((request) => ({
        method: request.method as 'GET',
        path: request.path,
        headers: { ...request.headers },
        ...(request.body !== undefined && { body: request.body }),
        onResponse: (status: number, body: string, _context: object, headers: object | undefined) => {
          tally.check(request, status, body);
          timing = request.owner === null ? undefined : (headers as Record<string, string>)['server-timing'];
        },
      })),
    );
    client.on('response', (_status, bytes, ms) => {
      tally.time(ms, timing); // autocannon calls onResponse first
      tally.size(bytes);
    });
  };
  const run = autocannon({
    url: job.origin,
    connections: job.connections,
    duration: (job.warmUpMs + job.durationMs) / 1000,
    timeout: TIMEOUT_S,
    setupClient,
  });
  const end = setTimeout(() => tally.end(), job.warmUpMs + job.durationMs);
  const { errors, timeouts } = await run;
  clearTimeout(end);
  for (let i = 0; i < errors - timeouts; i += 1) tally.fail('connection');
  for (let i = 0; i < timeouts; i += 1) tally.fail('timeout');
}
