/** One run of `doctor --json`, with its findings sorted by severity. */
import assert from 'node:assert/strict';
import { runProgram, SERVE_ENV } from './server-process.ts';

interface Finding {
  readonly check: string;
  readonly severity: string;
  readonly found: string;
  readonly remedy: string | null;
}

/** @param env beside that of the servers of the tests */
export async function examine(env: Record<string, string | undefined>) {
  const { code, stdout } = await runProgram(['doctor', '--json'], {
    ...SERVE_ENV,
    RATE_LIMIT_PER_MINUTE: '600',
    ...env,
  });
  const answer = JSON.parse(stdout) as { ok: boolean; findings: Finding[] };
  assert.deepEqual(Object.keys(answer), ['ok', 'findings']);
  for (const finding of answer.findings)
    assert.deepEqual(Object.keys(finding), ['check', 'severity', 'found', 'remedy']);
  const of = (severity: string) =>
    answer.findings.filter((finding) => finding.severity === severity).map(({ check }) => check);
  return { code, ok: answer.ok, errors: of('error'), warnings: of('warning'), findings: answer.findings };
}
