// S2: postpartum care: 照会 from the clinic, the answer on CD-R, 指導票・引継ぎ・事業報告書 on the way back; the disc returns at the end.
import { acknowledge, concludeAnnex, exchangeKeys, submitRoster, tellPage } from './contract.ts';
import { begin, comes, csvOf, printRecord, receive, send, tellPassword, type PaperStage } from './desk.ts';
import { confirmRecords, keepRegisters, keepTransferPapers, reportErasure, verifyLedger } from './ending.ts';
import { sendByMedium } from './medium.ts';
import { checkCabinet, declareMeasures, inspectFirm } from './oversight.ts';
import type { Firm, Section } from './town.ts';

export async function playS2(stage: PaperStage): Promise<void> {
  const { town, story } = stage;
  const [health, center] = town.sections;
  const [clinic] = town.firms;
  if (health === undefined || center === undefined || clinic === undefined) throw new Error('expected five sections and a clinic');
  await conclude(stage, health, clinic);
  story.hold((await center.clerk.api.call('engagements', {})).some(({ id }) => id === town.engagement.id), `${center.name}の${center.clerk.name}さんにも、共有する業務が見えます。`, 'The engagement is shared by five sections.');
  const inquiry = await back(stage, health, clinic, { form: '利用者情報の照会', name: '照会.csv', quantity: 1, at: '2021-04-12T10:00', later: '2021-04-12T13:00' });
  const answer = await answerOnDisc(stage, health, clinic);
  const rest: string[] = [];
  for (const [form, name, at, later] of [['保健師への引継ぎ事項', '引継ぎ.csv', '2021-05-10T10:00', '2021-05-10T13:00'], ['指導票', '指導票.csv', '2021-05-31T10:00', '2021-05-31T13:00'], ['事業報告書', '事業報告書.csv', '2021-06-30T10:00', '2021-06-30T13:00']] as const) {
    rest.push(await back(stage, health, clinic, { form, name, quantity: 1, at, later }));
  }
  await storeAndInspect(stage, health, clinic, answer);
  await end(stage, health, clinic, { answer, others: [inquiry, ...rest] });
  await verifyLedger(stage);
}

async function conclude(stage: PaperStage, health: Section, clinic: Firm): Promise<void> {
  stage.story.part('契約・名簿・鍵', 'Contract, roster, keys');
  await concludeAnnex(stage, health.clerk, clinic);
  await submitRoster(stage, health.clerk, clinic);
  await tellPage(stage, health.clerk, clinic, '444-55-66778-9');
  await comes(stage, '2021-04-05T10:00');
  await acknowledge(stage, clinic);
  await exchangeKeys(stage, health, [clinic]);
  await declareMeasures(stage, health, clinic);
}

interface Back { readonly form: string; readonly name: string; readonly quantity: number; readonly at: string; readonly later: string }

/** From the clinic to the ward, sealed for the section's key; its password by telephone (2-4). */
async function back(stage: PaperStage, health: Section, clinic: Firm, { form, name, quantity, at, later }: Back): Promise<string> {
  stage.story.part(`${form}（受託者から区へ）`, 'From the clinic to the ward');
  await comes(stage, at);
  const sent = await send(stage, { from: clinic.handler, form, to: health, files: [{ name, bytes: csvOf(['利用者番号', '氏名', '生年月日'], [['0001', '架空 よし子', '平成2年3月4日']]) }], quantity });
  await comes(stage, later);
  const password = await tellPassword(stage, clinic.handler, sent, { method: 'oral', to: health.clerk, telephone: health.telephone, result: 'talked' });
  await receive(stage, health.clerk, sent, { password, key: health.key });
  await confirmRecords(stage, clinic.manager);
  return sent.id;
}

/** 記録媒体: 紙及び CD-R 等. */
async function answerOnDisc(stage: PaperStage, health: Section, clinic: Firm): Promise<string> {
  stage.story.part('照会への回答をCD-Rで渡す（区から受託者へ）', 'The answer on a CD-R');
  await comes(stage, '2021-04-13T09:30');
  const sent = await send(stage, { from: health.clerk, approver: health.approver, form: '利用者情報の照会への回答', to: clinic, files: [{ name: '回答.csv', bytes: csvOf(['利用者番号', '氏名', '生年月日', '住所', '電話番号'], [['0001', '架空 よし子', '平成2年3月4日', '○○区△△4-5-6', '00-0000-9002']]) }], quantity: 1 });
  await sendByMedium(stage, sent, { section: health, firm: clinic, reason: 'no-line', noticeAt: '2021-04-13T13:00', writtenAt: '2021-04-14T10:00', toldAt: '2021-04-14T14:00' });
  await confirmRecords(stage, clinic.manager);
  return sent.id;
}

/** 施錠できる金庫に保管 (2-6), the ward's own paper at the end of the day (2-2), inspection. */
async function storeAndInspect(stage: PaperStage, health: Section, clinic: Firm, transferId: string): Promise<void> {
  stage.story.part('保管と立入り調査', 'Storage and inspection');
  const stored = await begin(stage, clinic.manager, 'storage', { contractorId: clinic.id, transferId }, { what: 'medium', place: 'safe', cabinet: '金庫1', at: new Date(stage.town.time.wall()).toISOString() });
  await printRecord(stage, clinic.manager, stored);
  await checkCabinet(stage, health);
  stage.story.tell(`媒体は${clinic.name}の金庫にあります（${stored.label}）。`, 'The disc is in a safe.');
  await comes(stage, '2021-11-15T10:00');
  await inspectFirm(stage, health, clinic);
}

async function end(stage: PaperStage, health: Section, clinic: Firm, { answer, others }: { answer: string; others: readonly string[] }): Promise<void> {
  const { town, story } = stage;
  story.part('委託期間の終了: 媒体の返還と消去', 'The end: the disc returns, the data are erased');
  await comes(stage, '2022-04-01T09:00');
  for (const what of ['medium', 'notice'] as const) await health.clerk.api.call('giveBack', { id: answer, body: { what, at: new Date(town.time.wall()).toISOString(), from: clinic.manager.id } });
  story.tell('媒体（CD-R）とパスワード通知書が返り、それぞれ確認書に記録しました。', 'Medium and notice came back; each has its confirmation record.');
  await confirmRecords(stage, clinic.manager);
  await reportErasure(stage, health, clinic, 'erasure-certificate', { contractorId: clinic.id });
  for (const id of [answer, ...others]) await keepTransferPapers(stage, health.clerk, await health.clerk.api.call('transfer', { id }));
  await keepRegisters(stage, health.clerk, ['roster', 'media', 'inspections', 'confirmations', 'overdue'], 2021);
}
