// Which questions the help page answers for whom, and the page where the answer is carried out. The words stand in the dictionary.
import type { Role } from '../../../server/http/wire/route.ts';

/** Where a page helps: `to` gives its address for whoever reads. */
interface Done {
  readonly topic: 'wrongRecipient' | 'cannotOpen' | 'lostNotice' | 'late' | 'number' | 'opening' | 'lostKey' | 'collectLate'
    | 'find' | 'mismatch' | 'atHand' | 'noSignIn' | 'left' | 'firmAddress' | 'notScanned' | 'ourContact';
  readonly to: (accountId: string) => string;
}
/** Where only a telephone helps. */
interface Told { readonly topic: 'leaked' | 'lostPassword' | 'strange' | 'forgotten' | 'noAddress' | 'expired'; readonly to: null }
export type Answer = Done | Told;

const at = (topic: Done['topic'], to: string | ((accountId: string) => string)): Answer => ({ topic, to: typeof to === 'string' ? () => to : to });
const told = (topic: Told['topic']): Answer => ({ topic, to: null });

/** Of one's own, while they can still be recalled. */
const recallable = (accountId: string): string => `/transfers?state=awaiting-approval,released,collecting&creator=${accountId}`;

export const ANSWERS: Readonly<Record<Role, readonly Answer[]>> = {
  staff: [at('wrongRecipient', recallable), at('cannotOpen', '/notices'), at('lostNotice', '/notices'), at('late', '/transfers?overdue=1'), told('leaked'), at('number', '/transfers')],
  handler: [at('opening', '/'), told('lostPassword'), at('lostKey', '/keys'), at('collectLate', '/'), told('strange'), at('number', '/transfers')],
  auditor: [at('find', '/audit/ledger'), at('mismatch', '/audit/ledger'), at('atHand', '/audit/verify'), at('number', '/audit/ledger')],
  administrator: [at('noSignIn', '/admin/people'), at('left', '/admin/people'), at('firmAddress', '/admin/contractors'), at('notScanned', '/admin/health'), at('ourContact', '/admin/settings')],
};

/** For whoever is not signed in. */
export const OUTSIDE: Readonly<Record<'ward' | 'contractor', readonly Answer[]>> = {
  ward: [told('forgotten'), told('expired')],
  contractor: [told('forgotten'), told('expired'), told('noAddress')],
};
