// A database with two sections, four firms and transfers of every state between them, without a gateway: for what lists find.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../server/accounts/person.ts';
import { openStore, type Store, type Tx } from '../../server/store/store.ts';
import type { State, Transfer } from '../../server/transfers/transfer.ts';
import { testPolicy } from '../policy.ts';
import { insertMany, type Line, type Ref } from './many.ts';

export const allStates: readonly State[] = ['draft', 'awaiting-approval', 'returned', 'released', 'collecting', 'collected', 'confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed', 'wiped'];
export const now = '2026-07-02T05:00:00.000Z';
export const clock = { now: () => now };
const key = (n: number): string => n.toString(16).padStart(32, '0');

const ward = key(1);
const sections: readonly Ref[] = [{ id: key(2), name: '福祉部 介護保険課' }, { id: key(3), name: '健康部 予防課' }];
const firms: readonly Ref[] = [{ id: key(10), name: '株式会社みどり印刷' }, { id: key(11), name: 'みどり印刷加工株式会社' }, { id: key(12), name: 'あおば封入センター' }, { id: key(13), name: 'つつじ医院' }];
const clerk = (n: number, name: string, sectionId: string, canApprove: boolean): Person => ({ id: key(n), name, role: 'staff', municipalityId: ward, sectionId, contractorId: null, canApprove, occasion: 'o', signedInAt: '2026-07-02T04:00:00.000Z' });
const handler = (n: number, name: string, contractorId: string): Person => ({ ...clerk(n, name, '', false), role: 'handler', sectionId: null, contractorId });

export const people = {
  sato: clerk(31, '佐藤 恵', key(2), false), takahashi: clerk(32, '髙橋 健', key(2), true), yobo: clerk(33, '予防 一郎', key(3), true),
  tanaka: handler(41, '田中 誠', key(10)), suzuki: handler(42, '鈴木 花', key(10)), aoba: handler(43, '青葉 進', key(12)),
} satisfies Record<string, Person>;

/** Which engagement joins which section and firms; each has a form for either direction. */
const engagements = [
  { id: key(51), title: '納入通知書等の作成等業務', section: 0, firms: [0, 1, 2], forms: [key(61), key(62)], policy: testPolicy },
  { id: key(52), title: '負担割合証の作成等業務', section: 0, firms: [0], forms: [key(63), key(64)], policy: { ...testPolicy, locks: 'password' as const } },
  { id: key(53), title: '予防接種', section: 1, firms: [0, 3], forms: [key(65), key(66)], policy: testPolicy },
] as const;
const formNames = ['納入通知書 印字データ', '業務報告書', '負担割合証', '作業日報', '予診票', '接種記録'];
export const ids = { ward, sections, firms, engagements: engagements.map((one) => one.id) };

const at = <Item>(items: readonly Item[], index: number): Item => {
  const found = items[index];
  if (found === undefined) throw new Error(`expected an item ${index}`);
  return found;
};

export interface World { readonly store: Store; readonly file: string; readonly transfers: readonly Transfer[]; close(): Promise<void> }

/** Makes it anew in a temporary folder. 鈴木 is on the roster of one engagement only. */
export async function openWorld(count: number): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-lists-'));
  const file = join(folder, 'kagibako.db');
  const store = await openStore({ file, create: true });
  const transfers = await store.change(async (tx) => {
    await insertParties(tx);
    await insertEngagements(tx);
    return insertMany(tx, {
      count, seed: 7, municipalityId: ward, lines: linesOf(), states: allStates, newest: Date.parse(now), apart: 3_600_000, titles: ['7月分', '再送 100%', '定期_印字', 'Premium notices', '予防接種のお知らせ'],
    });
  });
  return { store, file, transfers, close: async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  } };
}

async function insertParties(tx: Tx): Promise<void> {
  await tx.insertInto('municipalities').values({ id: ward, code: 'asagiri', name: 'あさぎり区', created_at: now }).execute();
  for (const { id, name } of sections) await tx.insertInto('sections').values({ id, municipality_id: ward, name, telephone: '03', tile: 0 }).execute();
  for (const { id, name } of firms) await tx.insertInto('contractors').values({ id, municipality_id: ward, name, address: '○○県', page: id, created_at: now, tile: 1 }).execute();
  for (const person of Object.values(people)) {
    await tx.insertInto('accounts').values({
      id: person.id, municipality_id: ward, role: person.role, scope: person.contractorId ?? ward, login: person.id, name: person.name, section_id: person.sectionId, contractor_id: person.contractorId,
      can_approve: person.canApprove ? 1 : 0, password_hash: '', must_change: 0, initial_expires_at: null, disabled_at: null, created_at: now,
    }).execute();
  }
}

async function insertEngagements(tx: Tx): Promise<void> {
  for (const [index, { id, title, section, firms: joined, forms, policy }] of engagements.entries()) {
    await tx.insertInto('engagements').values({ id, municipality_id: ward, title, purpose: '', legal_basis: '', period_from: '2026-04-01', period_to: '2027-03-31', items: '[]', policy: JSON.stringify(policy), preset: null, created_at: now, terminated_at: null }).execute();
    await tx.insertInto('engagement_sections').values({ engagement_id: id, section_id: at(sections, section).id }).execute();
    for (const firm of joined) await tx.insertInto('engagement_contractors').values({ engagement_id: id, contractor_id: at(firms, firm).id }).execute();
    for (const [place, form] of forms.entries()) await tx.insertInto('forms').values({ id: form, engagement_id: id, name: at(formNames, index * 2 + place), name_en: `Form ${index}${place}`, direction: place === 0 ? 'to-contractor' : 'to-section', unit: '件' }).execute();
  }
  const places = [[people.tanaka, 0], [people.tanaka, 1], [people.tanaka, 2], [people.suzuki, 1], [people.aoba, 0]] as const;
  for (const [place, [person, engagement]] of places.entries()) {
    await tx.insertInto('roster').values({ id: key(80 + place), engagement_id: at(engagements, engagement).id, contractor_id: person.contractorId ?? '', account_id: person.id, role: 'handler', starts_on: '2026-04-01', accepted_at: '2026-04-01T00:00:00.000Z', removed_at: null }).execute();
  }
}

function linesOf(): Line[] {
  const creators: readonly (readonly Ref[])[] = [[people.sato, people.takahashi], [people.yobo]];
  const refs = (some: readonly Ref[]): Ref[] => some.map(({ id, name }) => ({ id, name }));
  return engagements.flatMap(({ id, section, firms: joined, forms, policy }) => joined.flatMap((firm): Line[] => {
    const [clerks, firmPeople] = [refs(at(creators, section)), refs(firm === 0 ? [people.tanaka, people.suzuki] : [people.aoba])];
    const [inside, outside] = [at(sections, section).id, at(firms, firm).id];
    return [
      { engagementId: id, policy, formId: at(forms, 0), direction: 'to-contractor', senderId: inside, recipientId: outside, creators: clerks },
      { engagementId: id, policy, formId: at(forms, 1), direction: 'to-section', senderId: outside, recipientId: inside, creators: firmPeople },
    ];
  }));
}
