/** The shapes that the baseline validates, serialises and stores. */
/** The table as the baseline has it: the key, and the one index that its list needs. */
export const BASELINE_TABLE = `
  create table tasks (
    id uuid primary key, user_id text not null, title text not null, description text,
    completed boolean not null default false,
    created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now()
  );
  create index on tasks (user_id, created_at desc, id desc);`;

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
export const task = {
  type: 'object',
  properties: {
    id: text,
    title: text,
    description: { type: ['string', 'null'] },
    completed: { type: 'boolean' },
    user_id: text,
    created_at: time,
    updated_at: time,
  },
};
export const list = {
  type: 'object',
  properties: { items: { type: 'array', items: task }, next_cursor: { type: ['string', 'null'] } },
};
export const me = {
  type: 'object',
  properties: { user_id: text, tasks_url: text, issuer: text, audience: text, issued_at: time, expires_at: time },
};
export const input = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    description: { type: ['string', 'null'] },
    completed: { type: 'boolean' },
  },
};
