/** The section of token verification: one of two exclusive modes, and algorithms that fit it. */
import type { ConfigFault } from './faults.ts';
import { isLoopback } from './loopback.ts';
import { splitList } from './split-list.ts';
import { JWKS_ALGORITHMS, type Variables } from './variables.ts';

/** HS256 wants a key at least as long as its digest (RFC 7518 §3.2). */
const SECRET_BYTES = 32;

/** Where keys come from; times in seconds. */
export type KeyConfig =
  | {
      readonly mode: 'jwks';
      readonly url: URL;
      readonly allowHttp: boolean;
      readonly cooldown: number;
      readonly maxAge: number;
      readonly maxStale: number;
    }
  | { readonly mode: 'secret'; readonly secret: string };

/** What a token must be to count; times in seconds. */
export interface TokenConfig {
  readonly keys: KeyConfig;
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
  readonly clockTolerance: number;
  readonly maxLifetime: number;
}

/** Builds the section, adding to `faults` what does not fit. */
export function tokenConfig(variables: Variables<'tokens'>, faults: ConfigFault[]): TokenConfig {
  for (const variable of ['JWT_ISSUER', 'JWT_AUDIENCE'] as const) {
    const value = variables[variable];
    if (value !== value.trim()) {
      faults.push({ variable, value, remedy: 'must have no white space around it: it is compared exactly' });
    }
  }
  return {
    keys: keyConfig(variables, faults),
    algorithms: algorithms(variables, faults),
    issuer: variables.JWT_ISSUER,
    audience: variables.JWT_AUDIENCE,
    clockTolerance: variables.JWT_CLOCK_TOLERANCE,
    maxLifetime: variables.JWT_MAX_LIFETIME,
  };
}

function keyConfig(variables: Variables<'tokens'>, faults: ConfigFault[]): KeyConfig {
  const { JWT_JWKS_URL: jwksUrl, JWT_SECRET: secret } = variables;
  if ((jwksUrl === undefined) === (secret === undefined)) {
    const remedy =
      secret === undefined
        ? 'set this (Better Auth: <base URL>/api/auth/jwks), or JWT_SECRET for HS256'
        : 'set either this or JWT_SECRET, not both: two kinds of key invite confusion attacks';
    faults.push({ variable: 'JWT_JWKS_URL', value: jwksUrl ?? null, remedy });
  }
  if (secret !== undefined && Buffer.byteLength(secret) < SECRET_BYTES) {
    const remedy = `must have at least ${SECRET_BYTES} bytes, not ${Buffer.byteLength(secret)}: make one with "openssl rand -base64 32"`;
    faults.push({ variable: 'JWT_SECRET', value: null, remedy });
  }
  if (jwksUrl === undefined) return { mode: 'secret', secret: secret ?? '' };
  return {
    mode: 'jwks',
    url: keySetUrl(jwksUrl, variables.JWT_JWKS_ALLOW_HTTP, faults),
    allowHttp: variables.JWT_JWKS_ALLOW_HTTP,
    cooldown: variables.JWKS_COOLDOWN,
    maxAge: variables.JWKS_MAX_AGE,
    maxStale: variables.JWKS_MAX_STALE,
  };
}

/** Whoever can change the key set on its way can sign as anybody: hence https beyond this machine. */
function keySetUrl(text: string, allowHttp: boolean, faults: ConfigFault[]): URL {
  const variable = 'JWT_JWKS_URL';
  if (!URL.canParse(text)) {
    faults.push({ variable, value: null, remedy: 'must be an absolute https: URL' }); // not shown: may hold a password
    return new URL('https://invalid.invalid');
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    faults.push({ variable, value: null, remedy: 'must hold no user and password: a key set is public' });
  } else if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    faults.push({ variable, value: text, remedy: 'must be an absolute https: URL' });
  } else if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    const remedy = 'must be https: beyond loopback; inside one private network JWT_JWKS_ALLOW_HTTP=true permits http:';
    faults.push({ variable, value: text, remedy });
  }
  return url;
}

/** The algorithms asked for, which must all fit the mode: a public key must never be taken for an HMAC secret. */
function algorithms(variables: Variables<'tokens'>, faults: ConfigFault[]): readonly string[] {
  const fitting: readonly string[] = variables.JWT_JWKS_URL === undefined ? ['HS256'] : JWKS_ALGORITHMS;
  if (variables.JWT_ALGORITHMS === undefined) return fitting;
  const asked = splitList('JWT_ALGORITHMS', variables.JWT_ALGORITHMS, faults);
  for (const value of asked.filter((algorithm) => !fitting.includes(algorithm))) {
    const mode = variables.JWT_JWKS_URL === undefined ? 'JWT_SECRET' : 'JWT_JWKS_URL';
    faults.push({ variable: 'JWT_ALGORITHMS', value, remedy: `with ${mode} must be among ${fitting.join(', ')}` });
  }
  return asked;
}
