/**
 * The issuer as a program of its own, for a compose file: `node cli/dev/issuer.ts` with DATABASE_URL and
 * BETTER_AUTH_SECRET (32 characters or more); HOST (0.0.0.0), PORT (3001) and BETTER_AUTH_URL (the origin that tokens name).
 */
import { say } from '../output.ts';
import { startIssuer } from './better-auth.ts';

const { DATABASE_URL, BETTER_AUTH_SECRET = '', BETTER_AUTH_URL, HOST = '0.0.0.0', PORT = '3001' } = process.env;

if (DATABASE_URL === undefined || BETTER_AUTH_SECRET.length < 32) {
  say('DATABASE_URL must name a database for the accounts, BETTER_AUTH_SECRET be 32 characters or more.');
  process.exit(2);
}
const issuer = await startIssuer({
  databaseUrl: DATABASE_URL,
  secret: BETTER_AUTH_SECRET,
  host: HOST,
  port: Number(PORT),
  ...(BETTER_AUTH_URL !== undefined && { origin: BETTER_AUTH_URL }),
});
say(`Better Auth issues tokens as ${issuer.origin}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void issuer.stop());
