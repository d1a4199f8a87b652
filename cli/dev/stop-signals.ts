/** The signals that ask a process to stop. */

/** A signal that comes so soon after the first is the same Ctrl-C: the terminal sends it to everybody, and npm passes it on. */
const SAME_KEYPRESS_MS = 500;

/**
 * Aborts at SIGINT, SIGTERM or SIGHUP (a closed terminal). Whoever asks a second time waits no longer: the process ends at
 * once with 1, and the watchdog of the embedded PostgreSQL does the rest.
 */
export function stopSignal(onSecond: () => void): AbortSignal {
  const stop = new AbortController();
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!stop.signal.aborted) {
        first = Date.now();
        stop.abort();
      } else if (Date.now() - first > SAME_KEYPRESS_MS) {
        onSecond();
        process.exit(1);
      }
    });
  }
  return stop.signal;
}
