/** An issuer, a forge of its tokens, and what `verify-token` says of them: in this process, or by a run of the command. */
import assert from 'node:assert/strict';
import { type ExplainedCheck, explain } from '../../../cli/verify-token/explain.ts';
import { CHECKS } from '../../../src/auth/run-checks.ts';
import { createTokenVerifier } from '../../../src/auth/token-verifier.ts';
import { loadConfig } from '../../../src/config.ts';
import { createForge, PUBLISHED_KEYS } from '../../auth/attacks/forge.ts';
import { SILENT } from '../../support/database.ts';
import { startFakeIssuer } from '../../support/issuer.ts';
import { runProgram } from '../../support/server-process.ts';

type Changes = Readonly<Record<string, string | undefined>>;

export async function setStage(t: { after(fn: () => unknown): void }) {
  const issuer = await startFakeIssuer(t, PUBLISHED_KEYS);
  const env = { JWT_JWKS_URL: issuer.jwksUrl.href, JWT_ISSUER: issuer.origin, JWT_AUDIENCE: issuer.origin };
  return {
    /** A new one each time: its tokens are as young as the test that asks, and not as its file. */
    get forge() {
      return createForge(issuer.origin, 'http://127.0.0.1:9');
    },
    env,
    async explain(token: string, changes: Changes = {}) {
      const policy = loadConfig({ ...env, ...changes }, ['tokens']).tokens;
      const verifier = createTokenVerifier(policy, { log: SILENT });
      const { code, identity, checks } = explain(await verifier.explain(token), policy);
      verifier.close();
      return { code, userId: identity?.userId ?? null, failed: failedOf(checks) };
    },
    /** Runs `verify-token --json` and checks the frame of its answer. */
    async explainByCommand(token: string, changes: Changes = {}) {
      const run = await runProgram(['verify-token', '--json'], { ...env, ...changes }, token);
      assert.equal(run.stderr, '');
      const told: { ok: boolean; code: string | null; user_id: string | null; checks: ExplainedCheck[] } = JSON.parse(
        run.stdout,
      );
      assert.deepEqual(Object.keys(told), ['ok', 'code', 'user_id', 'checks']);
      return { ...told, exit: run.code, failed: failedOf(told.checks) };
    },
  };
}

/** @returns the checks that failed; every check of the server must be there, in its order, and each failed one with a remedy */
function failedOf(checks: readonly ExplainedCheck[]): ExplainedCheck[] {
  const names = checks.map(({ name }) => name);
  assert.deepEqual(
    names,
    CHECKS.map(({ name }) => name),
  );
  for (const check of checks) assert.equal(typeof check.remedy === 'string', check.ok === false, check.name);
  return checks.filter(({ ok }) => ok === false);
}
