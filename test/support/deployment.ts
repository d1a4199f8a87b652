/** The parts of docker-compose.yml as processes on loopback, each from the very files and settings that compose gives it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPostgres } from '../../cli/dev/embedded-postgres.ts';
import { freePort } from '../../cli/dev/free-port.ts';
import { environmentOf, fileText, SERVICES } from './compose.ts';
import { type Haproxy, NO_HAPROXY, startHaproxy } from './haproxy.ts';
import { missing, programFolder, SEARCH_PATH, startProgram } from './program.ts';
import { runProgram, SERVE_ENV, type ServerProcess, startServe } from './server-process.ts';

type Scope = { after(fn: () => unknown): void };
type Environment = Readonly<Record<string, string | undefined>>;

/** Why tests are skipped; false where everything is at hand. */
export const NO_DEPLOYMENT: string | false =
  NO_HAPROXY || missing({ pgbouncer: 'pgbouncer', psql: 'postgresql-client' });

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** What compose starts before the first `api`. */
export interface Deployment {
  readonly issuer: string;
  /** A service's environment, with the addresses that its names have here. */
  environment(service: string): Environment;
}

/** PostgreSQL with its logins, PgBouncer, the migration and the issuer. */
export async function startDeployment(t: Scope): Promise<Deployment> {
  const folder = join(tmpdir(), `todo-api-test-${randomUUID()}`);
  const postgres = await startPostgres({ folder, throwaway: true });
  t.after(() => postgres.stop());
  const [pooler, issuer] = [await freePort(), await freePort()];
  const environment = (service: string): Environment => {
    const text = JSON.stringify(environmentOf(service));
    return JSON.parse(
      text
        .replaceAll('postgres:5432', `127.0.0.1:${postgres.port}`)
        .replaceAll('pgbouncer:6432', `127.0.0.1:${pooler}`)
        .replaceAll(/(issuer|localhost):3001/g, `127.0.0.1:${issuer}`),
    );
  };

  await promisify(execFile)('sh', [path('deploy/postgres-logins.sh')], {
    env: { ...environmentOf('postgres'), ...connection(postgres.url('postgres')), PATH: SEARCH_PATH },
  });
  await startProgram(t, ['sh', '-c', fileText('deploy/pgbouncer/start.sh')], pooler, {
    env: {
      ...environmentOf('pgbouncer'),
      PGBOUNCER_FOLDER: programFolder(t),
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(postgres.port),
      LISTEN_PORT: String(pooler),
    },
  });
  const [{ code, stderr }] = await Promise.all([
    runProgram(SERVICES['migrate']?.command ?? [], environment('migrate')),
    startProgram(t, [process.execPath, path('cli/dev/issuer.ts')], issuer, {
      uid: process.getuid?.(), // nobody may not be able to read the checkout
      gid: process.getgid?.(),
      env: { ...environment('issuer'), HOST: '127.0.0.1', PORT: String(issuer) },
    }),
  ]);
  assert.equal(code, 0, stderr);
  return { issuer: `http://127.0.0.1:${issuer}`, environment };
}

/** For psql. */
function connection(url: string): Environment {
  const { hostname, port, password } = new URL(url);
  return { PGHOST: hostname, PGPORT: port, PGPASSWORD: decodeURIComponent(password) };
}

/** What the tests set elsewhere is not set here: what compose does not say has the service's own default. */
const NOTHING = Object.fromEntries(Object.keys(SERVE_ENV).map((name) => [name, undefined]));

/** `api` behind the balancer, as often as wanted. */
export class ScaledApi {
  readonly haproxy: Haproxy;
  #t: Scope;
  #environment: Environment;
  #port: number;
  #network = `127.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  #addresses: string[] = [];
  #started = 0;

  private constructor(t: Scope, environment: Environment, port: number, haproxy: Haproxy) {
    this.haproxy = haproxy;
    this.#t = t;
    this.#environment = environment;
    this.#port = port;
  }

  /** @param environment of `api` */
  static async start(t: Scope, environment: Environment): Promise<ScaledApi> {
    const port = await freePort();
    return new ScaledApi(t, environment, port, await startHaproxy(t, port));
  }

  /** One more, under an address of its own. A container engine tells its name server before the process listens. */
  async add(): Promise<ServerProcess> {
    this.#started += 1;
    const address = `${this.#network}.${this.#started}`;
    this.#addresses.push(address);
    this.haproxy.tell(this.#addresses);
    return startServe(this.#t, { ...NOTHING, ...this.#environment, HOST: address, PORT: String(this.#port) });
  }

  /** One less: SIGTERM, and its address is forgotten when it has ended. @returns its exit code */
  async remove(api: ServerProcess): Promise<number | null> {
    const code = await api.end('SIGTERM');
    this.#addresses = this.#addresses.filter((address) => address !== new URL(api.origin).hostname);
    this.haproxy.tell(this.#addresses);
    return code;
  }
}
