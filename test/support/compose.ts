/** docker-compose.yml as data, as a machine without any variable set would read it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the tests look at of one service. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: string | { readonly context: string; readonly target?: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

const ROOT = new URL('../../', import.meta.url);

/** A file of the repository. */
export const fileText = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The services by name; `${NAME:-default}` is the default. */
export const SERVICES: Readonly<Record<string, ComposeService>> = parse(
  fileText('docker-compose.yml').replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'),
  { merge: true },
).services;

/** The environment of one service. */
export function environmentOf(name: string): Readonly<Record<string, string>> {
  const { environment } = SERVICES[name] ?? {};
  if (environment === undefined) throw new Error(`docker-compose.yml has no service ${name} with an environment`);
  return environment;
}
