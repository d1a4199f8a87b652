/** What every table with user data has in common: forced row-level security and one policy on the owner column. */
import type { FilterDef, PolicyDef } from '@mikro-orm/core';

/** The role that every request's transaction switches to: it owns nothing, cannot log in and does not bypass row-level security. */
export const APP_ROLE = 'todo_api_app';

/** The transaction-local setting that holds the caller's user id. */
export const USER_SETTING = 'app.user_id';

/**
 * A row is visible, and may be written, only by its owner. After a transaction the setting is `''` and not null, hence
 * the `nullif`: without a user there is no owner, and a comparison with null is never true.
 */
const OWNER_ONLY = `user_id = nullif(current_setting('${USER_SETTING}', true), '')`;

/** The one policy of {@link OWNED_TABLE}. */
export const OWNER_POLICY = 'owner_only';

/** Metadata for `defineEntity`: spread it into every entity whose rows belong to a user by their `user_id`. */
export const OWNED_TABLE: {
  rowLevelSecurity: 'force';
  policies: PolicyDef[];
  filters: { owner: FilterDef };
} = {
  rowLevelSecurity: 'force',
  policies: [{ name: OWNER_POLICY, command: 'all', using: OWNER_ONLY, check: OWNER_ONLY }],
  // The first wall for whatever an EntityManager finds, updates or deletes; the scope gives the parameter.
  filters: { owner: { name: 'owner', cond: ({ userId }) => ({ user_id: userId }), default: true } },
};
