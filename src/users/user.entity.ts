/** A user who has been seen: inserted together with the first task, never by a read. */
import { defineEntity, p } from '@mikro-orm/core';
import { OWNED_TABLE } from '../db/owned-table.ts';
import { Rfc3339 } from '../db/rfc3339-type.ts';

export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  ...OWNED_TABLE,
  checks: [{ name: 'users_user_id_check', expression: `user_id <> ''` }],
  properties: {
    // The token's `sub`, byte for byte: text and not UUID (Better Auth's are 32 alphanumerics). Collation "C" compares bytes,
    // so ids that differ only in case or Unicode form are different users on every server.
    user_id: p.text().primary().collation('C'),
    created_at: p.type(Rfc3339).runtimeType('string').defaultRaw('now()'),
  },
});
