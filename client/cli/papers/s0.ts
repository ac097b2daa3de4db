// S0: women's health seminars: what the ward gave for the reception comes back on the day, sheets after the tally, totals are erased.
import { acknowledge, concludeAnnex, exchangeKeys, shareWorkflow, submitRoster, tellPage, train } from './contract.ts';
import { begin, comes, csvOf, printRecord, receive, send, take, tellPassword, type PaperStage } from './desk.ts';
import { confirmRecords, keepRegisters, keepTransferPapers, reportErasure, verifyLedger } from './ending.ts';
import { declareMeasures, inspectFirm } from './oversight.ts';
import type { Firm, Section } from './town.ts';

export async function playS0(stage: PaperStage): Promise<void> {
  const [center] = stage.town.sections;
  const [firm] = stage.town.firms;
  if (center === undefined || firm === undefined) throw new Error('expected a section and a firm');
  await conclude(stage, center, firm);
  const list = await sendList(stage, center, firm);
  const sheets = await sendBack(stage, center, firm, { form: 'アンケート', name: 'アンケート.csv', heads: ['設問1', '設問2'], quantity: 40, at: '2023-06-17T10:00', later: '2023-06-17T13:00' });
  const totals = await sendBack(stage, center, firm, { form: 'アンケート集計結果', name: '集計結果.csv', heads: ['設問', '件数'], quantity: 1, at: '2023-06-30T10:00', later: '2023-06-30T13:00' });
  await oversee(stage, center, firm);
  await end(stage, center, firm, [list, sheets, totals]);
  await verifyLedger(stage);
}

async function conclude(stage: PaperStage, center: Section, firm: Firm): Promise<void> {
  stage.story.part('契約・業務フロー・名簿・研修', 'Contract, workflow, roster, training');
  await concludeAnnex(stage, center.clerk, firm);
  await shareWorkflow(stage, center.clerk, firm);
  await submitRoster(stage, center.clerk, firm);
  await tellPage(stage, center.clerk, firm, '222-33-44556-7');
  await comes(stage, '2023-04-10T10:00');
  await train(stage, center.clerk, firm);
  await acknowledge(stage, firm);
  await exchangeKeys(stage, center, [firm]);
  await declareMeasures(stage, center, firm);
}

/** 当日受付用に区が提供した情報; returned when the reception closes (0-4). */
async function sendList(stage: PaperStage, center: Section, firm: Firm): Promise<string> {
  stage.story.part('セミナーの受付名簿（区から受託者へ）と当日の返却', 'The reception list, returned on the day');
  await comes(stage, '2023-06-14T09:30');
  const people = Array.from({ length: 40 }, (_, at) => [`参加 ${at + 1}子`]);
  const sent = await send(stage, { from: center.clerk, approver: center.approver, form: '当日受付名簿', to: firm, files: [{ name: '受付名簿.csv', bytes: csvOf(['氏名'], people) }], quantity: 40 });
  await comes(stage, '2023-06-14T13:00');
  const password = await tellPassword(stage, center.clerk, sent, { method: 'in-person', to: firm.manager });
  await receive(stage, firm.handler, sent, { password, key: firm.key });
  await confirmRecords(stage, firm.manager);
  await begin(stage, center.clerk, 'event-day', { contractorId: firm.id, transferId: sent.id }, { day: '2023-06-16' });
  await comes(stage, '2023-06-16T16:30');
  const back = await begin(stage, firm.manager, 'return', { contractorId: firm.id, transferId: sent.id }, { held: true, things: [{ what: '当日受付名簿（紙）', count: 1 }], by: 'in-person' });
  const received = await take(stage, center.clerk, back.id, 'receive', { complete: true });
  stage.story.tell(`受付終了後、${firm.name}が受付名簿を返却し、${center.clerk.name}さんが受け取りを記録しました（${received.label}）。`, 'Returned on the day.');
  await printRecord(stage, center.clerk, received);
  return sent.id;
}

interface Back { readonly form: string; readonly name: string; readonly heads: readonly string[]; readonly quantity: number; readonly at: string; readonly later: string }

async function sendBack(stage: PaperStage, center: Section, firm: Firm, { form, name, heads, quantity, at, later }: Back): Promise<string> {
  stage.story.part(`${form}（受託者から区へ）`, 'From the contractor to the ward');
  await comes(stage, at);
  const rows = Array.from({ length: quantity }, () => heads.map(() => '4'));
  const sent = await send(stage, { from: firm.handler, form, to: center, files: [{ name, bytes: csvOf(heads, rows) }], quantity });
  await comes(stage, later);
  const password = await tellPassword(stage, firm.handler, sent, { method: 'oral', to: center.clerk, telephone: center.telephone, result: 'talked' });
  await receive(stage, center.clerk, sent, { password, key: center.key });
  return sent.id;
}

async function oversee(stage: PaperStage, center: Section, firm: Firm): Promise<void> {
  stage.story.part('立入り調査と状況報告', 'Inspection and status report');
  await comes(stage, '2023-10-05T10:00');
  await inspectFirm(stage, center, firm);
  const asked = await begin(stage, center.approver, 'status-request', { contractorId: firm.id }, { topics: ['storage', 'handlers'] });
  await take(stage, firm.manager, asked.id, 'answer', { report: '施錠できる保管庫に保管し、名簿の者だけが取り扱っている。', problems: false });
  await printRecord(stage, center.clerk, await take(stage, center.clerk, asked.id, 'accept', {}));
}

async function end(stage: PaperStage, center: Section, firm: Firm, ids: readonly string[]): Promise<void> {
  stage.story.part('業務の終了と消去', 'The end, and erasure');
  await comes(stage, '2024-03-25T09:00');
  await reportErasure(stage, center, firm, 'erasure-certificate', { contractorId: firm.id });
  for (const id of ids) await keepTransferPapers(stage, center.clerk, await center.clerk.api.call('transfer', { id }));
  await keepRegisters(stage, center.clerk, ['roster', 'training', 'inspections', 'confirmations', 'overdue'], 2023);
}
