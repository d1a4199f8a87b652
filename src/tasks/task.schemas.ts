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
const TEXT_RULE = {
  pattern: '^(?:[^\\p{Cc}\\p{Cs}]|[\\t\\n\\r])*$',
  description: 'must hold no control characters but line feed, carriage return and tab, and no lone surrogates',
};

/** The format alone takes more: a space for the T, offsets without a colon. */
const TIME_RULE = {
  pattern: '^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)$',
  description: 'must be an RFC 3339 time such as 2026-11-24T09:30:00Z, the + of an offset percent-encoded',
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

const Uuid = '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
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

export const OwnerPath = Type.Object({
  user_id: Type.String({
    description: "The owner: must be the token's `sub`, percent-encoded; such as `Zk3vQ9rT1xYb7LmN2pWc5sHd8fGj4aKe`.",
  }),
});
export const TaskPath = Type.Object({
  ...OwnerPath.properties,
  task_id: Type.Unsafe<string>({
    type: 'string',
    allOf: [{ pattern: Uuid, description: 'must be a UUID of 8-4-4-4-12 hexadecimal digits' }],
    description: 'A UUID of any version, in either case; such as `019aa2b4-5a1c-7d31-9d0f-3f6c1f0f7a52`.',
  }),
});

export const SORTS = ['created_at', '-created_at', 'updated_at', '-updated_at', 'title', '-title'] as const;

export const ListQuery = Type.Object(
  {
    completed: Type.Optional(Type.Boolean({ description: 'Only done, or only open tasks.' })),
    q: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        minLength: 1,
        maxLength: 200,
        allOf: [TEXT_RULE],
        description:
          'Only tasks with this text in title or description, in any case. `%` and `_` are plain characters.',
      }),
    ),
    updated_since: Type.Optional(
      Type.Unsafe<string>({
        type: 'string',
        format: 'date-time',
        allOf: [TIME_RULE],
        description:
          'Only tasks that changed then or later (inclusive). RFC 3339, such as `2026-11-24T09:30:00Z`; percent-encode the `+` of an offset.',
      }),
    ),
    sort: Type.Unsafe<(typeof SORTS)[number]>({
      type: 'string',
      enum: SORTS,
      default: '-created_at',
      description: 'A minus means descending. Titles sort by Unicode code point.',
    }),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Tasks per page.' }),
    cursor: Type.Optional(
      Type.String({
        description:
          '`next_cursor` of the page before. Valid only with the same user, sort and filters; `limit` may change.',
      }),
    ),
    include_total: Type.Boolean({ default: false, description: 'Adds `total` to the page.' }),
  },
  { ...closed, required: [] },
);
