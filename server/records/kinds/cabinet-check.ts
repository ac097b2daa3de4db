// 業務日終了後の保管の確認 (2-2, 4-2): after the day's work the paper is in the locked cabinet. One click: all of it is filled in.
import { japanDay } from '../../engagements/japan-time.ts';
import { standingStages, textIn } from '../standing/stages.ts';
import { incomplete } from '../refusal.ts';
import { mustBePast, oneLineNote, say } from './asked.ts';
import type { Field, RecordKind, StageContext, Values } from './kind.ts';

const date: Field = { id: 'date', kind: 'day', label: say('業務日', 'Business day') };
const trouble: Field = { id: 'trouble', kind: 'text', label: say('保管できていない紙と、行った対応', 'What is not locked away, and what was done'), when: { field: 'locked', is: [false] } };

export const cabinetCheck: RecordKind = {
  id: 'cabinet-check', group: 'oversight', obligations: ['2-2', '4-2'], document: null, about: { contractor: false, transfer: false },
  title: say('業務日終了後の保管確認', 'End-of-day storage check'), offered: (engagement) => engagement.terms.paperCheckAtEndOfDay, settles: ['cabinet-check'],
  stages: [{
    id: 'check', by: 'ward', after: 'start', closes: true, title: say('保管の確認', 'Check'), act: say('保管を確認する', 'Confirm the storage'),
    fields: [date, { id: 'checker', kind: 'people', of: 'staff', label: say('確認した職員', 'Checked by') }, { id: 'cabinet', kind: 'line', label: say('鍵付きキャビネット', 'Cabinet') }, { id: 'locked', kind: 'yes-no', label: say('紙媒体をすべて入れて施錠した', 'All paper is in it, and it is locked') }, trouble, oneLineNote],
    prefill: asYesterday, check: oncePerDay,
  }],
};

const earlierChecks = ({ tx, engagement }: Omit<StageContext, 'values'>) => standingStages(tx, { kind: 'cabinet-check', municipalityId: engagement.municipalityId, engagementId: engagement.id });

/** The cabinet of the day before; the first time a plain name, which may be changed. */
async function asYesterday(context: Omit<StageContext, 'values'>): Promise<Values> {
  const last = (await earlierChecks(context)).at(-1);
  return { date: japanDay(context.now), checker: [{ id: context.who.id, name: context.who.name }], cabinet: last === undefined ? '鍵付きキャビネット' : textIn(last, 'cabinet'), locked: true };
}

/** Once for each day and cabinet: a second press says nothing new. */
async function oncePerDay(context: StageContext): Promise<void> {
  mustBePast(date, context.values, context.now);
  const again = (await earlierChecks(context)).some((one) => one.recordId !== context.record?.id && textIn(one, 'date') === context.values['date'] && textIn(one, 'cabinet') === context.values['cabinet']);
  if (again) throw incomplete(date, say('この日のこのキャビネットは、すでに確認しています', 'that cabinet was checked on that day already'));
}
