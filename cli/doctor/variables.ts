/** Variables that are allowed, but may not be meant. What is not allowed never gets here: the configuration refuses it. */

import { isLoopback } from '../../src/config/loopback.ts';
import type { Config } from '../../src/config.ts';
import { error, type Finding, ok, warning } from './finding.ts';

const WEEK = 604_800;

export function examineVariables({
  server,
  tokens,
  database,
}: Pick<Config, 'server' | 'tokens' | 'database'>): Finding[] {
  const findings: Finding[] = [];
  if (server.rateLimitPerMinute === 0) {
    findings.push(
      warning('RATE_LIMIT_PER_MINUTE', 'off', 'Set a limit, unless something in front of this service has one.'),
    );
  }
  if (tokens.maxLifetime > WEEK) {
    findings.push(
      warning(
        'JWT_MAX_LIFETIME',
        `${tokens.maxLifetime} s`,
        'A stolen token works that long: keep it to what the issuer gives.',
      ),
    );
  }
  for (const [variable, value] of [
    ['JWT_ISSUER', tokens.issuer],
    ['JWT_AUDIENCE', tokens.audience],
  ] as const) {
    if (!value.endsWith('/')) continue;
    findings.push(
      warning(variable, value, 'Better Auth writes the bare origin, without a slash at the end: compare with a token.'),
    );
  }
  findings.push(
    ...(tokens.keys.mode === 'jwks' ? keySetUrl(tokens.keys.url, tokens.issuer) : secret(tokens.keys.secret)),
  );
  findings.push(tls('DATABASE_URL', database.url), tls('DATABASE_URL_UNPOOLED', database.unpooledUrl));
  if (findings.every(({ severity }) => severity === 'ok')) findings.unshift(ok('variables', 'nothing unusual'));
  return findings;
}

function keySetUrl(url: URL, issuer: string): Finding[] {
  const findings: Finding[] = [];
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    const remedy =
      'Whoever can change it on its way can sign as anybody: use https:, or be sure that the network is private.';
    findings.push(warning('JWT_JWKS_URL', `${url.origin} without TLS`, remedy));
  }
  if (URL.canParse(issuer) && new URL(issuer).host !== url.host) {
    const remedy = 'Right if one serves the keys of the other. Else tokens will be refused.';
    findings.push(warning('JWT_ISSUER', `${issuer}, but the keys come from ${url.origin}`, remedy));
  }
  return findings;
}

/** A secret of few different characters was typed and not drawn. */
function secret(text: string): Finding[] {
  if (new Set(text).size >= 12) return [];
  return [
    error('JWT_SECRET', 'few different characters', 'Whoever guesses it signs as anybody: openssl rand -base64 32'),
  ];
}

function tls(variable: string, url: string): Finding {
  const { hostname, searchParams } = new URL(url);
  const check = `TLS of ${variable}`;
  const mode = searchParams.get('sslmode') ?? 'verify-full';
  if (mode === 'verify-full') return ok(check, 'certificate and host name are verified');
  const host = searchParams.get('host') ?? hostname;
  if (mode === 'disable' && (isLoopback(host) || host.startsWith('/'))) return ok(check, 'none, on this machine');
  const found = mode === 'disable' ? `none, to ${host}` : `unverified, to ${host}`;
  return warning(check, found, 'Take sslmode out of the URL, unless nobody else can be on that network.');
}
