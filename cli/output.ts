/** What the program writes: data on stdout, talk and progress on stderr. */
import { styleText } from 'node:util';

/** One piece of data for whoever reads stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Data as JSON, indented for a person and just as good for a program. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Talk for a person: stderr, so that pipes carry data alone. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Text in a style where stderr is a terminal and NO_COLOR (https://no-color.org) does not forbid it. */
export function styled(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream: process.stderr });
}

/** `todo-api openapi | head -1` closes the pipe early: that ends the program, and is no failure. */
export function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}
