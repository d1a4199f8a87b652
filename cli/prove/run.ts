/** The whole proof: sets the stage, makes every attack, and leaves nothing behind, whatever happens. */
import { randomBytes } from 'node:crypto';
import { ExitError } from '../exit.ts';
import type { Attack, Target, Verdict, World } from './attack.ts';
import { ATTACKS } from './attacks.ts';
import { carryOut } from './carry-out.ts';
import { attackBySql } from './sql-attacks.ts';
import { clearStage, identify, setStage, tasksOf, type User } from './stage.ts';

/** What a proof needs. */
export interface ProofInput {
  readonly url: URL;
  readonly tokenA: string;
  readonly tokenB: string;
  /** Of a login that may switch to the runtime role; undefined leaves the attacks by SQL out. */
  readonly databaseUrl?: string | undefined;
  /** Aborting it stops the attacks; what they made is removed all the same. */
  readonly signal: AbortSignal;
  /** All of them, unless told otherwise. */
  readonly attacks?: readonly Attack[];
  progress(done: number, all: number): void;
}

/** @throws ExitError 2 for tokens that do not do, 3 when something is out of reach; the signal's reason */
export async function prove(input: ProofInput): Promise<Verdict[]> {
  const target: Target = { origin: input.url, signal: input.signal };
  const a = await identify(target, 'A', input.tokenA);
  const b = await identify(target, 'B', input.tokenB);
  if (a.userId === b.userId) throw new ExitError(2, 'Both tokens are of one user: two different users are needed.');
  const marker = `prove-${randomBytes(9).toString('base64url')}`;
  try {
    return await attackAll(target, [a, b], marker, input);
  } finally {
    await clearStage({ ...target, signal: AbortSignal.timeout(30_000) }, [a, b], marker);
  }
}

async function attackAll(
  target: Target,
  users: readonly [User, User],
  marker: string,
  { databaseUrl, progress, signal, attacks = ATTACKS }: ProofInput,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  let world: World | undefined;
  let before: unknown;
  for (const [done, attack] of attacks.entries()) {
    signal.throwIfAborted();
    progress(done, attacks.length);
    if (world === undefined) {
      world = await setStage(target, ...users, marker);
      before = await tasksOf(target, world.b, marker);
    }
    const verdict = await carryOut(target, world, attack, before);
    verdicts.push(verdict);
    if (verdict.ok) continue;
    // What a leak has changed must not count against the next attack.
    await clearStage(target, users, marker);
    world = undefined;
  }
  progress(attacks.length, attacks.length);
  if (databaseUrl === undefined) return verdicts;
  world ??= await setStage(target, ...users, marker);
  return [...verdicts, ...(await attackBySql(databaseUrl, world, signal))];
}
