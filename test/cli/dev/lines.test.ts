/** The lines that `dev` prints, pasted into a shell. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { devFolder, processesOf } from '../../support/dev-folder.ts';
import { DEV, pasted, startDev } from '../../support/dev-process.ts';

test('[US1.1] [US1.2] [US1.3] [US1.4] [US2.3] every line that dev prints works when it is pasted, alone and in any folder', async (t) => {
  const folder = devFolder(t);
  // None of these may count: dev brings a database and an issuer of its own.
  const dotEnv = mkdtempSync(join(tmpdir(), 'todo-api-test-'));
  t.after(() => rmSync(dotEnv, { recursive: true }));
  writeFileSync(join(dotEnv, '.env'), 'PORT=1\nDATABASE_URL=postgres://nobody@127.0.0.1:1/none\n');
  const env = {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    JWT_SECRET: 'x'.repeat(40),
    JWT_ISSUER: 'elsewhere',
  };
  const dev = await startDev(folder, {
    env: { ...env },
    cwd: dotEnv,
    command: DEV,
  });

  const lines = dev.stdout().split('\n');
  const after = (heading: string) => lines[lines.findIndex((line) => line.startsWith(`# ${heading}`)) + 1] ?? '';
  const cases = [
    ['create a task', /"title":"Buy milk".*\n201\n$/s],
    ['list the tasks', /"items":\[\{.*"Buy milk".*\n200\n$/s],
    ['get one', /"completed":false.*\n200\n$/s],
    ['toggle it', /"completed":true.*\n200\n$/s],
    ['update it', /"title":"Changed".*\n200\n$/s],
    ['delete it', /^\n204\n$/],
    ['get one', /"task_not_found".*\n404\n$/s],
    ['grace asks for the tasks of ada', /"not_owner".*\n403\n$/s],
    ['a fresh token for ada', /^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/],
    ['a fresh token for grace', /^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/],
    ['sign ada in', /"email":"ada@example.com"/],
    ['sign grace in', /"email":"grace@example.com"/],
  ] as const;
  for (const [heading, expected] of cases) assert.match(await pasted(after(heading)), expected, heading);
  const prove = after('attack the server').replace(/npm .*/, 'sh -c \'echo "$TODO_API_TOKEN_A $TODO_API_TOKEN_B"\'');
  assert.match(await pasted(prove), /^eyJ\S+ eyJ\S+\n$/, 'both tokens reach the command that attacks');
  assert.equal(lines.filter((line) => /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(line)).length, 2, 'a token of each user');
  const docs = /(http:\S+\/docs)/.exec(dev.stdout())?.[1] ?? '';
  assert.equal((await fetch(docs)).status, 200);
  for (const [origin, allowed] of [
    ['http://localhost:5173', 'http://localhost:5173'],
    ['http://localhost.example', null],
  ] as const) {
    const { headers } = await fetch(new URL('/api/me', docs), { headers: { origin } });
    assert.equal(headers.get('access-control-allow-origin'), allowed, 'a front-end on this machine, and no other');
  }
  assert.equal(await dev.end('SIGTERM'), 0);
  assert.deepEqual(processesOf(folder) ?? [], [], 'nothing runs on');
});
