import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { build } from '../support/app.ts';

const CHROMIUM = '/usr/bin/chromium';
const api = await build({ after });
await api.app.listen({ host: '127.0.0.1', port: 0 });
const origin = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;

test('[SC-006] /docs and all that it loads come from the service itself', async () => {
  const page = await api.app.inject('/docs');
  assert.equal(page.statusCode, 200);
  assert.match(String(page.headers['content-type']), /^text\/html/);
  const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url);
  assert.ok(links.length >= 5);
  for (const url of links) {
    assert.match(url, /^\/docs\/static\//);
    assert.equal((await api.app.inject(url)).statusCode, 200, url);
  }
  assert.doesNotMatch(page.body, /<script>|<style>|https?:/);
});

test('[SC-006] the policy of /docs allows nothing from elsewhere and no inline script', async () => {
  const policy = String((await api.app.inject('/docs')).headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.match(policy, /connect-src 'self'(;|$)/);
  assert.doesNotMatch(policy, /\*|https?:|unsafe-eval/);
});

const missing = existsSync(CHROMIUM) ? false : `${CHROMIUM} is not installed (Debian: apt-get install chromium)`;

test('[SC-006] in a real browser /docs takes a token and tries a request out', { skip: missing }, async (t) => {
  const user = await api.user();
  const task = await user.create({ title: 'seen in the browser' });
  const { page, faults, foreign } = await browse(t);

  await page.goto(`${origin}/docs`);
  await page.locator('#operations-tasks-listTasks').waitFor();

  await page.locator('button.authorize').first().click();
  await page.locator('.auth-container input').fill(user.token);
  await page.locator('.auth-btn-wrapper button.authorize').click();
  await page.locator('.auth-btn-wrapper button.btn-done').click();

  const operation = page.locator('#operations-tasks-listTasks');
  await operation.locator('.opblock-summary-control').click();
  await operation.locator('tr[data-param-name="user_id"] input').fill(user.id);
  await operation.locator('button.execute').click();
  const request = String(await operation.locator('.request-url pre').textContent());
  assert.equal(
    request,
    `${origin}${user.tasks}?sort=-created_at&limit=20&include_total=false`,
    'no example is sent unasked',
  );
  const body = operation.locator('.live-responses-table .response .highlight-code').first();
  await body.waitFor();
  const text = String(await body.textContent());
  assert.ok(text.includes(task.id) && text.includes('seen in the browser'), text);
  const status = operation.locator('.live-responses-table .response .response-col_status').first();
  assert.match(String(await status.textContent()), /^200/);

  assert.deepEqual(faults, [], 'no script failed and the policy refused nothing');
  assert.deepEqual(foreign, [], 'nothing was asked of anybody else');

  // Taken anew by whoever changes the page: DOCS_SCREENSHOT=docs/images/docs-page.png
  const file = process.env['DOCS_SCREENSHOT'];
  if (file !== undefined) {
    await operation.locator('.opblock-summary-control').click();
    await page.locator('.scheme-container').evaluate((element) => element.scrollIntoView());
    await page.screenshot({ path: file });
  }
});

/** A page of a fresh browser, with what goes wrong on it. */
async function browse(t: {
  after(fn: () => Promise<void>): void;
}): Promise<{ page: Page; faults: string[]; foreign: string[] }> {
  const profile = await mkdtemp(join(tmpdir(), 'todo-api-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    viewport: { width: 1280, height: 900 },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  t.after(async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const faults: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(String(error)));
  page.on(
    'request',
    (request) =>
      void (/^https?:/.test(request.url()) && !request.url().startsWith(origin) && foreign.push(request.url())),
  );
  return { page, faults, foreign };
}
