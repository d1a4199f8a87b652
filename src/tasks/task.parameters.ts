/** What the paths and the query string of the task routes may hold. */
import { Type } from 'typebox';
import { TEXT_RULE } from './task.schemas.ts';

const Uuid = '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';

/** The format alone takes more: a space for the T, offsets without a colon. */
const TIME_RULE = {
  pattern: '^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)$',
  description: 'must be an RFC 3339 time such as 2026-11-24T09:30:00Z, the + of an offset percent-encoded',
};

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
  { additionalProperties: false, required: [] },
);
