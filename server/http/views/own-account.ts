// What is new of the own account: what happened since the sign-in before this one, that one included.
import { happeningsOf, previousSignInOf, type Happening } from '../../accounts/happenings.ts';
import type { Person } from '../../accounts/person.ts';
import type { Tx } from '../../store/store.ts';

/** When the person signed in before this sign-in; null: never. */
export const previousSignIn = (tx: Tx, person: Person): Promise<string | null> => previousSignInOf(tx, person.id, person.signedInAt);

/** Worth a look, and later than the sign-in before, or that sign-in itself: another may have come in so, and read the line. The one that reads it is no news to whoever did it. */
export function isNewTo(person: Person, previous: string | null, { news, at, what }: Happening): boolean {
  if (!news || previous === null) return false;
  return what.startsWith('signed-in') ? at >= previous && at !== person.signedInAt : at > previous;
}

/** How many things are new to this person. */
export async function newHappenings(tx: Tx, person: Person, previous: string | null): Promise<number> {
  return previous === null ? 0 : (await happeningsOf(tx, person.id, previous)).filter((one) => isNewTo(person, previous, one)).length;
}
