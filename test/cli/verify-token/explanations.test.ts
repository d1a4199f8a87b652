/** `verify-token` as a front-end developer meets it: which check, why, and what to do. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CHECKS } from '../../../src/auth/run-checks.ts';
import { runProgram } from '../../support/server-process.ts';
import { CASES } from './cases.ts';
import { setStage } from './stage.ts';

const stage = await setStage({ after });
const { env, explain, explainByCommand } = stage;

test('[US2.1] a good token: every check passes, and the output says who and what may be called', async () => {
  const { code, stdout, stderr } = await runProgram(['verify-token'], env, `${stage.forge.token()}\n`);
  assert.deepEqual([code, stderr], [0, '']);
  const marks = stdout.split('\n').map((line) => line.slice(0, 2));
  assert.deepEqual(
    marks.slice(0, CHECKS.length),
    CHECKS.map(() => '✓ '),
  );
  assert.match(stdout, /key +kid "ed"; published are .*, fetched 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
  assert.match(stdout, /^Good: user "Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe", until .* in 15 minutes\.$/m);
  assert.match(stdout, /\/api\/Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe\/tasks/);
});

test('[US2.1] --json says the same as data', async () => {
  const told = await explainByCommand(stage.forge.token());
  const expected = [0, true, null, 'Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe'];
  assert.deepEqual([told.exit, told.ok, told.code, told.user_id], expected);
});

for (const [what, check, remedy, make, changes] of CASES) {
  const code = CHECKS.find(({ name }) => name === check)?.code;
  test(`[US2.2] ${what}: ${check} fails and says what to do`, async () => {
    const told = await explain(make(stage.forge), changes);
    assert.deepEqual([told.code, told.userId], [code, null]);
    const failed = told.failed.map(({ name }) => name);
    assert.deepEqual(failed, [check]);
    assert.match(told.failed[0]?.remedy ?? '', remedy);
  });
}

test('[US2.2] claims are all judged, so that one run tells of every setting that is wrong', async () => {
  const told = await explain(
    stage.forge.token({ payload: { iss: 'https://a.example', aud: 'https://b.example', exp: 1 } }),
  );
  const failed = told.failed.map(({ name }) => name);
  assert.deepEqual(failed, ['issuer', 'audience', 'expiry']);
  assert.equal(told.code, 'token_issuer_mismatch', 'the code is that of the first, as the server answers');
});
