// A list of values as one bound text: SQLite binds only so many values one by one.
import { sql, type RawBuilder } from 'kysely';

/** For `where(column, 'in', valuesOf(list))`; any number of values. */
export function valuesOf(values: readonly string[]): RawBuilder<string> {
  return sql<string>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
