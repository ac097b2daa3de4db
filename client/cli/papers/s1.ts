// S1: premium notices over LGWAN-ASP, a disc when the line is down, a subcontractor for the handbook, print logs, delivery and erasure.
import { acknowledge, concludeAnnex, exchangeKeys, shareWorkflow, submitRoster, tellPage, train } from './contract.ts';
import { comes, type PaperStage } from './desk.ts';
import { keepRegisters, keepTransferPapers, verifyLedger } from './ending.ts';
import { declareMeasures, inspectFirm, reportAreas, reportStanding } from './oversight.ts';
import { registerQualifications, subcontract } from './s1-contract.ts';
import { deliver, sendNotices, sendOnDisc } from './s1-sending.ts';
import type { Firm, Section } from './town.ts';

export async function playS1(stage: PaperStage): Promise<void> {
  const { town, story } = stage;
  const [insurance] = town.sections;
  const [printer] = town.firms;
  if (insurance === undefined || printer === undefined) throw new Error('expected two sections and a printing firm');
  await conclude(stage, insurance, printer);
  const notices = await sendNotices(stage, insurance, printer);
  await deliver(stage, insurance, printer, notices, '2020-07-20');
  await subcontract(stage, insurance, printer);
  const onDisc = await sendOnDisc(stage, insurance, printer);
  await deliver(stage, insurance, printer, onDisc, '2020-09-10');
  story.part('監査・変更・立入り調査', 'Oversight');
  await oversee(stage, insurance, printer);
  story.part('書類', 'Documents');
  for (const { id } of [notices, onDisc]) await keepTransferPapers(stage, insurance.clerk, await insurance.clerk.api.call('transfer', { id }));
  await keepRegisters(stage, insurance.clerk, ['roster', 'training', 'inspections', 'media', 'print-logs', 'erasures', 'confirmations', 'overdue'], 2020);
  await verifyLedger(stage);
}

async function conclude(stage: PaperStage, insurance: Section, printer: Firm): Promise<void> {
  stage.story.part('契約・認証・業務フロー・名簿・研修', 'Contract, certificates, workflow, roster, training');
  await concludeAnnex(stage, insurance.clerk, printer);
  await shareWorkflow(stage, insurance.clerk, printer);
  await submitRoster(stage, insurance.clerk, printer);
  await tellPage(stage, insurance.clerk, printer, '123-45-67890-1');
  await comes(stage, '2020-07-03T10:00');
  await train(stage, insurance.clerk, printer);
  await acknowledge(stage, printer);
  await exchangeKeys(stage, insurance, [printer]);
  await registerQualifications(stage, insurance, printer);
  await declareMeasures(stage, insurance, printer);
  await reportStanding(stage, insurance, printer);
}

/** 入退室, 対策の変更, 立入り調査 (1-16, 1-19, 1-8). */
async function oversee(stage: PaperStage, insurance: Section, printer: Firm): Promise<void> {
  await comes(stage, '2020-10-12T10:00');
  await reportAreas(stage, insurance, printer);
  await comes(stage, '2020-11-05T10:00');
  await inspectFirm(stage, insurance, printer);
}
