/** How far a run is: a bar on a terminal, else a line now and then. */
const WIDTH = 24;

/** Shows progress on stderr; `what` is what is under way. */
export function showProgress(done: number, all: number, what: string): void {
  const { stderr } = process;
  if (!stderr.isTTY) {
    stderr.write(`[${done + 1}/${all}] ${what}\n`);
    return;
  }
  const filled = Math.round((done / all) * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  stderr.write(`\r\x1b[K${bar} ${done + 1}/${all}  ${what}`.slice(0, stderr.columns + 4));
}

/** Takes the bar away. */
export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
