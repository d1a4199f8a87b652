/** `npm run docs`: writes what is generated from the source; the tests compare. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openapiDocument } from '../../src/openapi-document.ts';
import { between } from './between.ts';
import { errorsTable } from './errors.ts';
import { envExample, variablesTable } from './variables.ts';

const file = (name: string) => new URL(`../../${name}`, import.meta.url);

writeFileSync(file('.env.example'), envExample());
const readme = readFileSync(file('README.md'), 'utf8');
writeFileSync(file('README.md'), between(between(readme, 'variables', variablesTable()), 'errors', errorsTable()));
writeFileSync(file('openapi.json'), await openapiDocument());
