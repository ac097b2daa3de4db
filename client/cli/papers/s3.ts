// S3: training of care workers: the contractor sends to the ward, two of its people check each sending; surveys hold no names.
import { isRefused } from '../demo/someone.ts';
import { acknowledge, concludeAnnex, exchangeKeys, submitRoster, tellPage, train } from './contract.ts';
import { comes, csvOf, receive, send, tellPassword, type PaperStage } from './desk.ts';
import { keepRegisters, keepTransferPapers, reportErasure, verifyLedger } from './ending.ts';
import { declareMeasures, inspectFirm } from './oversight.ts';
import type { Firm, Section } from './town.ts';

export async function playS3(stage: PaperStage): Promise<void> {
  const [section] = stage.town.sections;
  const [firm] = stage.town.firms;
  if (section === undefined || firm === undefined) throw new Error('expected a section and a firm');
  await conclude(stage, section, firm);
  const survey = await sendSurvey(stage, section, firm);
  const attendance = await sendAttendance(stage, section, firm);
  stage.story.part('立入り検査', 'Inspection');
  await comes(stage, '2020-01-20T10:00');
  await inspectFirm(stage, section, firm);
  stage.story.part('業務履行後の廃棄・消去', 'Disposal and erasure');
  await comes(stage, '2020-04-02T09:30');
  await reportErasure(stage, section, firm, 'erasure-certificate', { contractorId: firm.id });
  for (const id of [survey, attendance]) await keepTransferPapers(stage, section.clerk, await section.clerk.api.call('transfer', { id }));
  await keepRegisters(stage, section.clerk, ['roster', 'training', 'inspections', 'confirmations', 'overdue'], 2019);
  await verifyLedger(stage);
}

async function conclude(stage: PaperStage, section: Section, firm: Firm): Promise<void> {
  stage.story.part('契約・名簿（情報セキュリティ責任者を含む）・研修', 'Contract, roster with a security officer, training');
  await concludeAnnex(stage, section.clerk, firm);
  await submitRoster(stage, section.clerk, firm, [{ who: firm.officer, role: 'security-officer' }]);
  await tellPage(stage, section.clerk, firm, '333-44-55667-8');
  await comes(stage, '2019-07-08T10:00');
  await train(stage, section.clerk, firm);
  await acknowledge(stage, firm);
  await exchangeKeys(stage, section, [firm]);
  await declareMeasures(stage, section, firm);
}

/** 匿名アンケート: age, sex and kind of participant only (3-14); sent by two people of the firm (3-6). */
async function sendSurvey(stage: PaperStage, section: Section, firm: Firm): Promise<string> {
  const { story, town } = stage;
  story.part('匿名アンケート', 'The anonymous survey');
  await comes(stage, '2019-10-07T10:00');
  const form = town.engagement.forms.find(({ kind }) => kind === 'anonymous');
  if (form === undefined) throw new Error('expected an anonymous form');
  const rows = Array.from({ length: 50 }, (_, at) => [String(30 + (at % 40)), at % 2 === 0 ? '女' : '男', '区内在住', '4']);
  const named = send(stage, { from: firm.handler, form: form.name, to: section, files: [{ name: 'アンケート_氏名入り.csv', bytes: csvOf(['年齢', '性別', '氏名'], [['41', '女', '架空 花子']]) }], quantity: 1 });
  story.hold(await isRefused(named, 'ANONYMOUS_COLUMNS'), '氏名の列があるアンケートは、預け入れられませんでした。', 'A survey with names is refused.');
  const sent = await send(stage, { from: firm.handler, approver: firm.manager, form: form.name, to: section, files: [{ name: 'アンケート.csv', bytes: csvOf(['年齢', '性別', '参加者区分', '設問1'], rows) }], quantity: 50 });
  return arrive(stage, section, firm, sent, '2019-10-07T14:00');
}

async function sendAttendance(stage: PaperStage, section: Section, firm: Firm): Promise<string> {
  stage.story.part('参加結果', 'Attendance');
  await comes(stage, '2019-11-18T10:00');
  const people = Array.from({ length: 50 }, (_, at) => [`受講 ${at + 1}郎`, '男', '46']);
  const sent = await send(stage, { from: firm.handler, approver: firm.manager, form: '参加結果', to: section, files: [{ name: '参加結果.csv', bytes: csvOf(['氏名', '性別', '年齢'], people) }], quantity: 50 });
  return arrive(stage, section, firm, sent, '2019-11-18T14:00');
}

async function arrive(stage: PaperStage, section: Section, firm: Firm, sent: { id: string; number: string; quantity: number }, later: string): Promise<string> {
  await comes(stage, later);
  const password = await tellPassword(stage, firm.handler, sent, { method: 'oral', to: section.clerk, telephone: section.telephone, result: 'talked' });
  await receive(stage, section.clerk, sent, { password, key: section.key });
  return sent.id;
}
