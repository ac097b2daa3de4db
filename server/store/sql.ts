/** SQL that the query builder has no words for. One door: who writes raw SQL is seen here, and values still go as bound parameters only. */
export { sql } from 'kysely';
export type { RawBuilder } from 'kysely';
