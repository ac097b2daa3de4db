// Two hundred more histories, by seeds of their own; the other hundred stands in further.long.test.ts, so that two run at once. To repeat one: see histories.test.ts.
import { describe } from 'vitest';
import { walkHistories } from './walk.ts';
import { wanted } from './wanted.ts';

describe('every state change has exactly one entry, in more histories [I 4]', () => {
  walkHistories(Array.from({ length: 100 }, (_, at) => 1001 + at), 40, wanted);
});
