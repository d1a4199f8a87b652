/** The types of a client, generated from openapi.json by openapi-typescript. Run as a program it writes test/generated/todo-api.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const DOCUMENT = new URL('../../openapi.json', import.meta.url);

export const CLIENT_TYPES = new URL('../generated/todo-api.ts', import.meta.url);

/** Members with a default may be left out of a request, so they stay optional. */
export async function clientTypes(): Promise<string> {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
  return astToString(await openapiTS(document, { defaultNonNullable: false, silent: true }));
}

if (import.meta.main) writeFileSync(CLIENT_TYPES, await clientTypes());
