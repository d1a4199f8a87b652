/** An issuer, a forge of its tokens, and `verify-token` as a process set up for them. */
import assert from 'node:assert/strict';
import { CHECKS } from '../../../src/auth/run-checks.ts';
import { createForge, PUBLISHED_KEYS } from '../../auth/attacks/forge.ts';
import { startFakeIssuer } from '../../support/issuer.ts';
import { runProgram } from '../../support/server-process.ts';

/** One check of `--json`. */
export interface ShownCheck {
  readonly name: string;
  readonly ok: boolean | null;
  readonly expected: string;
  readonly found: string | null;
  readonly remedy: string | null;
}

export async function setStage(t: { after(fn: () => unknown): void }) {
  const issuer = await startFakeIssuer(t, PUBLISHED_KEYS);
  const env = { JWT_JWKS_URL: issuer.jwksUrl.href, JWT_ISSUER: issuer.origin, JWT_AUDIENCE: issuer.origin };
  return {
    forge: createForge(issuer.origin, 'http://127.0.0.1:9'),
    env,
    /** Runs `verify-token --json` and checks the frame of its answer. */
    async explain(token: string, changes: Readonly<Record<string, string | undefined>> = {}) {
      const {
        code: exit,
        stdout,
        stderr,
      } = await runProgram(['verify-token', '--json'], { ...env, ...changes }, token);
      assert.equal(stderr, '');
      const told: { ok: boolean; code: string | null; user_id: string | null; checks: ShownCheck[] } =
        JSON.parse(stdout);
      assert.deepEqual(Object.keys(told), ['ok', 'code', 'user_id', 'checks']);
      const names = told.checks.map(({ name }) => name);
      assert.deepEqual(
        names,
        CHECKS.map(({ name }) => name),
        'every check of the server, in its order',
      );
      for (const check of told.checks) assert.equal(typeof check.remedy === 'string', check.ok === false, check.name);
      return { ...told, exit, failed: told.checks.filter(({ ok }) => ok === false) };
    },
  };
}
