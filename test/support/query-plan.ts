/** The statement that a list makes, caught on its way, and how PostgreSQL carries it out. */
import assert from 'node:assert/strict';
import type { CompiledQuery } from 'kysely';
import type { Database } from '../../src/db/database.ts';
import type { ReadScope } from '../../src/db/scopes.ts';
import { listTasks, type TaskListInput } from '../../src/tasks/queries/list-tasks.ts';

/** A node of a plan, as EXPLAIN (FORMAT JSON) has it. */
export interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly 'Actual Rows': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

/** Lists as a request does, but with the statement that listTasks makes changed on its way. @returns what it was, and the first row's plan */
export async function intercept(database: Database, user: string, input: TaskListInput, prefix: string) {
  let seen: CompiledQuery | undefined;
  let plan: Plan | undefined;
  await database.read(user, (scope) => {
    const prepared: ReadScope['prepared'] = async (_key, values, build) => {
      const [row] = await scope.rows<{ 'QUERY PLAN'?: { Plan: Plan }[] }>({
        compile(db) {
          const compiled = build(scope, values).compile(db);
          seen = compiled;
          return { ...compiled, sql: prefix + compiled.sql } as CompiledQuery<object>;
        },
      });
      plan = row?.['QUERY PLAN']?.[0]?.Plan;
      return [];
    };
    return listTasks({ ...scope, prepared }, input);
  });
  assert.ok(seen !== undefined);
  return { seen, plan };
}

export async function explain(database: Database, user: string, input: TaskListInput): Promise<Plan> {
  const { plan } = await intercept(database, user, input, 'explain (analyze, buffers, format json) ');
  assert.ok(plan !== undefined);
  return plan;
}

/** The node and all below it. */
export const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
