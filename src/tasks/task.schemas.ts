/** What a task looks like on the wire, going in and coming out: the same schemas validate, serialise and document. */
import { type Static, Type } from 'typebox';

/** Text patterns are whole-string and linear; each says its rule, to readers and in the validator's message. */
const TITLE_RULES = [
  // Cc are the control characters, Cs the lone surrogates, which UTF-8 cannot hold.
  { pattern: '^[^\\p{Cc}\\p{Cs}]*$', description: 'must hold no control characters and no lone surrogates' },
  {
    pattern: '[^\\p{White_Space}\\p{C}\\p{Default_Ignorable_Code_Point}]',
    description: 'must hold at least one visible character',
  },
];
/** Of descriptions, and of the text that is looked for in them. */
export const TEXT_RULE = {
  pattern: '^(?:[^\\p{Cc}\\p{Cs}]|[\\t\\n\\r])*$',
  description: 'must hold no control characters but line feed, carriage return and tab, and no lone surrogates',
};

const Title = Type.Unsafe<string>({
  type: 'string',
  maxLength: 200,
  allOf: TITLE_RULES,
  description: '1–200 Unicode code points, at least one of them visible; stored exactly as sent.',
  examples: ['Buy milk'],
});
const Description = {
  type: ['string', 'null'],
  maxLength: 10_000,
  allOf: [TEXT_RULE],
  description: 'At most 10,000 Unicode code points, or null for none. An empty string is not null.',
  examples: ['Two bottles, the blue ones'],
};
const Completed = { type: 'boolean', description: 'Whether the task is done.' };

const closed = { additionalProperties: false };

/** A whole task from a client: POST and PUT. What is absent takes its default. */
export const TaskInput = Type.Object(
  {
    title: Title,
    description: Type.Unsafe<string | null>({ ...Description, default: null }),
    completed: Type.Unsafe<boolean>({ ...Completed, default: false }),
  },
  { ...closed, required: ['title'], $id: 'TaskInput' },
);

/** RFC 7396: what is absent stays as it is. Null would remove a member, and only a description can be removed. */
export const TaskPatch = Type.Object(
  {
    title: Type.Optional(Title),
    description: Type.Optional(Type.Unsafe<string | null>(Description)),
    completed: Type.Optional(Type.Unsafe<boolean>(Completed)),
  },
  { ...closed, $id: 'TaskPatch' },
);

/** Body of `complete`, where one is sent. */
export const Completion = Type.Object({ completed: Type.Unsafe<boolean>(Completed) }, { ...closed, $id: 'Completion' });

const Time = (description: string) =>
  Type.String({ format: 'date-time', description, examples: ['2026-11-24T09:30:00.000Z'] });

export const TaskSchema = Type.Object(
  {
    id: Type.String({
      format: 'uuid',
      description: 'UUID in lower case; of version 7 when the server made it.',
      examples: ['019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52'],
    }),
    title: Title,
    description: Type.Unsafe<string | null>(Description),
    completed: Type.Unsafe<boolean>(Completed),
    user_id: Type.String({
      description: 'The owner: `sub` of the token.',
      examples: ['Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe'],
    }),
    created_at: Time('When the task was made, by the clock of the database. RFC 3339, UTC, milliseconds.'),
    updated_at: Time('When the task last changed. A write that changes nothing leaves it alone.'),
  },
  { ...closed, $id: 'Task', description: 'One thing to do. Its entity tag is the header `ETag`, not a member.' },
);

const TaskRef = Type.Unsafe<Static<typeof TaskSchema>>({ $ref: 'Task#' });

export const TaskPage = Type.Object(
  {
    items: Type.Array(TaskRef),
    next_cursor: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'Opaque: give it back as `cursor` for the next page. Null on the last page.',
      examples: [null],
    }),
    total: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'With `include_total=true`: how many tasks fit the filters, over all pages.',
      }),
    ),
  },
  { ...closed, $id: 'TaskPage' },
);
