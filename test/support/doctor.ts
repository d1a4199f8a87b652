/** What `doctor` finds, sorted by severity: in this process, or by a run of the command. */
import assert from 'node:assert/strict';
import { examine } from '../../cli/doctor/examine.ts';
import type { Finding } from '../../cli/doctor/finding.ts';
import { loadConfig } from '../../src/config.ts';
import { runProgram, SERVE_ENV } from './server-process.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** That of the servers of the tests, with a rate limit, as the doctor warns of none. */
const ENV = { ...SERVE_ENV, RATE_LIMIT_PER_MINUTE: '600' } as const;

/** @param env beside {@link ENV} */
export const found = async (env: Env) =>
  sorted(await examine(loadConfig({ ...ENV, ...env }, ['server', 'database', 'tokens'])));

/** `doctor --json` and its exit code. */
export async function foundByCommand(env: Env) {
  const { code, stdout } = await runProgram(['doctor', '--json'], { ...ENV, ...env });
  const answer = JSON.parse(stdout) as { ok: boolean; findings: Finding[] };
  assert.deepEqual(Object.keys(answer), ['ok', 'findings']);
  const { ok, findings } = answer;
  for (const finding of findings) assert.deepEqual(Object.keys(finding), ['check', 'severity', 'found', 'remedy']);
  return { code, ok, ...sorted(findings) };
}

function sorted(findings: readonly Finding[]) {
  const named = (severity: string) =>
    findings.filter((finding) => finding.severity === severity).map(({ check }) => check);
  return { errors: named('error'), warnings: named('warning'), findings };
}
