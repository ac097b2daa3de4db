// S4: vaccination at home by three clinics that share nothing; each sending goes with a telephone call; the period ends for good.
import { isRefused } from '../demo/someone.ts';
import { acknowledge, concludeAnnex, exchangeKeys, submitRoster, tellPage } from './contract.ts';
import { comes, csvOf, receive, send, tellPassword, type PaperStage } from './desk.ts';
import { confirmRecords, keepRegisters, keepTransferPapers, reportErasure, verifyLedger } from './ending.ts';
import { checkCabinet, declareMeasures, inspectFirm } from './oversight.ts';
import type { Firm, Section } from './town.ts';

const person = ['大野 ハナ', '昭和10年5月3日', '○○区△△1-2-3', '00-0000-9001', 'なし', '', '要介護4', '寝たきりのため'];
const heads = ['氏名', '生年月日', '住所', '電話番号', 'かかりつけ医の有無', 'かかりつけ医療機関名', '要介護度', '身体状況等による訪問を希望する理由'];

export async function playS4(stage: PaperStage): Promise<void> {
  const { town, story } = stage;
  const [health] = town.sections;
  const [tsutsuji, momiji] = town.firms;
  if (health === undefined || tsutsuji === undefined || momiji === undefined) throw new Error('expected two sections and three clinics');
  await concludeContracts(stage, health);
  const inquiry = await inquire(stage, health, tsutsuji);
  const answer = await answerByTelephone(stage, health, tsutsuji);
  story.part('3診療所の分離', 'Three clinics share nothing');
  const seen = await momiji.manager.api.call('searchTransfers', { body: {} });
  story.hold(seen.total === 0 && await isRefused(momiji.manager.api.call('transfer', { id: answer.id }), 'NOT_FOUND'), 'もみじ診療所には、つつじ診療所の授受があることさえ見えません。', 'Another clinic learns of nothing.');
  const record = await sendVisitRecord(stage, health, tsutsuji);
  await inspect(stage, health);
  await end(stage, health, [inquiry.id, answer.id, record.id]);
  await verifyLedger(stage);
}

async function concludeContracts(stage: PaperStage, health: Section): Promise<void> {
  stage.story.part('契約・名簿・鍵', 'Contract, roster, keys');
  for (const [at, clinic] of stage.town.firms.entries()) {
    await concludeAnnex(stage, health.clerk, clinic);
    await submitRoster(stage, health.clerk, clinic);
    await tellPage(stage, health.clerk, clinic, `111-22-3334${at}-5`);
  }
  await comes(stage, '2021-06-23T09:00');
  for (const clinic of stage.town.firms) {
    await acknowledge(stage, clinic);
    await declareMeasures(stage, health, clinic);
  }
  await exchangeKeys(stage, health, stage.town.firms);
}

/** 照会: the clinic asks the ward; the way back of the journey, with its own password and its own call. */
async function inquire(stage: PaperStage, health: Section, clinic: Firm) {
  stage.story.part('対象者情報の照会（診療所から区へ）', 'The clinic asks the ward');
  await comes(stage, '2021-06-28T10:00');
  const sent = await send(stage, { from: clinic.handler, form: '対象者情報の照会', to: health, files: [{ name: '照会.csv', bytes: csvOf(['氏名', '電話番号'], [['大野 ハナ', '00-0000-9001']]) }], quantity: 1 });
  await comes(stage, '2021-06-28T13:30');
  const password = await tellPassword(stage, clinic.handler, sent, { method: 'oral', to: health.clerk, telephone: health.telephone, result: 'talked' });
  await receive(stage, health.clerk, sent, { password, key: health.key });
  return sent;
}

/** 回答: 電話連絡も併せて行う (4-3); the call is the occasion on which the password is told. */
async function answerByTelephone(stage: PaperStage, health: Section, clinic: Firm) {
  const { story, town } = stage;
  story.part('回答と電話連絡（区から診療所へ）', 'The ward answers, with a telephone call');
  await comes(stage, '2021-06-29T09:30');
  const sent = await send(stage, { from: health.clerk, approver: health.approver, form: '対象者情報の照会への回答', to: clinic, files: [{ name: '回答.csv', bytes: csvOf(heads, [person]) }], quantity: 1 });
  await comes(stage, '2021-06-29T13:00');
  const shown = await health.clerk.api.call('addNotice', { body: { transferIds: [sent.id] } });
  const call = async (result: 'absent' | 'talked') => health.clerk.api.call('handover', { id: shown.notice.id, body: { method: 'oral', to: clinic.handler.id, at: new Date(town.time.wall()).toISOString(), telephone: clinic.telephone, result } });
  await call('absent');
  story.hold((await health.clerk.api.call('sendingsWithoutCall', {})).some(({ transfer }) => transfer.id === sent.id), '電話は不在でした。電話がつながるまで、この送付は完了になりません。', 'Nobody answered: the sending is not complete.');
  await comes(stage, '2021-06-29T15:10');
  await call('talked');
  story.hold((await health.clerk.api.call('sendingsWithoutCall', {})).length === 0, `${clinic.handler.name}さんに電話がつながり、パスワードを伝えました。送付は完了です。`, 'The call was answered and the password told: the sending is complete.');
  await receive(stage, clinic.handler, sent, { password: shown.password, key: clinic.key });
  await confirmRecords(stage, clinic.manager);
  return sent;
}

async function sendVisitRecord(stage: PaperStage, health: Section, clinic: Firm) {
  stage.story.part('訪問接種記録票', 'The record of the visit');
  await comes(stage, '2021-07-20T10:00');
  const sent = await send(stage, { from: clinic.handler, form: '訪問接種記録票', to: health, files: [{ name: '訪問接種記録票.csv', bytes: csvOf(['氏名', '生年月日'], [['大野 ハナ', '昭和10年5月3日']]) }], quantity: 1 });
  await comes(stage, '2021-07-20T14:00');
  const password = await tellPassword(stage, clinic.handler, sent, { method: 'oral', to: health.clerk, telephone: health.telephone, result: 'talked' });
  await receive(stage, health.clerk, sent, { password, key: health.key });
  await checkCabinet(stage, health);
  return sent;
}

/** 年度当たり1回以上 (特記16), by two of the ward. */
async function inspect(stage: PaperStage, health: Section): Promise<void> {
  stage.story.part('立入り調査', 'Inspections');
  await comes(stage, '2021-11-10T10:00');
  for (const clinic of stage.town.firms) await inspectFirm(stage, health, clinic);
}

async function end(stage: PaperStage, health: Section, ids: readonly string[]): Promise<void> {
  const { town, story } = stage;
  const [firm] = town.firms;
  if (firm === undefined) throw new Error('expected a clinic');
  story.part('業務の終了（令和3年12月31日、継続なし）', 'The end, without renewal');
  await comes(stage, '2022-01-04T09:00');
  const form = town.engagement.forms.find(({ kind }) => kind === 'inquiry-answer');
  const late = health.clerk.api.call('addDeposit', { idempotencyKey: 'after-the-end-0001', body: { engagementId: town.engagement.id, formId: form?.id ?? '', recipientIds: [firm.id], quantity: 1 } });
  story.hold(await isRefused(late, 'ENGAGEMENT_NOT_OPEN'), '期間のあとは、何も送れません。', 'Nothing moves after the period.');
  const renewal = town.admin.api.call('renewEngagement', { id: town.engagement.id, body: { from: '2022-01-01', to: '2022-12-31', reason: '継続の希望' } });
  story.hold(await isRefused(renewal, 'RENEWAL_NOT_ALLOWED'), '継続の記載がない業務なので、更新は断られました。', 'No renewal where the paper gives none.');
  for (const clinic of town.firms) await reportErasure(stage, health, clinic, 'erasure-certificate', { contractorId: clinic.id });
  for (const id of ids) await keepTransferPapers(stage, health.clerk, await health.clerk.api.call('transfer', { id }));
  await keepRegisters(stage, health.clerk, ['roster', 'calls', 'inspections', 'confirmations', 'overdue'], 2021);
}
