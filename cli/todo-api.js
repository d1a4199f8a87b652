#!/usr/bin/env node
/** Starts the program from what an earlier start has compiled: a third to a half of the time until a command does its work. */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// JavaScript and not TypeScript, for to strip the types of a single file Node starts WebAssembly first, which is what this saves.
// The cache lies beside the packages, where nobody writes who could not change the program too. Where it cannot be, there is none.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/todo-api', import.meta.url)));
await import('./main.ts');
