// Thirty more histories, longer ones, by seeds of their own. To repeat one: see histories.test.ts.
import { describe } from 'vitest';
import { walkHistories } from './walk.ts';

describe('every state change has exactly one entry, in long histories [I 4]', () => {
  walkHistories(Array.from({ length: 30 }, (_, at) => 1001 + at), 80);
});
