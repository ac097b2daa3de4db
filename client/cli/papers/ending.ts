// How the stories end: confirmations, papers of each transfer, erasure, registers, the auditor's verification.
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RegisterName } from '../../../server/http/wire/papers.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { verifyCommand } from '../verify.ts';
import type { Someone } from '../demo/someone.ts';
import { begin, keepPaper, printRecord, take, type About, type PaperStage } from './desk.ts';
import type { Firm, Section } from './town.ts';

/** The contractor confirms every 確認書 that waits for it, in one press (1-29). */
export async function confirmRecords({ story }: PaperStage, who: Someone): Promise<void> {
  const waiting = (await who.api.call('openConfirmations', {})).filter(({ may }) => may.includes('confirm'));
  if (waiting.length === 0) return;
  await who.api.call('confirmRecords', { body: { ids: waiting.map(({ id }) => id) } });
  story.tell(`${who.name}さんが確認書${waiting.length}通（${waiting.map(({ label }) => label).join('、')}）の内容を確認しました。`, 'The contractor confirmed what the ward wrote.');
}

/** 確認書, 受領書 and the gateway's own 消去記録 of a transfer. Returns once its copy is gone. */
export async function keepTransferPapers(stage: PaperStage, who: Someone, transfer: Pick<TransferView, 'id' | 'number'>): Promise<void> {
  const { state } = await who.api.call('transfer', { id: transfer.id });
  stage.story.hold(state === 'wiped', `${transfer.number}: 鍵箱は自分の写しを消去しました。`, 'The gateway wiped its copy.');
  for (const record of await who.api.call('confirmationRecords', { id: transfer.id })) {
    await keepPaper(stage, `確認書_${record.label}_${transfer.number}`, await who.api.call('confirmationDocument', { id: record.id }));
  }
  await keepPaper(stage, `受領書_${transfer.number}`, await who.api.call('receiptDocument', { id: transfer.id }));
  await keepPaper(stage, `消去記録_${transfer.number}`, await who.api.call('wipeDocument', { id: transfer.id }));
}

/** What a computer at the firm held, as an erasure paper tells it. */
export const erasedCopy = { where: 'pc', type: '内蔵SSD', make: '（架空）', model: 'KB-100', serial: 'SN-0001', property: 'PC-07', count: 1, method: 'partial', technique: 'overwrite', tool: '消去くん 2.1（架空）', verification: 'full', result: 'pass' } as const;
export const shreddedPaper = { where: 'paper', type: '出力紙', make: '-', model: '-', serial: '-', property: '-', count: 1, method: 'destroy', technique: 'shred', tool: '裁断機（架空）', verification: 'witness', result: 'pass' } as const;

/** データ消去報告書 or 個人情報消去証明書, and the ward's check of it. */
export async function reportErasure(stage: PaperStage, section: Section, firm: Firm, kind: 'erasure-report' | 'erasure-certificate', about: About): Promise<void> {
  const { town, story } = stage;
  const at = new Date(town.time.wall() - 3_600_000).toISOString();
  const own = kind === 'erasure-report' ? {} : { held: 'yes', paper: 'erased', data: 'erased', kept: '5年（架空の定め）' };
  const report = await begin(stage, firm.manager, kind, about, {
    people: [{ id: firm.handler.id, name: firm.handler.name }], title: '主任', organisation: firm.name, place: '業務室', telephone: firm.telephone, at, copies: [erasedCopy, shreddedPaper], backups: 'none', statement: true, ...own,
  });
  const checked = await take(stage, section.clerk, report.id, 'check', { result: 'accepted', how: ['paper'] });
  story.tell(`${firm.name}が${report.title.ja}（${report.label}）を提出し、${section.clerk.name}さんが確かめて受理しました。`, 'Erasure reported by the contractor, and checked by the ward.');
  await printRecord(stage, section.clerk, checked);
}

export async function keepRegisters(stage: PaperStage, who: Someone, names: readonly RegisterName[], fiscalYear: number): Promise<void> {
  const { registers } = await who.api.call('registers', {});
  for (const name of names) {
    const title = registers.find((one) => one.name === name)?.title ?? name;
    await keepPaper(stage, title, await who.api.call('registerDocument', { query: { name, engagement: stage.town.engagement.id, fiscalYear: String(fiscalYear) } }));
  }
}

/** The auditor takes the ledger away and verifies it without the gateway. */
export async function verifyLedger({ town, story, folder }: PaperStage): Promise<void> {
  story.part('台帳の検証', 'Verifying the ledger');
  const file = join(folder, 'ledger.jsonl');
  const { body } = await town.auditor.api.call('ledgerExport', {});
  if (body === null) throw new Error('expected the ledger in the answer');
  await pipeline(Readable.fromWeb(body), createWriteStream(file));
  const { vkey } = town.running.gateway.ledger;
  await writeFile(join(folder, 'ledger.vkey'), `${vkey}\n`);
  const lines: string[] = [];
  const code = await verifyCommand({ file, vkey, checkpoints: [] }, (line) => lines.push(line));
  story.hold(code === 0, `監査人が書き出した台帳を、鍵箱なしで検証しました。${lines.find((line) => line.startsWith('判定')) ?? ''}`, 'Verified offline.');
}
