/** Connection strings: what is allowed in them, and TLS that cannot be weakened by accident. */
import { accessSync, constants } from 'node:fs';
import type { ConfigFault } from './faults.ts';
import { isLoopback } from './loopback.ts';

/** Parameters that pg understands and a transaction pooler does not refuse. */
const PARAMETERS = new Set([
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslnegotiation',
  'channel_binding',
  'application_name',
  'host',
]);
const VERIFIED = new Set(['allow', 'prefer', 'require', 'verify-ca', 'verify-full']);
const WEAKENED = new Set(['disable', 'no-verify']);

/**
 * Checks a PostgreSQL connection string and spells out its TLS mode. `allow`, `prefer`, `require` and `verify-ca` are
 * raised to `verify-full`: they would encrypt without knowing to whom. Only `disable` and `no-verify` weaken it.
 * A host on this machine (loopback or a socket) goes without TLS unless `require` or better is asked for.
 * @returns the string for pg; as given when it has faults
 */
export function readDatabaseUrl(variable: string, text: string, faults: ConfigFault[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    // Not shown: a password may be anywhere in a text that does not parse.
    faults.push({ variable, value: null, remedy: 'must be postgresql://user:password@host/database, percent-encoded' });
    return text;
  }
  const fault = (remedy: string) => faults.push({ variable, value: withoutPassword(url), remedy });
  const parameters = url.searchParams;
  for (const name of new Set(parameters.keys())) {
    if (parameters.getAll(name).length > 1) fault(`the parameter ${name} must be given once`);
    else if (!PARAMETERS.has(name)) {
      fault(`take the parameter ${name} out: only ${[...PARAMETERS].join(', ')} are allowed, as poolers refuse others`);
    }
  }
  if (url.pathname.length < 2) fault('must name a database: postgresql://user:password@host/database');
  if (url.username === '') fault('must name a user: postgresql://user:password@host/database');
  const mode = parameters.get('sslmode');
  if (mode !== null && !VERIFIED.has(mode) && !WEAKENED.has(mode)) {
    fault('sslmode must be verify-full, or disable or no-verify to weaken it on purpose');
  }
  // libpq's name for the roots of the system; Node has its own and takes this for a file.
  if (parameters.get('sslrootcert') === 'system') parameters.delete('sslrootcert');
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = parameters.get(name);
    if (file !== null && !readable(file)) fault(`${name} must name a file that this account may read`);
  }
  parameters.set('sslmode', tlsMode(mode, isLocal(url)));
  return url.href;
}

/** Neon's pooled host without its `-pooler`: the same server, direct. Other hosts stay as they are. */
export function unpooled(text: string): string {
  if (!URL.canParse(text)) return text; // reported already
  const url = new URL(text);
  url.hostname = url.hostname.replace(/^([^.]+)-pooler(?=\.)/, '$1');
  return url.href;
}

/** The string as it may be shown: password masked, parameters left out. */
export function withoutPassword(url: URL): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  shown.search = '';
  return shown.href;
}

function tlsMode(asked: string | null, local: boolean): string {
  if (asked !== null && WEAKENED.has(asked)) return asked;
  const forced = asked === 'require' || asked === 'verify-ca' || asked === 'verify-full';
  return local && !forced ? 'disable' : 'verify-full';
}

function isLocal(url: URL): boolean {
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  return host === '' || host.startsWith('/') || isLoopback(host);
}

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
