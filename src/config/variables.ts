/** Every environment variable there is: one TypeBox schema per section, whose property names are the variables' names. */
import { type Static, type TObject, Type } from 'typebox';

/** Asymmetric algorithms that a key set may be used with (RFC 7518 §3.1, RFC 8037, RFC 9864); `JWT_ALGORITHMS` narrows them. */
export const JWKS_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'] as const;

const milliseconds = (value: number, minimum: number, maximum: number, description: string) =>
  Type.Integer({ default: value, minimum, maximum, description: `${description} Milliseconds.` });
const seconds = (value: number, minimum: number, maximum: number, description: string) =>
  Type.Integer({ default: value, minimum, maximum, description: `${description} Seconds.` });
const list = (value: string, description: string) =>
  Type.String({ default: value, description: `${description} Separated by commas.` });
/** Not set is a meaning of its own, which `otherwise` tells. */
const optional = (otherwise: string, description: string, options: object = {}) =>
  Type.Optional(Type.String({ description, otherwise, ...options }));
/** A secret is never shown, and `<NAME>_FILE` may name a file that holds it. */
const secret = (description: string) => ({ description, secret: true });

const server = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'Address to listen on. The image sets 0.0.0.0.' }),
  PORT: Type.Integer({
    default: 3000,
    minimum: 0,
    maximum: 65535,
    description: 'Port of the API. 0 takes a free one.',
  }),
  ADMIN_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65535,
      otherwise: 'off',
      description: 'Port of a second listener with /metrics, /livez and /readyz; never for the public.',
    }),
  ),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'Least severity that is logged; at info one line per request.',
  }),
  CORS_ORIGINS: list('', 'Origins of front-ends that browsers may call from, such as https://todo.example.'),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 600,
    minimum: 0,
    maximum: 1_000_000,
    description: 'Requests per user and, apart from that, failed authentications per address; per instance. 0 is off.',
  }),
  TRUST_PROXY: list(
    '',
    'Addresses or CIDR ranges of the proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8.',
  ),
  REQUEST_TIMEOUT_MS: milliseconds(10_000, 1_000, 600_000, 'A request that has not arrived whole by then gets 408.'),
  SHUTDOWN_DRAIN_MS: milliseconds(
    2_000,
    0,
    600_000,
    'After SIGTERM, how long to go on serving with /readyz at 503 until balancers have noticed: their interval × failures.',
  ),
  SHUTDOWN_GRACE_MS: milliseconds(
    9_000,
    100,
    3_600_000,
    'After SIGTERM, when to give up waiting and exit 1. The default is just below the 10 s after which Docker kills.',
  ),
});

const database = Type.Object({
  DATABASE_URL: Type.String(
    secret(
      'PostgreSQL 15 or later; at Neon the string with -pooler in the host. Remote hosts: TLS with verify-full unless sslmode is disable or no-verify.',
    ),
  ),
  DATABASE_URL_UNPOOLED: optional(
    'DATABASE_URL with -pooler taken out of the host',
    'Direct connection for migrations.',
    { secret: true },
  ),
  DATABASE_POOL_MAX: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 1_000,
    description: 'Connections per instance. Times the instances it must stay below the pooler’s or the server’s limit.',
  }),
  STATEMENT_TIMEOUT_MS: milliseconds(5_000, 100, 600_000, 'A statement that runs longer is cancelled: 503.'),
  POOL_WAIT_MS: milliseconds(2_000, 10, 600_000, 'Longest wait for a free or new connection, then 503.'),
});

const tokens = Type.Object({
  JWT_JWKS_URL: optional(
    'none',
    'Key set of the issuer; at Better Auth its origin and /api/auth/jwks. Either this or JWT_SECRET.',
  ),
  JWT_SECRET: optional('none', 'Shared secret for HS256, at least 32 bytes. Either this or JWT_JWKS_URL.', {
    secret: true,
  }),
  JWT_ISSUER: Type.String({ description: '`iss` of every token; at Better Auth its origin.' }),
  JWT_AUDIENCE: Type.String({ description: '`aud` of every token, or one of them; at Better Auth its origin.' }),
  JWT_ALGORITHMS: optional(
    `${JWKS_ALGORITHMS.join(',')} with a key set, HS256 with a secret`,
    'Algorithms that are accepted. Separated by commas.',
  ),
  JWT_CLOCK_TOLERANCE: seconds(5, 0, 30, 'How far the issuer’s clock may be off.'),
  JWT_MAX_LIFETIME: seconds(604_800, 1, 31_536_000, 'Longest exp − iat that is accepted.'),
  JWT_JWKS_ALLOW_HTTP: Type.Boolean({
    default: false,
    description: 'Accept http: in JWT_JWKS_URL beyond loopback: inside one private network only.',
  }),
  JWKS_COOLDOWN: seconds(
    30,
    1,
    3_600,
    'Least time between two fetches of the key set, after success and failure alike.',
  ),
  JWKS_MAX_AGE: seconds(
    600,
    1,
    86_400,
    'Age from which the key set is fetched anew; a removed key works no longer than this.',
  ),
  JWKS_MAX_STALE: seconds(3_600, 0, 604_800, 'How much longer keys held serve on while the issuer is out of reach.'),
});

const dev = Type.Object({
  DEV_DATA_DIR: Type.String({
    default: '.todo-api',
    description: 'Folder of the embedded database of `dev`: accounts, keys and tasks.',
  }),
});

/** The schemas by section; a command loads the sections that it needs. */
export const VARIABLES = { server, database, tokens, dev } as const satisfies Record<string, TObject>;

/** The parsed variables of one section. */
export type Variables<Section extends keyof typeof VARIABLES> = Static<(typeof VARIABLES)[Section]>;
