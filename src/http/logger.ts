/** JSON logs by pino: what they say of an error, and what they never say. */
import { type DestinationStream, type Logger, pino } from 'pino';

/** Members that nobody logs; should somebody one day, they leave as `[redacted]`, also one level down. */
export const SECRET_MEMBERS = [
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'title',
  'description',
  'email',
];

/** Text that grants something, wherever it turns up: a JWT, and the password of a connection string. */
const JWT = /\beyJ[\w-]*\.[\w-]+\.[\w-]*/g;
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/?#]*):[^\s@]*@/gi;

/** As deep as causes are followed; two or three are usual. */
const MAX_CAUSES = 5;

/**
 * One JSON object per line.
 * @param level least severity that is written (pino's names)
 * @param destination such as stdout
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null, // process and host are known to whoever collects the lines
      timestamp: createTimestamp(),
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      redact: { paths: SECRET_MEMBERS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    destination,
  );
}

/** pino's `isoTime`, written once for all lines of a millisecond: under load there are dozens. */
function createTimestamp(): () => string {
  let at = Number.NaN;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== at) text = `,"time":"${new Date(now).toISOString()}"`;
    at = now;
    return text;
  };
}

/** What the log holds of an error. */
export interface LoggedError {
  readonly type: string;
  readonly code?: unknown;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * Type, code, place, and message of an error and its causes, and nothing else that hangs on it. A PostgreSQL message may
 * quote a row, and MikroORM puts the statement with the values of users into its own: of these only the SQLSTATE and
 * the place are kept.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const { code } = error as { code?: unknown };
  const message = holdsUserData(error) ? '[left out: may hold values of users]' : scrub(error.message);
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    ...(code !== undefined && { code }),
    message,
    ...(error.stack !== undefined && { stack: frames(error.stack) }),
    ...(error.cause !== undefined && depth < MAX_CAUSES && { cause: describeError(error.cause, depth + 1) }),
  };
}

/** A text without what grants access. */
export function scrub(text: string): string {
  return text.replace(JWT, '[token]').replace(URL_PASSWORD, '$1:***@');
}

/** Answers of PostgreSQL carry a severity (protocol, error fields); drivers copy it, or quote the statement. */
const holdsUserData = (error: Error): boolean => 'severity' in error || 'sqlMessage' in error || 'query' in error;

/** The lines of a stack that name places; the lines before them repeat the message. */
const frames = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
