/** The section of the HTTP server: lists split and checked. */
import { isIP } from 'node:net';
import type { ConfigFault } from './faults.ts';
import { splitList } from './split-list.ts';
import type { Variables } from './variables.ts';

/** How the server listens, limits and stops; times in milliseconds. */
export interface ServerConfig {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** null: no admin listener. */
  readonly adminPort: number | null;
  readonly logLevel: string;
  /** Exact origins; `dev` alone has a pattern. */
  readonly corsOrigins: readonly (string | RegExp)[];
  /** 0: no limit. */
  readonly rateLimitPerMinute: number;
  /** Addresses and CIDR ranges; false: X-Forwarded-For is ignored. */
  readonly trustProxy: readonly string[] | false;
  readonly requestTimeoutMs: number;
  readonly shutdownDrainMs: number;
  readonly shutdownGraceMs: number;
}

/** Builds the section, adding to `faults` what does not fit. */
export function serverConfig(variables: Variables<'server'>, faults: ConfigFault[]): ServerConfig {
  const drain = variables.SHUTDOWN_DRAIN_MS;
  if (drain >= variables.SHUTDOWN_GRACE_MS) {
    const remedy = `must be below SHUTDOWN_GRACE_MS (${variables.SHUTDOWN_GRACE_MS}), which counts from the same moment`;
    faults.push({ variable: 'SHUTDOWN_DRAIN_MS', value: String(drain), remedy });
  }
  const trusted = splitList('TRUST_PROXY', variables.TRUST_PROXY, faults);
  for (const value of trusted.filter((range) => !isAddressRange(range))) {
    faults.push({ variable: 'TRUST_PROXY', value, remedy: 'must be addresses or CIDR ranges, such as 10.0.0.0/8' });
  }
  const origins = splitList('CORS_ORIGINS', variables.CORS_ORIGINS, faults);
  for (const value of origins.filter((origin) => !isOrigin(origin))) {
    const remedy = 'must be origins (scheme, host, port; no path, no *), such as https://todo.example';
    faults.push({ variable: 'CORS_ORIGINS', value, remedy });
  }
  return {
    host: variables.HOST,
    port: variables.PORT,
    adminPort: variables.ADMIN_PORT ?? null,
    logLevel: variables.LOG_LEVEL,
    corsOrigins: origins,
    rateLimitPerMinute: variables.RATE_LIMIT_PER_MINUTE,
    trustProxy: trusted.length > 0 && trusted,
    requestTimeoutMs: variables.REQUEST_TIMEOUT_MS,
    shutdownDrainMs: drain,
    shutdownGraceMs: variables.SHUTDOWN_GRACE_MS,
  };
}

/** Spelled as browsers send it in `Origin` (Fetch standard, serialised origin), as it is compared character by character. */
const isOrigin = (text: string): boolean =>
  URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const width = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (width === 0 || rest.length > 0) return false;
  return bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= width);
}
