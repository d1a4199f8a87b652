/** An instance that does what a test says, under an address of its own, behind the balancer. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface StubInstance {
  /** Methods of the requests that came, probes left out. */
  readonly seen: string[];
  isReady: boolean;
  /** How it answers; at first with the header fields that it got. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Ready at once, until the end of the test. */
export async function startStubInstance(
  t: { after(fn: () => unknown): void },
  address: string,
  port: number,
): Promise<StubInstance> {
  const stub: StubInstance = {
    seen: [],
    isReady: true,
    answer: (request, response) => response.end(JSON.stringify(request.headers)),
  };
  const server = createServer((request, response) => {
    if (request.url === '/readyz') return void response.writeHead(stub.isReady ? 200 : 503).end();
    stub.seen.push(request.method ?? '');
    stub.answer(request, response);
  }).listen(port, address);
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return stub;
}
