/** deploy/haproxy.cfg by itself: whom it asks, what it passes on, and what it never does twice. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { request } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/dev/free-port.ts';
import { ERRORS, type ErrorCode } from '../../src/errors.ts';
import { fileText } from '../support/compose.ts';
import { NO_HAPROXY, startHaproxy } from '../support/haproxy.ts';
import { startServe } from '../support/server-process.ts';
import { startStubInstance } from '../support/stub-instance.ts';

/** The balancer before this many instances, all ready. */
async function stage(t: TestContext, count: number) {
  const port = await freePort();
  const network = `127.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const addresses = Array.from({ length: count }, (_, place) => `${network}.${place + 1}`);
  const instances = await Promise.all(addresses.map((address) => startStubInstance(t, address, port)));
  const haproxy = await startHaproxy(t, port);
  haproxy.tell(addresses);
  await haproxy.ready();
  return { haproxy, instances, addresses, network };
}

describe('the balancer', { skip: NO_HAPROXY, concurrency: true }, () => {
  test('what callers say about where they come from is replaced by where they do come from', async (t) => {
    const { haproxy } = await stage(t, 1);
    const forged = {
      forwarded: 'for=203.0.113.9',
      'x-forwarded-for': '203.0.113.9, 10.0.0.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    };
    const seen = (await (await fetch(haproxy.origin, { headers: forged })).json()) as Record<string, string>;
    const about = Object.entries(seen).filter(([name]) => name.includes('forwarded'));
    assert.deepEqual(about, [['x-forwarded-for', '127.0.0.1']]);
  });

  test('[FR-001] the service counts failures of the address that the balancer saw, not of one that the caller made up', async (t) => {
    const port = await freePort();
    const haproxy = await startHaproxy(t, port);
    const address = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.1`;
    await startServe(t, {
      HOST: address,
      PORT: String(port),
      TRUST_PROXY: '127.0.0.0/8',
      RATE_LIMIT_PER_MINUTE: '3',
    });
    haproxy.tell([address]);
    await haproxy.ready();
    const attempt = (localAddress: string, claims: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { authorization: 'Bearer no.good.token', 'x-forwarded-for': claims };
        request(`${haproxy.origin}/api/me`, { localAddress, headers }, (response) => {
          resolve(response.resume().statusCode);
        })
          .on('error', reject)
          .end();
      });
    const attacker = [];
    for (let tries = 0; tries < 5; tries += 1) attacker.push(await attempt('127.0.0.1', `127.0.0.${9 + tries}`));
    assert.deepEqual(attacker, [401, 401, 401, 429, 429], 'another address each time does not help');
    assert.equal(await attempt('127.0.0.2', '127.0.0.1'), 401, 'and nobody else pays');
  });

  test('an instance that is not ready gets no request within 2 × 0.5 s, and is back as soon as it is', async (t) => {
    const { haproxy, instances } = await stage(t, 2);
    const [first, second] = instances;
    assert.ok(first && second);
    first.isReady = false;
    await sleep(1_200);
    first.seen.length = 0;
    for (let count = 0; count < 6; count += 1) assert.equal((await fetch(haproxy.origin)).status, 200);
    assert.deepEqual([first.seen.length, second.seen.length], [0, 6]);
    first.isReady = true;
    await sleep(1_000);
    for (let count = 0; count < 6; count += 1) await fetch(haproxy.origin);
    assert.ok(first.seen.length >= 2, `${first.seen.length}`);
  });

  test('[EC-2] a request that was sent is never sent again; one that could not be sent goes to another instance', async (t) => {
    const { haproxy, instances, addresses, network } = await stage(t, 2);
    for (const instance of instances) instance.answer = (incoming) => incoming.socket.destroy();
    const broken = await fetch(haproxy.origin, { method: 'POST', body: '{}' });
    assert.deepEqual([broken.status, ((await broken.json()) as { code: string }).code], [502, 'outcome_unknown']);
    assert.equal(instances.flatMap(({ seen }) => seen).length, 1);

    for (const instance of instances) instance.answer = (_, response) => response.end();
    // Known to the name server, and nobody listens: as a container is that has just been made.
    haproxy.tell([...addresses, `${network}.3`, `${network}.4`]);
    const statuses = new Set<number>();
    for (const end = Date.now() + 1_800; Date.now() < end; ) {
      statuses.add((await fetch(haproxy.origin, { method: 'POST', body: '{}' })).status);
      await sleep(10);
    }
    assert.deepEqual([...statuses], [200]);
  });

  test('without any instance it answers in the words of the service', async (t) => {
    const haproxy = await startHaproxy(t, 1);
    const answer = await fetch(haproxy.origin);
    assert.deepEqual(
      [answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after')],
      [503, 'application/problem+json', '1'],
    );
    const documents = [...fileText('deploy/haproxy.cfg').matchAll(/^ *http-error status (\d+) .* string '([^']+)'/gm)];
    assert.equal(documents.length, 5);
    for (const [, status, text = ''] of documents) {
      const { code, ...rest } = JSON.parse(text) as { code: ErrorCode };
      assert.deepEqual(rest, {
        type: `urn:problem-type:todo-api:${code}`,
        title: ERRORS[code].title,
        status: Number(status),
      });
    }
  });
});
