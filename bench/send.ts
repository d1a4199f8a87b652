/** Requests one after the other, each timed: for what a single request costs. */
import { Latencies } from './latencies.ts';
import { type BenchUser, requestsOf, scenarioNamed } from './scenarios.ts';
import type { Subject } from './subject.ts';

/** One after the other, so that nothing waits for anything but the answer. @throws Error on any answer but the right one */
export async function send(
  subject: Subject,
  operation: string,
  users: readonly BenchUser[],
  count: number,
  query = '',
): Promise<Latencies> {
  const latencies = new Latencies();
  for (let n = 0; n < count; n += 1) {
    const user = users[n % users.length] as BenchUser; // there is at least one
    const requests = requestsOf(scenarioNamed(operation), user);
    const { method, path, headers, body, status } =
      requests[Math.floor(n / users.length) % requests.length] ?? requests[0] ?? never();
    const start = performance.now();
    const response = await fetch(`${subject.origin}${path}${query}`, { method, headers, ...(body && { body }) });
    await response.arrayBuffer();
    latencies.record(performance.now() - start);
    if (response.status !== status) throw new Error(`${operation}: ${response.status} instead of ${status}`);
  }
  return latencies;
}

function never(): never {
  throw new Error('A scenario without requests');
}
