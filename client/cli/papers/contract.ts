// What stands before the first file in each paper: annex and workflow, roster, training and acknowledgements, keys compared by telephone,
// and how the firm's page was told to it.
import type { AttachmentView } from '../../../server/http/wire/records.ts';
import { makePdf } from '../../../server/documents/pdf.ts';
import { japanTime } from '../demo/clock.ts';
import { isRefused, type Someone } from '../demo/someone.ts';
import { attach, begin, printRecord, take, type PaperStage } from './desk.ts';
import type { Firm, Section } from './town.ts';

/** A document that an office would scan: a page with its title. */
export async function page({ town }: PaperStage, title: string, lines: readonly string[]): Promise<Uint8Array> {
  return makePdf({ title, author: town.engagement.title, createdAt: new Date(town.time.wall()), blocks: [{ kind: 'heading', text: title, align: 'center' }, ...lines.map((text) => ({ kind: 'text', text } as const))] });
}

export const paperOf = async (stage: PaperStage, who: Someone, title: string, lines: readonly string[] = []): Promise<AttachmentView['id']> => attach(who, `${title}.pdf`, await page(stage, title, lines));

/** 特記事項 for each firm (0-1 and its like); returns nothing: the gateway holds the newest. */
export async function concludeAnnex(stage: PaperStage, clerk: Someone, firm: Pick<Firm, 'id' | 'name'>): Promise<void> {
  const { town, story } = stage;
  const document = await paperOf(stage, clerk, '個人情報取扱特記事項', [`${firm.name} 様`, town.engagement.title]);
  const annex = await begin(stage, clerk, 'annex', { contractorId: firm.id }, { signedOn: town.engagement.from, documents: [document] });
  story.tell(`${clerk.name}さんが${firm.name}との契約に特記事項を登録しました（${annex.label}、文書のハッシュ付き）。`, 'The annex of the contract, with the hash of its document.');
}

/** 業務フロー made by the ward, acknowledged by the 取扱責任者 (0-8, 1-9, 1-15). */
export async function shareWorkflow(stage: PaperStage, clerk: Someone, firm: Firm): Promise<void> {
  const document = await paperOf(stage, clerk, '業務フロー');
  const flow = await begin(stage, clerk, 'workflow', { contractorId: firm.id }, { documents: [document] });
  await take(stage, firm.manager, flow.id, 'acknowledge', { agreed: true });
  stage.story.tell(`業務フロー（${flow.label}）を共有し、${firm.manager.name}さんが確認しました。`, 'The workflow, acknowledged by the handling manager.');
}

/** The 取扱責任者 submits the handler, the ward accepts (0-3). */
export async function submitRoster(stage: PaperStage, clerk: Someone, firm: Firm, extra: readonly { readonly who: Someone; readonly role: 'handler' | 'security-officer' }[] = []): Promise<void> {
  const { town, story } = stage;
  for (const { who, role } of [{ who: firm.handler, role: 'handler' as const }, ...extra]) {
    const sent = await firm.manager.api.call('submitRosterEntry', { id: town.engagement.id, body: { person: { accountId: who.id }, role, startsOn: town.engagement.from, endsOn: null, reason: '契約にあたり指定' } });
    const waiting = sent.firms.flatMap((one) => one.entries).find((entry) => entry.accountId === who.id && entry.state === 'waiting');
    if (waiting === undefined) throw new Error(`expected ${who.name} to wait on the roster`);
    await clerk.api.call('decideRosterEntry', { id: waiting.id, body: { accept: true } });
  }
  story.tell(`${firm.manager.name}さんが取扱者の名簿を提出し、${clerk.name}さんが受け付けました。`, 'The roster, submitted by the contractor and accepted by the ward.');
}

/** 研修, and the ward's check of it (0-9, 3-3). */
export async function train(stage: PaperStage, clerk: Someone, firm: Firm): Promise<void> {
  const attendees = [firm.manager, firm.handler].map(({ id, name }) => ({ id, name }));
  const held = await begin(stage, firm.manager, 'training', { contractorId: firm.id }, { title: '個人情報保護とセキュリティの研修', topics: ['protection', 'security', 'annex'], trainer: firm.manager.name, attendees, material: [await paperOf(stage, firm.manager, '研修資料')] });
  const checked = await take(stage, clerk, held.id, 'check', { how: 'papers', result: 'adequate' });
  stage.story.tell(`${firm.name}が研修を行い、${clerk.name}さんが教育状況を確認しました（${checked.label}）。`, 'Training, checked by the ward.');
  await printRecord(stage, clerk, checked);
}

/** Each handler acknowledges the annex by one press (3-12). */
export async function acknowledge(stage: PaperStage, firm: Firm): Promise<void> {
  for (const who of [firm.manager, firm.handler]) await begin(stage, who, 'acknowledgement', { contractorId: firm.id }, { secrecy: true });
  stage.story.tell(`${firm.manager.name}さんと${firm.handler.name}さんが、特記事項をそれぞれ確認しました。`, 'Each person acknowledged the annex.');
}

/** The address and the id of the page are told by hand or registered post, never with a file (1-25). */
export async function tellPage(stage: PaperStage, clerk: Someone, firm: Firm, tracking: string): Promise<void> {
  const notice = await begin(stage, clerk, 'credential-notice', { contractorId: firm.id }, { to: [{ id: firm.manager.id, name: firm.manager.name }], login: firm.manager.login, what: ['address', 'id', 'password'], channel: 'registered-post', tracking });
  stage.story.tell(`専用ページのアドレスとIDを、簡易書留（${tracking}）で${firm.manager.name}さんに知らせました。`, 'The page was told by registered post.');
  await printRecord(stage, clerk, notice);
}

/** The firm's key, and the section's for the way back; the fingerprint is compared by telephone. */
export async function exchangeKeys(stage: PaperStage, section: Section, firms: readonly Firm[]): Promise<void> {
  const { story } = stage;
  for (const firm of firms) {
    const made = await firm.manager.api.call('addCertificate', { body: { certificate: firm.key.certificate, label: '業務用の端末' } });
    await section.clerk.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.words } });
  }
  const own = await section.clerk.api.call('addCertificate', { body: { certificate: section.key.certificate, label: `${section.name}の端末` } });
  await section.approver.api.call('confirmCertificate', { id: own.id, body: { fingerprint: own.words } });
  story.tell(`${[section.name, ...firms.map(({ name }) => name)].join('、')}が鍵を登録し、電話で照合しました。`, 'Keys registered and compared by telephone.');
}

/** True that nothing moves before the papers of the contract are in order. */
export async function nothingMovesBefore(stage: PaperStage, what: string, call: Promise<unknown>, code: string): Promise<void> {
  stage.story.hold(await isRefused(call, code), `${what}（${japanTime(stage.town.time.wall())}、${code}）。`, 'Refused, as the paper demands.');
}
