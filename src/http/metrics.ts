/** What Prometheus reads: rates, latencies and the state of pool, event loop and keys; nothing names a user. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the gauges read at the moment of a scrape. */
export interface Gauged {
  readonly pool: { readonly total: number; readonly idle: number; readonly waiting: number };
  /** Seconds since the key set was fetched; null without one. */
  keySetAgeSeconds(): number | null;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Seconds. The budget of the specification is 0.1 for verification; requests are judged by the same. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const VERIFICATION_BUCKETS = [0.00001, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** A registry of its own, so that two servers in one process (tests) do not mix. */
export function createMetrics(gauged: Gauged) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry }); // event loop, memory, garbage collection, file descriptors
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by route template: rate, status and time to the last byte.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const verification = new Histogram({
    name: 'jwt_verification_duration_seconds',
    help: 'Time to verify a token, refused ones included.',
    buckets: VERIFICATION_BUCKETS,
    registers,
  });
  const shed = new Counter({
    name: 'http_requests_shed_total',
    help: 'Requests refused because the service was overloaded, by what was short.',
    labelNames: ['reason'],
    registers,
  });
  gauge('db_pool_connections_in_use', 'Database connections at work.', () => gauged.pool.total - gauged.pool.idle);
  gauge('db_pool_connections_idle', 'Database connections open and idle.', () => gauged.pool.idle);
  gauge('db_pool_requests_waiting', 'Requests waiting for a database connection.', () => gauged.pool.waiting);
  gauge('jwks_age_seconds', 'Age of the key set; NaN without one.', () => gauged.keySetAgeSeconds() ?? Number.NaN);

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  return {
    /** @param authMs milliseconds of verification; undefined where none took place */
    observeRequest(method: string, route: string, status: number, ms: number, authMs: number | undefined): void {
      requests.observe({ method, route, status }, ms / 1000);
      if (authMs !== undefined) verification.observe(authMs / 1000);
    },
    countShed(reason: string): void {
      shed.inc({ reason });
    },
    contentType: registry.contentType,
    /** All metrics in Prometheus' text format. */
    render: (): Promise<string> => registry.metrics(),
  };
}
