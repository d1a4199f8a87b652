/** What is measured, as data: each scenario is one kind of request, or a mix of them. */

/** A user of the data set, with a token and some of the tasks. */
export interface BenchUser {
  readonly userId: string;
  readonly token: string;
  readonly taskIds: readonly string[];
}

/** One kind of request; `n` counts a user's requests, so that bodies differ. */
interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly status: number;
  path(user: BenchUser, taskId: string): string;
  body?(n: number): object;
  /** The token is sent with a broken signature. */
  readonly forged?: true;
  /** No token is accepted: there is no validation to time. */
  readonly refused?: true;
}

export interface Scenario {
  readonly name: string;
  /** What each user does, in turn; by repetition, what is done more often. */
  readonly operations: readonly Operation[];
}

/** Of every task that the bench makes: of middling length, and nobody else's. */
export const DESCRIPTION =
  'Made by todo-api bench. Two litres, from the shop at the corner, and the bread of yesterday.';
const tasks = ({ userId }: BenchUser) => `/api/${encodeURIComponent(userId)}/tasks`;
const task = (user: BenchUser, id: string) => `${tasks(user)}/${id}`;
const input = (n: number) => ({ title: `Buy milk, the ${n}th time`, description: DESCRIPTION, completed: n % 2 === 0 });

const VERIFY: Operation = { name: 'verify', method: 'GET', status: 200, path: () => '/api/me' };
const REFUSED: Operation = {
  name: 'refused',
  method: 'GET',
  status: 401,
  path: () => '/api/me',
  forged: true,
  refused: true,
};
const LIST: Operation = { name: 'list', method: 'GET', status: 200, path: tasks };
const GET: Operation = { name: 'get', method: 'GET', status: 200, path: task };
const CREATE: Operation = { name: 'create', method: 'POST', status: 201, path: tasks, body: input };
const UPDATE: Operation = { name: 'update', method: 'PUT', status: 200, path: task, body: input };
const TOGGLE: Operation = {
  name: 'toggle',
  method: 'PATCH',
  status: 200,
  path: (user, id) => `${task(user, id)}/complete`,
};

/** What an application in use asks for: mostly its list. */
const MIX = [LIST, GET, LIST, TOGGLE, LIST, GET, CREATE, LIST, GET, UPDATE];

/** In the order of the report. */
export const SCENARIOS: readonly Scenario[] = [
  ...[VERIFY, REFUSED, LIST, GET, CREATE, UPDATE, TOGGLE].map((operation) => ({
    name: operation.name,
    operations: [operation],
  })),
  { name: 'mixed', operations: MIX },
];

/** @throws RangeError when there is no scenario of this name */
export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario !== undefined) return scenario;
  throw new RangeError(
    `No scenario ${JSON.stringify(name)}; there are: ${SCENARIOS.map((one) => one.name).join(', ')}`,
  );
}

/** A request ready to be sent, and what its answer must be. */
export interface PreparedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** Whose rows the body may hold; null where it holds none. */
  readonly owner: string | null;
}

/**
 * A user's requests for one round, in which each task comes twice with other content, so that every write changes something.
 * @param offset where in the mix to begin, so that users do not go in step
 */
export function requestsOf(scenario: Scenario, user: BenchUser, offset = 0): PreparedRequest[] {
  const each = Math.max(user.taskIds.length, 1) * 2;
  return Array.from({ length: each }, (_, n) => {
    const taskId = user.taskIds[n % user.taskIds.length] ?? '';
    const operation = scenario.operations[(n + offset) % scenario.operations.length] as Operation; // none is empty
    const body = operation.body?.(n + Math.floor(n / user.taskIds.length));
    const token = operation.forged ? forge(user.token) : user.token;
    return {
      method: operation.method,
      path: operation.path(user, taskId),
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      status: operation.status,
      owner: operation.refused ? null : user.userId,
    };
  });
}

/** Another signature of the right length and alphabet: nothing but the verification itself can refuse it. */
function forge(token: string): string {
  const start = token.lastIndexOf('.') + 1;
  const first = token[start] === 'A' ? 'B' : 'A';
  return `${token.slice(0, start)}${first}${token.slice(start + 1)}`;
}
