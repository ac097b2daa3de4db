// What is attacked: a real gateway on loopback, in the process, with a section, a firm and transfers in several states, and a session of each role.
import type { Role, Side } from '../../server/http/wire/route.ts';
import { draftFor, foundTown, upload, type Someone, type Town } from '../town.ts';

export interface Attacker { readonly role: Role; readonly side: Side; readonly who: Someone }
export interface Target { readonly town: Town; readonly attackers: readonly Attacker[]; /** What stands for a parameter of an address, by its name; anything else is an id that is not there. */ readonly own: Readonly<Record<string, string>> }

/** Founds the town and fills it: a draft, a deposit that waits, one that is approved. */
export async function foundTarget(environment: Record<string, string> = {}): Promise<Target> {
  const town = await foundTown({ policy: { locks: 'password' }, environment });
  const deposit = async (isApproved: boolean): Promise<string> => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, '納入通知.csv', Buffer.from('番号,金額\r\n1,2\r\n'));
    const [transfer] = (await town.sato.api.call('submit', { id: draft.id })).transfers;
    if (transfer === undefined) throw new Error('expected a transfer');
    if (isApproved) await town.takahashi.api.call('approve', { id: transfer.id, body: { destination: true, content: true, attachments: true, digest: transfer.digest } });
    return transfer.id;
  };
  await deposit(true);
  const id = await deposit(false);
  await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
  const attackers = ([['staff', town.takahashi], ['handler', town.tanaka], ['auditor', town.auditor], ['administrator', town.admin]] as const).map(([role, who]): Attacker => ({ role, who, side: role === 'handler' ? 'contractor' : 'ward' }));
  return { town, attackers, own: { id, page: town.firm.page } };
}
