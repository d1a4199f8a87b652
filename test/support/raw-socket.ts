/** Sends bytes as they are and reads what comes back: for what no HTTP client would send. */
import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import type { ErrorCode } from '../../src/errors.ts';

/** One answer of a connection. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Writes the parts one after the other and waits until the server closes the connection.
 * @param port on 127.0.0.1
 * @param parts text in latin1; a number waits so many milliseconds
 * @returns all answers that came, in order
 */
export async function sendRaw(port: number, parts: readonly (string | Buffer | number)[]): Promise<RawAnswer[]> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {}); // a reset ends the connection too
  await new Promise((resolve) => socket.once('connect', resolve));
  for (const part of parts) await put(socket, part);
  await closed;
  return answersIn(Buffer.concat(chunks));
}

async function put(socket: Socket, part: string | Buffer | number): Promise<void> {
  if (typeof part === 'number') await new Promise((resolve) => setTimeout(resolve, part));
  else if (socket.writable) await new Promise((resolve) => socket.write(part, 'latin1' as never, () => resolve(null)));
}

/** Splits by Content-Length; every answer here has one, or no body. */
function answersIn(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = bytes;
  for (let end = rest.indexOf('\r\n\r\n'); end !== -1; end = rest.indexOf('\r\n\r\n')) {
    const [statusLine = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.subarray(end + 4, end + 4 + length).toString('utf8');
    answers.push({ status: Number(statusLine.split(' ')[1]), headers, body });
    rest = rest.subarray(end + 4 + length);
  }
  return answers;
}

/** Asserts that exactly one answer came, a whole problem document of this code, and that the connection ended with it. */
export function assertRefused(answers: RawAnswer[], code: ErrorCode, status: number, instance?: string): void {
  assert.equal(answers.length, 1, JSON.stringify(answers));
  const [answer] = answers as [RawAnswer];
  assert.equal(answer.status, status);
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/);
  assert.equal(answer.headers['connection'], 'close');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  const problem = JSON.parse(answer.body);
  assert.deepEqual([problem.code, problem.status, problem.request_id], [code, status, answer.headers['x-request-id']]);
  if (instance !== undefined) assert.equal(problem.instance, instance);
}
