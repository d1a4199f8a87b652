/** A PostgreSQL URL → the options of a pg connection, with TLS decided here and nowhere else. */
import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/**
 * TLS is `verify-full` (certificate and host name) for every remote host: `require`, `prefer` and `verify-ca` mean it too, for
 * encryption to an unknown server protects nothing. Only `disable` and `no-verify` weaken it, said by name. On loopback TLS is
 * used when asked for. No start-up `options`, for a transaction pooler refuses them.
 * @param url `postgres://user:password@host:port/database?sslmode=…&sslrootcert=…`
 * @throws TypeError when it is no URL; Error when `sslrootcert` cannot be read
 */
export function connectionOptions(url: string): ClientConfig {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const host = decodeURIComponent(searchParams.get('host') ?? hostname);
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port || searchParams.get('port') || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    application_name: 'todo-api',
    // Neon and load balancers drop silent connections; the kernel notices first.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    enableChannelBinding: searchParams.get('channel_binding') === 'require',
    ssl: tls(host, searchParams.get('sslmode'), searchParams.get('sslrootcert')),
  };
}

function tls(host: string, mode: string | null, rootCertificate: string | null): ClientConfig['ssl'] {
  if (mode === 'disable' || (mode === null && (LOOPBACK.test(host) || host.startsWith('/')))) return false;
  if (mode === 'no-verify') return { rejectUnauthorized: false };
  // pg names the server to TLS only where it is no address; without a name Node would look for `localhost` in the certificate.
  const verified = { rejectUnauthorized: true, host: host.replace(/^\[|\]$/g, '') };
  if (rootCertificate === null || rootCertificate === 'system') return verified;
  return { ...verified, ca: readFileSync(rootCertificate, 'utf8') };
}
