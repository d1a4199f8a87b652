/** What tests with random input share: how often they run, odd text, and what no answer may be. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { assertProblem } from './problem.ts';

const isLong = process.env['TEST_LONG'] !== undefined;

/** For `fc.assert`: the full count with TEST_LONG=1. */
export const FUZZ = { numRuns: isLong ? 20_000 : 500, interruptAfterTimeLimit: isLong ? 300_000 : 10_000 };

/** Any answer but a bug: below 500, and a refusal is a whole problem document. */
export function assertNoFault(answer: LightMyRequestResponse): void {
  assert.ok(answer.statusCode < 500, `${answer.statusCode} ${answer.body}`);
  if (answer.statusCode >= 400 && answer.body !== '') assertProblem(answer, answer.json().code);
}

/** Code points of every kind, never lone surrogates. */
export const wellFormed = fc.string({ unit: 'binary', maxLength: 100 });
