/** What a run needs: data set, issuer and servers, all gone again in the end. */
import { addUser, createDataset, type Dataset, type DatasetSize, taskIdOf, userIdOf } from './dataset.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import type { BenchUser } from './scenarios.ts';
import { type Subject, startBaseline, startService } from './subject.ts';

/** Tasks of a user that get, update and toggle go round: enough that two requests seldom meet on one row. */
const TASKS_IN_TURN = 5;

/** As `DATABASE_POOL_MAX` by default, for both. */
const POOL_MAX = 10;

export interface Environment extends AsyncDisposable {
  readonly dataset: Dataset;
  readonly issuer: Issuer;
  readonly users: readonly BenchUser[];
  /** Starts both kinds of server on the data set, or on the same through a proxy. They end with the environment. */
  service(databaseUrl?: string): Promise<Subject>;
  baseline(databaseUrl?: string): Promise<Subject>;
  /** One more user, with many tasks. */
  heavyUser(tasks: number): Promise<BenchUser>;
}

/** @param serverUrl of a PostgreSQL server, by a login that may create databases there */
export async function createEnvironment(serverUrl: string, size: DatasetSize): Promise<Environment> {
  await using stack = new AsyncDisposableStack();
  const issuer = await startIssuer();
  stack.defer(() => issuer.close());
  const dataset = await createDataset(serverUrl, size);
  stack.defer(() => dataset.drop());
  const userAt = async (user: number, tasks: number): Promise<BenchUser> => ({
    userId: userIdOf(user),
    token: await issuer.token(userIdOf(user)),
    taskIds: Array.from({ length: Math.min(TASKS_IN_TURN, tasks) }, (_, i) => taskIdOf(user, i)),
  });
  const users: BenchUser[] = [];
  for (let user = 0; user < size.users; user += 1) users.push(await userAt(user, size.tasksPerUser));

  const started = async (starting: Promise<Subject>): Promise<Subject> => {
    const subject = await starting;
    owned.defer(() => subject.stop());
    return subject;
  };
  const { jwksUrl, origin } = issuer;
  const variables = (databaseUrl: string) => ({
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_MAX: String(POOL_MAX),
    JWT_JWKS_URL: jwksUrl,
    JWT_ISSUER: origin,
    JWT_AUDIENCE: origin,
  });
  // The image holds the program compiled. Here a first start compiles what is new since the last, and is thrown away.
  await (await startService(variables(dataset.url))).stop();
  const owned = stack.move();
  return {
    dataset,
    issuer,
    users,
    service: (databaseUrl = dataset.url) => started(startService(variables(databaseUrl))),
    baseline: (databaseUrl = dataset.baselineUrl) =>
      started(startBaseline({ databaseUrl, poolMax: POOL_MAX, jwksUrl, issuer: origin })),
    async heavyUser(tasks) {
      await addUser(dataset, size.users, tasks);
      return userAt(size.users, tasks);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
