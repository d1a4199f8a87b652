/** The column type of times: `timestamptz(3)` in the database, RFC 3339 text in the entity, with nothing in between. */
import { Type } from '@mikro-orm/core';

/** The dialect already gives RFC 3339; without this type MikroORM would make a `Date` of it, only to be printed again. Goes with `.runtimeType('string')`. */
export class Rfc3339 extends Type<string, string> {
  override getColumnType(): string {
    return 'timestamptz(3)';
  }
}
