// The contract of S1: Pマーク and LGWAN-ASP, and consent to a subcontractor that did not bid.
import { isRefused } from '../demo/someone.ts';
import { paperOf } from './contract.ts';
import { begin, comes, printRecord, take, type PaperStage } from './desk.ts';
import type { Firm, Section } from './town.ts';

/** Both certificates (1-7); without them the line is closed. */
export async function registerQualifications(stage: PaperStage, insurance: Section, printer: Firm): Promise<void> {
  const { town, story } = stage;
  const form = town.engagement.forms.find(({ direction }) => direction === 'to-contractor');
  const early = insurance.clerk.api.call('addDeposit', { idempotencyKey: 'before-certificates-1', body: { engagementId: town.engagement.id, formId: form?.id ?? '', recipientIds: [printer.id], quantity: 1 } });
  story.hold(await isRefused(early, 'ROUTES_CLOSED') || await isRefused(early, 'LINE_CLOSED'), '認証を登録するまで、データは送れません。', 'Nothing can be sent before the certificates are registered.');
  for (const [kind, number, issuer, validTo] of [['p-mark', '99000001', '一般財団法人（架空）', '2022-03-31'], ['lgwan-asp', 'ASP-0001', '地方公共団体情報システム機構（架空）', '2021-09-30']] as const) {
    const made = await begin(stage, insurance.clerk, 'qualification', { contractorId: printer.id }, { kind, number, issuer, validFrom: '2020-04-01', validTo, image: [await paperOf(stage, insurance.clerk, kind === 'p-mark' ? 'プライバシーマーク登録証' : 'LGWAN-ASP接続資格審査結果')] });
    await printRecord(stage, insurance.clerk, made);
  }
  story.tell('プライバシーマークとLGWAN-ASPの認証を登録しました。期限の前に知らせが出ます。', 'PrivacyMark and LGWAN-ASP registered, each with its end.');
}

/** 再委託: applied for, checked, approved by another person, made known to the subcontractor's people (1-31). */
export async function subcontract(stage: PaperStage, insurance: Section, printer: Firm): Promise<void> {
  const { town, story } = stage;
  story.part('再委託の承諾', 'Consent to a subcontractor');
  await comes(stage, '2020-08-03T10:00');
  const handbook = town.engagement.forms.find(({ name }) => name.startsWith('介護保険べんり帳'));
  const applied = await begin(stage, printer.manager, 'subcontract', { contractorId: printer.id }, {
    firm: '有限会社あおば封入センター', address: '○○県□□市1-3-5', representative: '青葉 隆', forms: [handbook?.name ?? ''], work: '封入・封緘', reason: '封入の設備がないため', didNotBid: true, pMark: true,
    pMarkNumber: '99000002', pMarkIssuer: '一般財団法人（架空）', pMarkFrom: '2020-02-01', pMarkUntil: '2022-01-31', pMarkImage: [await paperOf(stage, printer.manager, 'プライバシーマーク登録証（再委託先）')], people: [{ name: '青木 優', role: 'manager' }, { name: '石田 夏', role: 'handler' }],
  });
  await take(stage, insurance.clerk, applied.id, 'check', { notBidder: true, pMarkValid: 'yes' });
  const approved = await take(stage, insurance.approver, applied.id, 'approve', { number: '2福介保第123号' });
  story.tell(`${insurance.clerk.name}さんが条件（入札参加者でない・Pマーク）を確かめ、${insurance.approver.name}さんが承諾しました（${approved.label}）。`, 'Checked by one, approved by another.');
  const informed = await take(stage, printer.manager, applied.id, 'inform', { people: [{ name: '青木 優', acknowledged: true }, { name: '石田 夏', acknowledged: true }] });
  await printRecord(stage, insurance.clerk, informed);
}
