// What the ward looks after while the work runs: inspections by two people, and what the firm declares of itself.
import { paperOf } from './contract.ts';
import { begin, printRecord, take, type PaperStage } from './desk.ts';
import type { Firm, Section } from './town.ts';

const dayOf = ({ town }: PaperStage): string => new Date(town.time.wall() + 9 * 3_600_000).toISOString().slice(0, 10);

/** 立入り調査 by two of the ward (0-2): nothing to correct, so it closes with the record. */
export async function inspectFirm(stage: PaperStage, section: Section, firm: Firm): Promise<void> {
  const inspectors = [section.clerk, section.approver].map(({ id, name }) => ({ id, name }));
  const inspected = await begin(stage, section.clerk, 'inspection', { contractorId: firm.id }, {
    place: `${firm.name} 業務室`, occasion: 'yearly', inspectors, met: [{ id: firm.manager.id, name: firm.manager.name }], findings: '保管・消去・入退室の記録とも適正であった。', corrective: false,
    items: ['保管場所の施錠', '名簿にある者だけの取扱い', 'ログの点検'].map((item) => ({ item, result: 'good', remark: '適正' })),
  });
  stage.story.tell(`${section.clerk.name}さんと${section.approver.name}さんが${firm.name}に立ち入り、結果を記録しました（${inspected.label}）。`, 'Inspected by two of the ward.');
  await printRecord(stage, section.clerk, inspected);
}

const measures = ['isolation', 'authentication', 'firewall', 'intrusion', 'updates', 'antivirus', 'folderRights', 'filePassword', 'accessControl', 'pcLogs', 'logReview', 'encryption', 'database'] as const;

/** 安全管理措置の自己点検, and the ward's review (0-10, 1-22, 2-8, 3-13, 4-7). */
export async function declareMeasures(stage: PaperStage, section: Section, firm: Firm): Promise<void> {
  const today = dayOf(stage);
  const declared = await begin(stage, firm.manager, 'self-declaration', { contractorId: firm.id }, {
    declaredOn: today, ...Object.fromEntries(measures.map((one) => [one, 'done'])), patchedOn: today, patternOn: today, evidence: [await paperOf(stage, firm.manager, '設定の写し')],
  });
  const reviewed = await take(stage, section.clerk, declared.id, 'review', { result: 'accepted' });
  stage.story.tell(`${firm.name}が安全管理措置を自己点検し、${section.clerk.name}さんが確かめました（${reviewed.label}）。`, 'The measures declared, and reviewed by the ward.');
  await printRecord(stage, section.clerk, reviewed);
}

/** 緊急連絡体制 (1-17), 入退室 (1-16), 対策の変更 (1-19). */
export async function reportStanding(stage: PaperStage, section: Section, firm: Firm): Promise<void> {
  const contact = await begin(stage, firm.manager, 'emergency-contact', { contractorId: firm.id }, {
    contacts: [{ role: '取扱責任者', name: firm.manager.name, telephone: firm.telephone, outside: '00-0000-2999', mail: 'なし' }], procedure: [await paperOf(stage, firm.manager, '緊急時の手順')],
  });
  await printRecord(stage, section.clerk, await take(stage, section.clerk, contact.id, 'receive', {}));
}

export async function reportAreas(stage: PaperStage, section: Section, firm: Firm): Promise<void> {
  const today = dayOf(stage);
  const now = stage.town.time.wall();
  const at = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  const areas = await begin(stage, firm.manager, 'area-entry', { contractorId: firm.id }, {
    from: today, to: today, persons: (['building', 'machine-room', 'media-vault', 'print-room'] as const).map((area) => ({ area, name: firm.handler.name, since: stage.town.engagement.from })),
    entries: [{ area: 'print-room', name: firm.handler.name, in: at(60), out: at(15), purpose: '通知書の印刷' }],
  });
  await printRecord(stage, section.clerk, await take(stage, section.clerk, areas.id, 'review', {}));
  const change = await begin(stage, firm.manager, 'measure-change', { contractorId: firm.id }, { what: ['devices'], before: '印刷用PC 1台', after: '印刷用PC 2台', why: '繁忙期のため', from: today });
  const people = [section.approver, firm.manager].map(({ id, name }) => ({ id, name }));
  await take(stage, section.approver, change.id, 'discuss', { at: at(5), people, content: '増設するPCにも同じ対策を行うことを確認した。' });
  await printRecord(stage, section.clerk, await take(stage, section.approver, change.id, 'decide', { decision: 'agree' }));
  stage.story.tell(`${firm.name}が入退室の記録と対策の変更を届け、区が協議して認めました。`, 'Entries of the areas, and a change of measures discussed with the ward.');
}

/** The ward's paper at the end of the day, one press (2-2, 4-2). */
export async function checkCabinet(stage: PaperStage, section: Section): Promise<void> {
  const checked = await begin(stage, section.clerk, 'cabinet-check', {}, { cabinet: '鍵付きキャビネット1', locked: true });
  stage.story.tell(`業務日の終わりに、${section.clerk.name}さんが紙を鍵付きキャビネットに保管したことを記録しました（${checked.label}）。`, 'The end-of-day check.');
}
