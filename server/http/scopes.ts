// What an unattended terminal may call: routes by name, for each scope. What does not stand here is refused, whatever its roles say:
// nothing that approves, makes or reads a password, confirms a receipt, or shows what is not needed for sending or collecting.
import type { Person } from '../accounts/person.ts';
import { UnattendedRefused } from '../engagements/unattended/refusal.ts';
import type { RouteName } from './wire/routes.ts';

/** `upload`: the resumable uploads (tus), which are no rows of the table. */
export type Callable = RouteName | 'upload';

const standing = ['session', 'engagements'] as const;
export const scopes: Readonly<Record<'send' | 'collect', readonly Callable[]>> = {
  send: [...standing, 'addDeposit', 'deposit', 'unfinished', 'addFile', 'addBatch', 'removeFile', 'submit', 'discard', 'upload'],
  collect: [...standing, 'transfers', 'transfer', 'manifest', 'manifestSignature', 'lock', 'body'],
};

/** Throws `UnattendedRefused` (UNATTENDED_SCOPE). A person is asked nothing here. */
export function mustBeInScope({ unattended, sectionId }: Person, name: Callable): void {
  if (unattended !== undefined && !scopes[sectionId === null ? 'collect' : 'send'].includes(name)) throw new UnattendedRefused('UNATTENDED_SCOPE');
}
