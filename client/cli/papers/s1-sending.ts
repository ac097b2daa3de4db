// The sendings of S1: print data over the line, again on a DVD while the line is down, delivery, print log and erasure after each.
import { insuranceNotices } from '../demo-data/insurance-notices.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { comes, begin, printRecord, receive, send, take, tellPassword, type PaperStage } from './desk.ts';
import { confirmRecords, reportErasure } from './ending.ts';
import { sendByMedium } from './medium.ts';
import type { Firm, Section } from './town.ts';

const form = '納入通知書 印字データ';

async function notices(count: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of insuranceNotices({ count, seed: 20200701 + count })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function sendNotices(stage: PaperStage, insurance: Section, printer: Firm): Promise<TransferView> {
  stage.story.part('LGWAN回線での授受', 'Over the line');
  await comes(stage, '2020-07-06T09:30');
  const sent = await send(stage, { from: insurance.clerk, approver: insurance.approver, form, to: printer, files: [{ name: '納入通知書_1200件.csv', bytes: await notices(1_200) }], quantity: 1_200 });
  await comes(stage, '2020-07-06T13:00');
  const password = await tellPassword(stage, insurance.clerk, sent, { method: 'oral', to: printer.manager, telephone: printer.telephone, result: 'talked' });
  await receive(stage, printer.handler, sent, { password, key: printer.key });
  await confirmRecords(stage, printer.manager);
  return sent;
}

/** LGWAN障害等に備え DVD 等でも授受できる (1-30). */
export async function sendOnDisc(stage: PaperStage, insurance: Section, printer: Firm): Promise<TransferView> {
  stage.story.part('回線障害のため、DVDでの授受', 'On a DVD, while the line is down');
  await comes(stage, '2020-08-31T09:30');
  const sent = await send(stage, { from: insurance.clerk, approver: insurance.approver, form, to: printer, files: [{ name: '納入通知書_追加_60件.csv', bytes: await notices(60) }], quantity: 60 });
  await sendByMedium(stage, sent, { section: insurance, firm: printer, reason: 'line-down', noticeAt: '2020-08-31T13:00', writtenAt: '2020-09-01T10:00', toldAt: '2020-09-01T15:00' });
  const at = new Date(stage.town.time.wall()).toISOString();
  for (const [what, place, cabinet] of [['medium', 'safe', '金庫A'], ['notice', 'cabinet', 'キャビネットB']] as const) {
    await printRecord(stage, printer.manager, await begin(stage, printer.manager, 'storage', { contractorId: printer.id, transferId: sent.id }, { what, place, cabinet, at }));
  }
  await confirmRecords(stage, printer.manager);
  return sent;
}

/** 納品: the ward writes the 確認書, the firm its print log and the report of erasure; a disc and its notice come back (1-10, 1-20, 1-21, 1-28). */
export async function deliver(stage: PaperStage, insurance: Section, printer: Firm, sent: Pick<TransferView, 'id' | 'number' | 'quantity'>, day: string): Promise<void> {
  const { town, story } = stage;
  story.part(`納品・印刷ログ・消去（${sent.number}）`, 'Delivery, print log, erasure');
  await comes(stage, `${day}T14:00`);
  const at = new Date(town.time.wall()).toISOString();
  const about = { contractorId: printer.id, transferId: sent.id };
  const delivered = await begin(stage, insurance.clerk, 'delivery', about, { at, contractor: [{ id: printer.manager.id, name: printer.manager.name }] });
  story.tell(`封入封緘した通知書${sent.quantity}件の納品を、${insurance.clerk.name}さんが確認書に記録しました（${delivered.label}）。`, 'The delivery, on the ward\'s confirmation record.');
  await confirmRecords(stage, printer.manager);
  const printed = new Date(town.time.wall() - 3 * 86_400_000).toISOString();
  const log = await begin(stage, printer.handler, 'print-log', about, {
    rows: [{ computer: 'PRN-PC-01', at: printed, file: '納入通知書.prn', printer: 'PRN-01', sheets: sent.quantity, planned: sent.quantity, copies: 1, reason: '通知書の部数分の印刷' }],
    reason: '通知書の部数分の印刷', finished: 'yes', sent: sent.quantity, printed: sent.quantity, spoiled: 0, delivered: sent.quantity,
  });
  await printRecord(stage, insurance.clerk, await take(stage, insurance.clerk, log.id, 'review', { result: 'accepted' }));
  const { route } = await insurance.clerk.api.call('transfer', { id: sent.id });
  if (route === 'media') {
    for (const what of ['medium', 'notice'] as const) await insurance.clerk.api.call('giveBack', { id: sent.id, body: { what, at, from: printer.manager.id } });
    await confirmRecords(stage, printer.manager);
    story.tell('媒体とパスワード通知書が返り、それぞれ確認書に記録しました。', 'Medium and notice came back.');
  }
  await comes(stage, `${day}T17:30`);
  await reportErasure(stage, insurance, printer, 'erasure-report', about);
}
