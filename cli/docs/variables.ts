/** The documents made from the schema of the variables: `.env.example`, and the table of the README. */
import type { TSchema } from 'typebox';
import { IsOptional } from 'typebox';
import { expected, keywords } from '../../src/config/read-variables.ts';
import { VARIABLES } from '../../src/config/variables.ts';

/** Title of each section, in the order of the documents. */
const TITLES: Readonly<Record<keyof typeof VARIABLES, string>> = {
  database: 'Database',
  tokens: 'Tokens',
  server: 'Server',
  dev: 'Development',
};

/** What must be set looks like this in `.env.example`. */
const EXAMPLES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgresql://user:password@ep-name-pooler.region.aws.neon.tech/neondb?sslmode=verify-full',
  JWT_JWKS_URL: 'https://auth.example.com/api/auth/jwks',
  JWT_ISSUER: 'https://auth.example.com',
  JWT_AUDIENCE: 'https://auth.example.com',
};

const HEAD = `# Every variable of todo-api, with its meaning and default. Copy to .env and fill in what has no default.
# Generated from src/config/variables.ts by "npm run docs"; a test compares. Variables set in the environment win over .env.
# A secret may also come from a file: <NAME>_FILE=/path instead of <NAME>. An empty variable counts as not set.
`;

/** The content of `.env.example`. */
export function envExample(): string {
  const sections = variables().map(([title, entries]) => {
    const blocks = entries.map(([name, schema]) => {
      const example = EXAMPLES[name];
      const line = example === undefined ? `#${name}=${keywords(schema).default ?? ''}` : `${name}=${example}`;
      return `# ${meaning(schema)} ${choice(schema)}\n${line}\n`.replaceAll('`', '');
    });
    return `\n# --- ${title} ---\n\n${blocks.join('\n')}`;
  });
  return HEAD + sections.join('');
}

/** The table of the README. */
export function variablesTable(): string {
  const rows = variables().flatMap(([, entries]) =>
    entries.map(([name, schema]) => `| \`${name}\` | ${byDefault(schema) ?? '**required**'} | ${meaning(schema)} |`),
  );
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

function variables(): [title: string, entries: [name: string, schema: TSchema][]][] {
  return Object.entries(TITLES).map(([section, title]) => [
    title,
    Object.entries(VARIABLES[section as keyof typeof VARIABLES].properties), // the keys of TITLES
  ]);
}

const meaning = (schema: TSchema): string =>
  `${keywords(schema).description}${keywords(schema).secret ? ' Also as a file.' : ''}`;

/** Value that holds when the variable is not set; null when it has to be. */
function byDefault(schema: TSchema): string | null {
  const value = keywords(schema).default;
  if (value !== undefined) return value === '' ? 'none' : String(value);
  return IsOptional(schema) ? (keywords(schema).otherwise ?? 'none') : null;
}

/** The sentence after the meaning. */
function choice(schema: TSchema): string {
  const value = byDefault(schema);
  const allowed = expected(schema) === 'a text' ? '' : `; ${expected(schema)}`;
  return value === null ? 'Required.' : `Default: ${value}${allowed}.`;
}
