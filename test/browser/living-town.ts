// A town in the middle of its work: transfers in every state, two firms with much the same name, keys confirmed and waiting. For whoever looks at pages.
import { fetchSealed } from '../../client/collecting.ts';
import { makeKeyPair, type KeyPair } from '../../client/opening.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import type { Surroundings } from '../../server/running.ts';
import { addPerson, confirmedCertificate, draftFor, foundTown, secondAdministrator, start, testPolicy, upload, type Someone, type Town } from '../town.ts';

export const passphrase = 'みどり の つくえ の うえ 3';

export interface LivingTown extends Town {
  /** The firm with much the same name. */
  readonly similar: { readonly id: string; readonly page: string };
  readonly yamazaki: Someone;
  /** The key of 田中 誠 and its passphrase is `passphrase`. */
  readonly key: KeyPair;
  /** Transfers by what they are here for. */
  readonly transfers: Readonly<Record<Stands, string>>;
  /** The password of the transfer `released`, as the notice showed it. */
  readonly password: string;
  readonly openNotice: string;
  /** A record that waits for the contractor's answer. */
  readonly record: string;
}

type Stands = 'wiped' | 'confirmed' | 'collected' | 'released' | 'recalled' | 'expired' | 'returned' | 'approval' | 'approvalToo' | 'notice' | 'draft' | 'report';

const rows = (count: number): Buffer => Buffer.from('被保険者番号,氏名\r\n'.repeat(count));

/** Tells time, makes transfers and takes them as far as is wanted. */
class Story {
  private readonly town: Town;
  private readonly people: readonly Someone[];

  constructor(town: Town, people: readonly Someone[]) {
    this.town = town;
    this.people = people;
  }

  /** Time goes by, the gateway does its work, and everybody signs in again. */
  async later(minutes: number): Promise<void> {
    this.town.time.advance(minutes);
    await this.town.running.gateway.tick();
    for (const one of this.people) await one.signInAgain();
    await this.town.running.gateway.tick();
  }

  async drafted(by: Someone, recipient: { id: string }, given: { quantity: number; form?: string; files: readonly [name: string, lines: number][] }): Promise<{ depositId: string; id: string }> {
    const draft = await draftFor(by, this.town, { recipientIds: [recipient.id], quantity: given.quantity, ...(given.form === undefined ? {} : { form: given.form }) });
    for (const [name, lines] of given.files) await upload(by, draft.id, name, name.endsWith('.pdf') ? Buffer.concat([Buffer.from('%PDF-1.7\n'), rows(lines)]) : rows(lines));
    return { depositId: draft.id, id: draft.transfers[0]?.id ?? '' };
  }

  async deposited(...given: Parameters<Story['drafted']>): Promise<string> {
    const { depositId, id } = await this.drafted(...given);
    await given[0].api.call('submit', { id: depositId });
    return id;
  }

  async approved(...given: Parameters<Story['drafted']>): Promise<string> {
    const id = await this.deposited(...given);
    const { digest } = await this.town.takahashi.api.call('transfer', { id });
    await this.town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } });
    return id;
  }

  /** Makes the password of these transfers and hands it over. */
  async handedOver(by: Someone, ...transferIds: string[]): Promise<string> {
    const { notice, password } = await by.api.call('addNotice', { body: { transferIds } });
    await by.api.call('handover', { id: notice.id, body: { method: 'in-person', to: notice.addressees[0]?.id ?? '', at: new Date(this.town.time.wall()).toISOString() } });
    return password;
  }

  async collected(by: Someone, id: string): Promise<void> {
    const sealed = await fetchSealed(by.api, { id }, await (await by.api.call('gatewayCertificate', {})).text());
    for (const file of sealed.manifest.files) await (await by.api.call('body', { id, fileId: file.body })).arrayBuffer();
  }

  async confirmed(by: Someone, id: string): Promise<void> {
    await this.collected(by, id);
    const { digest, quantity } = await by.api.call('transfer', { id });
    await by.api.call('confirm', { id, body: { quantity, opened: true, digest } });
  }
}

/** Founds the town and lets ten days go by in it. The clock then stands still. */
export async function foundLivingTown(surroundings: Partial<Surroundings>, environment: Record<string, string> = {}): Promise<LivingTown> {
  const town = await foundTown({ surroundings, environment });
  const { admin, sato, takahashi, tanaka, firm, section } = town;
  const similar = await admin.api.call('addContractor', { body: { name: 'みどり印刷加工株式会社', address: '○○県□□市7-1' } });
  const yamazaki = await addPerson(town, admin, { role: 'handler', login: 'yamazaki', name: '山﨑 由美', contractorId: similar.id }, similar.page);
  const engagement = await admin.api.call('addEngagement', { body: {
    title: '介護保険料納入通知書等の作成等業務（令和8年度）', purpose: '納入通知書の印字・封入封緘', legalBasis: '条例第14条第1項', from: '2026-04-01', to: '2027-03-31', items: ['氏名', '住所', '被保険者番号', '保険料額'],
    forms: [{ name: '納入通知書 印字データ', nameEn: 'Premium notices, print data', direction: 'to-contractor', unit: '件' }, { name: '負担割合証 印字データ', nameEn: 'Cost-share cards, print data', direction: 'to-contractor', unit: '件' }, { name: '再発行分 印字データ', nameEn: 'Reissued notices, print data', direction: 'to-contractor', unit: '件' }, { name: '業務報告書', nameEn: 'Work report', direction: 'to-section', unit: '件' }],
    policy: testPolicy, terms: { ...plainTerms, refuseWhileErasureOverdue: false }, preset: null, sectionIds: [section.id], contractorIds: [firm.id, similar.id],
  } });
  for (const [contractorId, accountId, role] of [[firm.id, tanaka.id, 'manager'], [similar.id, yamazaki.id, 'manager']] as const) await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId, accountId, role, startsOn: '2026-04-01' } });
  const living: Town = { ...town, engagement };
  const key = await registeredKeys({ ...living, yamazaki });
  const told = await tell(new Story(living, [admin, sato, takahashi, tanaka, yamazaki, town.auditor]), { ...living, similar });
  const record = (await takahashi.api.call('addRecord', { idempotencyKey: '7'.repeat(32), body: { kind: 'status-request', engagementId: engagement.id, contractorId: firm.id, values: { topics: ['storage', 'measures'], answerBy: '2026-07-24' } } })).id;
  await askedByAnother(town);
  return { ...living, get running() { return town.running; }, record, similar, yamazaki, key, ...told };
}

/** What a second administrator asked for waits for the first. */
async function askedByAnother(town: Town): Promise<void> {
  const second = await secondAdministrator(town);
  await second.api.call('askReset', { id: town.sato.id, body: { what: 'password', reason: '本人からの電話で確かめた' } });
  await second.api.call('askAdministrator', { body: { login: 'kanri3', name: '管理 三郎', reason: '7月1日付けの人事異動による' } });
}

async function registeredKeys({ tanaka, yamazaki, sato, takahashi }: Town & { yamazaki: Someone }): Promise<KeyPair> {
  const at = new Date(start);
  const key = await makeKeyPair({ name: '株式会社みどり印刷 印刷室', passphrase }, at);
  const keyOf = async (name: string): Promise<string> => (await makeKeyPair({ name, passphrase }, at)).certificate;
  await confirmedCertificate(tanaka, sato, key.certificate);
  await confirmedCertificate(yamazaki, sato, await keyOf('みどり印刷加工株式会社 受付'));
  await confirmedCertificate(sato, takahashi, await keyOf('福祉部 介護保険課'));
  await tanaka.api.call('addCertificate', { body: { certificate: await keyOf('株式会社みどり印刷 検査室'), label: '検査室の端末' } });
  return key;
}

async function tell(story: Story, { sato, takahashi, tanaka, firm, similar, section }: Town & { similar: { id: string } }): Promise<Pick<LivingTown, 'transfers' | 'password' | 'openNotice'>> {
  const of = (form: string) => (quantity: number, ...files: [string, number][]) => ({ form, quantity, files });
  const [notices, cards, again] = [of('納入通知書'), of('負担割合証'), of('再発行分')];
  const wiped = await story.approved(sato, firm, notices(67_410, ['納入通知書_6月.csv', 6_741]));
  const expired = await story.approved(sato, similar, cards(12_300, ['負担割合証_6月.csv', 1_230]));
  await story.later(20 * 60);
  await story.handedOver(sato, wiped);
  await story.handedOver(takahashi, expired);
  await story.confirmed(tanaka, wiped);
  await story.later(10 * 24 * 60);
  const collected = await story.approved(sato, firm, again(3_204, ['納入通知書_追加.csv', 3_204]));
  const confirmed = await story.approved(sato, firm, again(480, ['納入通知書_再発行.csv', 480]));
  const released = await story.approved(sato, firm, notices(68_000, ['noufu_01.csv', 34_000], ['noufu_02.csv', 34_000]));
  const recalled = await story.approved(sato, similar, cards(68_000, ['noufu_01.csv', 3_400]));
  const report = await story.deposited(tanaka, section, { quantity: 1, form: '業務報告書', files: [['印刷業務報告書_6月.pdf', 400]] });
  await story.later(25 * 60);
  await story.handedOver(sato, collected, confirmed);
  const password = await story.handedOver(takahashi, released);
  await story.handedOver(tanaka, report);
  await story.collected(tanaka, collected);
  await story.confirmed(tanaka, confirmed);
  await sato.api.call('recall', { id: recalled, body: { reason: 'wrong-recipient' } });
  const shown = await story.approved(sato, similar, cards(12_410, ['負担割合証_7月.csv', 1_241]));
  const notice = await story.approved(sato, firm, again(950, ['納入通知書_口座振替.csv', 950]));
  await story.approved(sato, firm, again(1_204, ['納入通知書_年金天引.csv', 1_204]));
  const returned = await story.deposited(sato, firm, notices(68_000, ['noufu_01.csv', 3_400]));
  await takahashi.api.call('sendBack', { id: returned, body: { reason: '件数が台帳と合いません。6月分のファイルではありませんか。', digest: (await takahashi.api.call('transfer', { id: returned })).digest } });
  await story.later(150);
  const openNotice = (await takahashi.api.call('addNotice', { body: { transferIds: [shown] } })).notice.id;
  const approval = await story.deposited(sato, firm, notices(68_120, ['納入通知書_7月_01.csv', 34_060], ['納入通知書_7月_02.csv', 34_060]));
  const approvalToo = await story.deposited(sato, similar, cards(6_200, ['負担割合証_7月_再.csv', 620]));
  const draft = (await story.drafted(sato, firm, again(320, ['納入通知書_転入.csv', 320]))).id;
  return { transfers: { wiped, confirmed, collected, released, recalled, expired, returned, approval, approvalToo, notice, draft, report }, password, openNotice };
}
