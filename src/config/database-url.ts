/** Connection strings: what is allowed in them. What they mean for TLS is decided where connections are made (src/db). */
import { accessSync, constants } from 'node:fs';
import type { ConfigFault } from './faults.ts';

/** Parameters that mean something here and that a transaction pooler does not refuse. */
const PARAMETERS = new Set(['sslmode', 'sslrootcert', 'channel_binding', 'host', 'port']);
const MODES = new Set(['disable', 'no-verify', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full']);

/** Adds to `faults` what is wrong with a PostgreSQL connection string. */
export function checkDatabaseUrl(variable: string, text: string, faults: ConfigFault[]): void {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    // Not shown: a password may be anywhere in a text that does not parse.
    faults.push({ variable, value: null, remedy: 'must be postgresql://user:password@host/database, percent-encoded' });
    return;
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
  if (!MODES.has(parameters.get('sslmode') ?? 'verify-full')) {
    fault('sslmode must be verify-full, or disable or no-verify to weaken it on purpose');
  }
  const file = parameters.get('sslrootcert');
  if (file !== null && file !== 'system' && !readable(file)) {
    fault('sslrootcert must name a file that this account may read');
  }
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

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
