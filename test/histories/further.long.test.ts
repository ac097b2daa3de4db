// The second hundred of the long histories, and as many more as it takes to come to every act that is wanted. To repeat one: see histories.test.ts.
import { describe } from 'vitest';
import { walkHistories } from './walk.ts';
import { wanted } from './wanted.ts';

describe('every state change has exactly one entry, in further histories [I 4]', () => {
  walkHistories(Array.from({ length: 112 }, (_, at) => 2001 + at), 40, wanted);
});
