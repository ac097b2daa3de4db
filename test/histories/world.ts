// The town of the histories, founded once and copied for each: two sections, two contractors and a subcontractor, an auditor and an administrator,
// engagements with terms of their own, one of them closed.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import type { UnlockedKey } from '../../client/opening.ts';
import { plainTerms, type Terms } from '../../server/engagements/terms.ts';
import type { EngagementView } from '../../server/http/wire/engagements.ts';
import { beginWith, takeWith } from '../records/taking.ts';
import { addPerson, confirmedCertificate, foundTown, secondAdministrator, start, testPolicy, type Someone, type Town } from '../town.ts';
import { endedIn, type Ended } from './ended.ts';

export const names = ['sato', 'takahashi', 'hirota', 'tanaka', 'suzuki', 'kondo', 'kansa', 'admin', 'kanri'] as const;
export type Name = (typeof names)[number];

export interface Visitor { readonly name: Name; readonly side: 'ward' | 'contractor'; readonly id: string; readonly login: string; readonly password: string; readonly page: string | undefined; readonly cookie: string | undefined }
export interface Firm { readonly id: string; readonly handler: Name }
export interface World {
  readonly folder: string;
  readonly at: number;
  readonly vkey: string;
  readonly checkpoint: string;
  readonly visitors: Readonly<Record<Name, Visitor>>;
  readonly firms: readonly Firm[];
  readonly sections: readonly string[];
  readonly engagements: readonly Pick<EngagementView, 'id' | 'forms'>[];
  /** Who sends what to whom on a usual day: places in `engagements`, and parties by id. */
  readonly lanes: readonly Lane[];
  /** The keys whose certificates the portal has, as their owners unlocked them. */
  readonly keys: Readonly<Partial<Record<Name, UnlockedKey>>>;
  /** Certificates that nobody has registered yet. */
  readonly spares: readonly string[];
  readonly ended: Ended;
}

export interface Lane { readonly maker: Name; readonly engagement: number; readonly recipients: readonly string[] }

const forms = [
  { name: '印字データ', nameEn: 'Print data', direction: 'to-contractor', unit: '件' }, { name: '照会', nameEn: 'Inquiry', direction: 'to-contractor', unit: '件', kind: 'inquiry' },
  { name: '回答', nameEn: 'Answer', direction: 'to-section', unit: '件', kind: 'inquiry-answer' }, { name: '訪問記録票', nameEn: 'Visit record', direction: 'to-section', unit: '件', kind: 'record' },
] as const;
/** Everything is quicker here than in the plain engagement: no gap, no second person outwards, an early end of all that waits. */
const quick = { ...testPolicy, locks: 'password', approval: { 'to-contractor': false, 'to-section': true }, passwordGapMinutes: 0, telephoneCall: true, collectWithinDays: 3, wipeAfterConfirmHours: 0, draftDays: 2 } as const;
const open = { ...plainTerms, subcontracting: 'with-consent', downloads: { allowed: 2, reasonFrom: 2 }, mediumGapMinutes: 1, printLog: 'copies', answerWithinDays: 2 } as const;

/** Founds the town in a folder of its own and closes its gateway. */
export async function foundWorld(): Promise<World> {
  const town = await foundTown();
  const { admin } = town;
  const other = await admin.api.call('addSection', { body: { name: '健康推進課', telephone: '03-0000-2222' } });
  const hirota = await addPerson(town, admin, { role: 'staff', login: 'hirota', name: '廣田 稔', sectionId: other.id, canApprove: true });
  const kanri = await secondAdministrator(town);
  const second = await admin.api.call('addContractor', { body: { name: '有限会社あおば発送', address: '○○県△△市3-5-7' } });
  const suzuki = await addPerson(town, admin, { role: 'handler', login: 'suzuki', name: '鈴木 葉子', contractorId: second.id }, second.page);
  const engage = (title: string, to: string, sectionIds: string[], contractorIds: string[], more: Partial<Terms> = {}, of: readonly (typeof forms)[number][] = forms) => admin.api.call('addEngagement', { body: {
    title, purpose: '印字・発送', legalBasis: '条例第14条', from: '2026-04-01', to, items: ['氏名', '住所'], forms: [...of], policy: quick, terms: { ...open, subcontractorConditions: [], certificates: [], returns: [], rosterRoles: ['manager'], ...more }, preset: null, sectionIds, contractorIds,
  } });
  const shared = await engage('共同業務', '2027-03-31', [town.section.id], [town.firm.id, second.id]);
  const ending = await engage('まもなく終わる業務', '2026-07-09', [town.section.id, other.id], [second.id], { receiptSignature: 'required' });
  const closed = await engage('終わった業務', '2027-03-31', [town.section.id], [town.firm.id], { erasure: { ...plainTerms.erasure, after: 'engagement-end' } }, [forms[0]]);
  const enrol = (engagementId: string, contractorId: string, who: Someone) => admin.api.call('addRosterEntry', { id: engagementId, body: { contractorId, accountId: who.id, role: 'manager', startsOn: '2026-04-01' } });
  await enrol(shared.id, town.firm.id, town.tanaka);
  await enrol(shared.id, second.id, suzuki);
  await enrol(ending.id, second.id, suzuki);
  await enrol(closed.id, town.firm.id, town.tanaka);
  const sub = await subcontractorOf(town, shared.id);
  const kondo = await addPerson(town, admin, { role: 'handler', login: 'kondo', name: '近藤 望', contractorId: sub.id }, sub.page);
  await enrol(shared.id, sub.id, kondo);
  const ended = await endedIn(town, closed);
  const keys = { tanaka: await keyOf(town, town.tanaka), suzuki: await keyOf(town, suzuki), kondo: await keyOf(town, kondo), sato: await keyOf(town, town.sato) };
  const came = (name: Name, who: Someone, side: 'ward' | 'contractor', page?: string): Visitor => ({ name, side, id: who.id, login: who.login, password: who.password, page, cookie: who.line.headers()['cookie'] });
  const checkpoint = await town.running.gateway.ledger.checkpoint();
  await town.running.close();
  return {
    folder: town.folder, at: town.time.wall(), vkey: town.running.gateway.ledger.vkey, checkpoint, sections: [town.section.id, other.id],
    visitors: {
      sato: came('sato', town.sato, 'ward'), takahashi: came('takahashi', town.takahashi, 'ward'), hirota: came('hirota', hirota, 'ward'), kansa: came('kansa', town.auditor, 'ward'), admin: came('admin', admin, 'ward'), kanri: came('kanri', kanri, 'ward'),
      tanaka: came('tanaka', town.tanaka, 'contractor', town.firm.page), suzuki: came('suzuki', suzuki, 'contractor', second.page), kondo: came('kondo', kondo, 'contractor', sub.page),
    },
    firms: [{ id: town.firm.id, handler: 'tanaka' }, { id: second.id, handler: 'suzuki' }, { id: sub.id, handler: 'kondo' }], engagements: [town.engagement, shared, ending, closed], ended, keys, spares: [(await madeKey('予備の鍵 1')).certificate, (await madeKey('予備の鍵 2')).certificate],
    lanes: [
      { maker: 'sato', engagement: 0, recipients: [town.firm.id] }, { maker: 'sato', engagement: 1, recipients: [town.firm.id, second.id, sub.id] }, { maker: 'takahashi', engagement: 1, recipients: [town.firm.id] },
      { maker: 'hirota', engagement: 2, recipients: [second.id] }, { maker: 'sato', engagement: 2, recipients: [second.id] },
      { maker: 'tanaka', engagement: 1, recipients: [town.section.id] }, { maker: 'kondo', engagement: 1, recipients: [town.section.id] }, { maker: 'suzuki', engagement: 2, recipients: [other.id] },
    ],
  };
}

/** Makes a key whose certificate the portal has, confirmed. */
async function keyOf(town: Town, who: Someone): Promise<UnlockedKey> {
  const { certificate, key } = await madeKey(who.login);
  await confirmedCertificate(who, who === town.sato ? town.takahashi : town.sato, certificate);
  return key;
}

/** A key as the client makes it, without a passphrase: to lock and unlock its file costs half a second on purpose. */
async function madeKey(name: string): Promise<{ certificate: string; key: UnlockedKey }> {
  const { privateKey, publicKey } = await generateKey({ type: 'ecc', curve: 'ed25519Legacy', userIDs: { name }, date: new Date(start), format: 'object' });
  return { certificate: publicKey.armor(), key: privateKey };
}

/** Applied for by the contractor, checked by one clerk, approved by another. */
async function subcontractorOf(town: Town, engagementId: string): Promise<{ id: string; page: string }> {
  const name = '株式会社つばき封入';
  const applied = await beginWith(town.tanaka, { kind: 'subcontract', engagementId }, {
    firm: name, address: '○○県△△市9-9', representative: '椿 進', forms: forms.map((form) => form.name), work: '封入封緘', reason: '能力が足りないため', didNotBid: true, pMark: false, people: [{ name: '近藤 望', role: 'manager' }],
  });
  await takeWith(town.sato, applied.id, 'check', { notBidder: true, pMarkValid: 'not-asked' });
  await takeWith(town.takahashi, applied.id, 'approve', { number: '8福介第1号' });
  const firm = (await town.admin.api.call('contractors', {})).find((known) => known.name === name);
  if (firm === undefined) throw new Error('expected the approved subcontractor among the contractors');
  return firm;
}

/** The town on a disk of its own. */
export async function copyOf(world: World): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-history-'));
  await cp(world.folder, folder, { recursive: true });
  return { ...world, folder };
}

export async function remove({ folder }: Pick<World, 'folder'>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
