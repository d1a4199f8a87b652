/** Words on claims: mostly a setting here that does not quite match the issuer's, a clock, or a token kept too long. */
import { duration, type Facts, show, showTime, type Words } from './words.ts';

/** Where seconds since 1970 would be the year 5138, and milliseconds were 1973. */
const MILLISECONDS_FROM = 100_000_000_000;

export const CLAIM_WORDS = {
  issuer: {
    expected: ({ policy }) => `iss ${show(policy.issuer)}`,
    found: ({ claim }) => `iss ${show(claim('iss'))}`,
    remedy: ({ claim, policy }) => mismatch('JWT_ISSUER', policy.issuer, claim('iss'), 'issuer'),
  },
  audience: {
    expected: ({ policy }) => `aud ${show(policy.audience)}, or a list of texts with it`,
    found: ({ claim }) => `aud ${show(claim('aud'))}`,
    remedy: ({ claim, policy }) => {
      const aud = claim('aud');
      const single = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
      if (!Array.isArray(single)) return mismatch('JWT_AUDIENCE', policy.audience, single, 'audience');
      if (!single.every((member) => typeof member === 'string'))
        return 'Let the issuer put nothing but texts into aud.';
      return `The token is meant for others: let the issuer add ${show(policy.audience)}, or set JWT_AUDIENCE to one of the list.`;
    },
  },
  times: {
    expected: () => 'exp and iat, and nbf if there is one, as numbers of seconds since 1970',
    found: ({ claim }) => (['exp', 'iat', 'nbf'] as const).map((name) => `${name} ${show(claim(name))}`).join(', '),
    remedy: () => 'Let the issuer write times as JSON numbers (RFC 7519 §2): no text, no null, and exp and iat always.',
  },
  expiry: {
    expected: ({ policy, now }) => `exp after ${showTime(now - policy.clockTolerance, now)}`,
    found: ({ claims, now }) => `exp ${showTime(claims.exp, now)}`,
    remedy: ({ claims: { exp, iat }, now }) =>
      `Expired ${duration(now - exp)} ago; it lived ${duration(Math.max(0, exp - iat))}, as Better Auth's tokens live 15 minutes: get a fresh one from GET /api/auth/token whenever the answer is token_expired. If a fresh token has expired too, a clock is wrong, here or at the issuer.`,
  },
  not_before: {
    expected: ({ policy, now }) => `no nbf, or one before ${showTime(now + policy.clockTolerance, now)}`,
    found: ({ claims, now }) => `nbf ${claims.nbf === null ? 'missing' : showTime(claims.nbf, now)}`,
    remedy: (facts) => ahead(facts.claims.nbf ?? 0, facts),
  },
  issued_at: {
    expected: ({ policy, now }) => `iat before ${showTime(now + policy.clockTolerance, now)}`,
    found: ({ claims, now }) => `iat ${showTime(claims.iat, now)}`,
    remedy: (facts) => ahead(facts.claims.iat, facts),
  },
  lifetime: {
    expected: ({ policy }) => `exp − iat of ${duration(policy.maxLifetime)} at most`,
    found: ({ claims: { exp, iat } }) => duration(exp - iat),
    remedy: ({ claims: { exp, iat } }) =>
      exp >= MILLISECONDS_FROM && iat < MILLISECONDS_FROM
        ? 'exp is in milliseconds: let the issuer divide by 1,000.'
        : 'Let the issuer give shorter tokens; or, if they must live that long, raise JWT_MAX_LIFETIME.',
  },
  subject: {
    expected: () => 'sub of 1–255 characters that is safe as a user id',
    found: ({ claim }) => `sub ${show(claim('sub'))}`,
    remedy: () =>
      'Let the issuer write the id of the user as text: no control characters or halves of characters, no white space around it, not "." or "..".',
  },
} satisfies Partial<Words>;

/** Two texts that should be equal: how they differ, and which of them to change. */
function mismatch(variable: 'JWT_ISSUER' | 'JWT_AUDIENCE', wanted: string, found: unknown, name: string): string {
  if (typeof found !== 'string' || found === '') {
    return `The token names no ${name}: let the issuer name ${show(wanted)} (Better Auth: jwt.${name} of the jwt plugin).`;
  }
  const how = difference(wanted, found);
  const same = how === null ? '' : `The two differ by ${how} alone. `;
  return `${same}If that is the right ${name}, set ${variable}=${found.length <= 120 ? show(found).slice(1, -1) : '<as found>'} here; if not, the token comes from elsewhere, or the issuer is set up otherwise.`;
}

function difference(wanted: string, found: string): string | null {
  if (stripSlash(wanted) === stripSlash(found)) return 'a trailing slash';
  if (wanted.trim() === found.trim()) return 'white space';
  if (wanted.toLowerCase() === found.toLowerCase()) return 'capital letters';
  const [ours, theirs] = [URL.parse(wanted), URL.parse(found)];
  if (ours === null || theirs === null) return null;
  if (ours.host === theirs.host && ours.pathname === theirs.pathname) return 'http: and https:';
  if (ours.hostname === theirs.hostname && ours.protocol === theirs.protocol) {
    return ours.port === theirs.port ? 'the path' : 'the port';
  }
  const local = ['localhost', '127.0.0.1'];
  return local.includes(ours.hostname) && local.includes(theirs.hostname) ? 'localhost and 127.0.0.1' : null;
}

const stripSlash = (text: string): string => text.replace(/\/$/, '');

function ahead(seconds: number, { now, policy }: Facts): string {
  if (seconds >= MILLISECONDS_FROM) return 'The time is in milliseconds: let the issuer divide by 1,000.';
  return `The issuer's clock is ahead of this one by ${duration(seconds - now)}, or the token is for later: compare "date -u" on both machines. JWT_CLOCK_TOLERANCE (now ${policy.clockTolerance}) forgives 30 seconds at most.`;
}
