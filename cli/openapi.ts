/** `todo-api openapi`: the OpenAPI document on stdout. Needs no variable and no database. */
import type { Command } from 'commander';
import { openapiDocument } from '../src/openapi-document.ts';

const HELP = `
The same document as a running server gives at /openapi.json, and as openapi.json in the repository.

Examples:
  $ todo-api openapi > openapi.json
  $ todo-api openapi | jq '.paths | keys'`;

export function define(command: Command): void {
  command
    .option('--json', 'it is JSON anyway')
    .addHelpText('after', HELP)
    .action(async () => void process.stdout.write(await openapiDocument()));
}
