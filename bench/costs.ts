/** What each operation costs on the wire to the database, and how it grows with distance and with tasks. */
import { type DistanceProxy, startDistanceProxy } from './distance-proxy.ts';
import type { Environment } from './environment.ts';
import type { BenchUser } from './scenarios.ts';
import { send } from './send.ts';
import type { Subject } from './subject.ts';

/** Of one request, on average, between server and database. */
export interface WireCost {
  readonly operation: string;
  readonly roundTrips: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** Median latencies in ms, one request after the other. */
export interface DistanceCost {
  /** Network distance to the database, there and back. */
  readonly ms: number;
  readonly list: number;
  readonly baselineList: number;
  readonly toggle: number;
  readonly baselineToggle: number;
}

/** Median latency of a page of 20 tasks, ms. */
export interface PageCost {
  readonly name: string;
  readonly p50: number;
}

export interface Costs {
  readonly wire: readonly WireCost[];
  readonly distance: readonly DistanceCost[];
  readonly pages: readonly PageCost[];
}

const OPERATIONS = ['list', 'get', 'create', 'update', 'toggle'];
const DISTANCES_MS = [0, 1, 5, 20];
const WARM_UP = 300;
const SAMPLES = 200;
const HEAVY = 100_000;

/** Takes some 30 s, whatever the duration of the runs. */
export async function measureCosts(
  environment: Environment,
  direct: Subject,
  signal: AbortSignal,
  onProgress: (what: string) => void,
): Promise<Costs> {
  const { hostname, port } = new URL(environment.dataset.url);
  const proxy = await startDistanceProxy({ host: hostname, port: Number(port) });
  try {
    const through = (url: string) =>
      Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(proxy.port) }).href;
    const service = await environment.service(through(environment.dataset.url));
    const baseline = await environment.baseline(through(environment.dataset.baselineUrl));
    onProgress('round trips and bytes');
    const wire = await wireCosts(environment.users, service, proxy);
    onProgress('network distance');
    const distance: DistanceCost[] = [];
    for (const ms of DISTANCES_MS) {
      signal.throwIfAborted();
      proxy.setDistance(ms);
      const p50 = (subject: Subject, operation: string) => latency(subject, operation, environment.users);
      const [list, baselineList] = [await p50(service, 'list'), await p50(baseline, 'list')];
      const [toggle, baselineToggle] = [await p50(service, 'toggle'), await p50(baseline, 'toggle')];
      distance.push({ ms, list, baselineList, toggle, baselineToggle });
    }
    proxy.setDistance(0);
    await service.stop();
    await baseline.stop();
    onProgress('pages of many tasks');
    return { wire, distance, pages: await pageCosts(environment, direct) };
  } finally {
    proxy.close();
  }
}

async function wireCosts(users: readonly BenchUser[], subject: Subject, proxy: DistanceProxy): Promise<WireCost[]> {
  const costs: WireCost[] = [];
  for (const operation of OPERATIONS) {
    await send(subject, operation, users, WARM_UP);
    const before = proxy.count();
    await send(subject, operation, users, SAMPLES);
    const after = proxy.count();
    const each = (member: keyof typeof after) => Math.round(((after[member] - before[member]) / SAMPLES) * 100) / 100;
    costs.push({
      operation,
      roundTrips: each('roundTrips'),
      bytesSent: Math.round(each('bytesSent')),
      bytesReceived: Math.round(each('bytesReceived')),
    });
  }
  return costs;
}

async function latency(subject: Subject, operation: string, users: readonly BenchUser[]): Promise<number> {
  await send(subject, operation, users, 20);
  return (await send(subject, operation, users, 100)).percentile(50);
}

async function pageCosts(environment: Environment, subject: Subject): Promise<PageCost[]> {
  const heavy = await environment.heavyUser(HEAVY);
  const [light] = environment.users;
  const last = await lastCursor(subject, heavy);
  const page = async (name: string, user: BenchUser, query = ''): Promise<PageCost> => {
    await send(subject, 'list', [user], WARM_UP, query);
    return { name, p50: (await send(subject, 'list', [user], SAMPLES, query)).percentile(50) };
  };
  return [
    await page('first page of 100 tasks', light ?? heavy),
    await page('first page of 100,000 tasks', heavy),
    await page('last page of 100,000 tasks', heavy, `?cursor=${last}`),
  ];
}

/** Walks to the page before the last one; a cursor holds for another limit too. */
async function lastCursor(subject: Subject, { userId, token }: BenchUser): Promise<string> {
  for (let cursor = ''; ; ) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const response = await fetch(`${subject.origin}/api/${userId}/tasks?limit=100${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { next_cursor: next } = (await response.json()) as { next_cursor: string | null };
    if (next === null) return cursor;
    cursor = next;
  }
}
