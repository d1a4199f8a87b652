/** Where the server's log goes: lines that are written in one turn of the event loop leave in one system call. */
import type { DestinationStream } from 'pino';
import { destination } from 'pino';
import { say } from './output.ts';

/** What is kept of a log that cannot be written for now. 4 MiB: some 15,000 requests. */
const KEPT_BYTES = 4 * 1_048_576;

/**
 * A line each would be a system call for every request, and would wake whoever collects them as often. What the process has
 * logged is out at the end of the turn, and before it exits. The lines of one turn at most are lost with a process that is killed or
 * aborts, and stay unseen while a turn does not end. A full disk does not end the service: what is beyond {@link KEPT_BYTES} is dropped.
 * @param fd a file descriptor, such as 1
 */
export function logLines(fd: number): DestinationStream & { flushSync(): void } {
  const out = destination({ dest: fd, sync: true, maxLength: KEPT_BYTES });
  let isFailing = false;
  out.on('error', ({ message }: Error) => {
    if (!isFailing) say(`The log cannot be written: ${message}. Lines will be missing from it.`);
    isFailing = true;
  });
  out.on('drain', () => (isFailing = false));
  let lines = '';
  const flushSync = () => {
    if (lines === '') return;
    const text = lines;
    lines = '';
    out.write(text);
  };
  process.on('exit', flushSync);
  return {
    write(line) {
      if (lines === '') setImmediate(flushSync);
      lines += line;
    },
    flushSync, // pino calls it after a fatal line
  };
}
