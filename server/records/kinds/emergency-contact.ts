// 緊急連絡体制 (1-17): the contact sheet with the procedure for incidents, disasters and trouble. A new sheet is a new version; the newest that the ward
// received is shown where an incident is told.
import { japanDay } from '../../engagements/japan-time.ts';
import type { Tx } from '../../store/store.ts';
import { standingStages } from '../standing/stages.ts';
import { remarks, say } from './asked.ts';
import type { RecordKind, StageContext, Values } from './kind.ts';

export const emergencyContact: RecordKind = {
  id: 'emergency-contact', group: 'incident', obligations: ['1-17', '1-34'], document: null, about: { contractor: true, transfer: false },
  title: say('緊急連絡体制', 'Emergency contacts'), settles: ['emergency-contact'],
  stages: [
    {
      id: 'submit', by: 'contractor-manager', after: 'start', title: say('緊急連絡体制の届出', 'Submission'), act: say('緊急連絡体制を届け出る', 'Submit the emergency contacts'),
      fields: [
        { id: 'version', kind: 'count', min: 1, max: 999, label: say('版', 'Version') },
        { id: 'validFrom', kind: 'day', label: say('適用する日', 'Valid from') },
        { id: 'contacts', kind: 'rows', min: 1, label: say('連絡先（連絡する順）', 'Contacts, in the order of calling'), columns: [
          { id: 'role', kind: 'line', label: say('役割', 'Role') }, { id: 'name', kind: 'line', label: say('氏名', 'Name') }, { id: 'telephone', kind: 'line', label: say('電話番号', 'Telephone') },
          { id: 'outside', kind: 'line', label: say('時間外の電話番号', 'Out of hours'), optional: true }, { id: 'mail', kind: 'line', label: say('メール', 'Mail'), optional: true },
        ] },
        { id: 'procedure', kind: 'attachments', min: 1, label: say('事故・災害・トラブル対応の手順書', 'Procedure for incidents, disasters and trouble') },
      ],
      prefill: nextVersion,
    },
    { id: 'receive', by: 'ward', after: ['submit'], expected: { withinBusinessDays: 5 }, closes: true, title: say('受領', 'Receipt'), act: say('届出を受け取る', 'Receive'), fields: [remarks] },
  ],
};

async function sheetsOf(tx: Tx, engagement: StageContext['engagement'], contractorId: string | null) {
  if (contractorId === null) return [];
  return (await standingStages(tx, { kind: 'emergency-contact', municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorIds: [contractorId] })).filter((one) => one.stage === 'submit');
}

const isRow = (one: unknown): one is Readonly<Record<string, string>> => typeof one === 'object' && one !== null && Object.values(one).every((cell) => typeof cell === 'string');
const contactsIn = (value: unknown): Readonly<Record<string, string>>[] => (Array.isArray(value) ? value.flatMap((one: unknown) => (isRow(one) ? [one] : [])) : []);

/** The sheet before, to be changed where it changed. */
async function nextVersion({ tx, engagement, contractorId, now }: Omit<StageContext, 'values'>): Promise<Values> {
  const last = (await sheetsOf(tx, engagement, contractorId)).at(-1)?.values;
  return { version: typeof last?.['version'] === 'number' ? last['version'] + 1 : 1, validFrom: japanDay(now), ...(last === undefined ? {} : { contacts: contactsIn(last['contacts']) }) };
}

/** The newest contacts of a contractor in this engagement as lines of text, in the order of calling; empty if none were submitted. */
export async function newestContacts(tx: Tx, engagement: StageContext['engagement'], contractorId: string | null): Promise<string> {
  const sheet = (await sheetsOf(tx, engagement, contractorId)).at(-1);
  if (sheet === undefined) return '';
  return contactsIn(sheet.values['contacts']).map((one) => [one['role'], one['name'], one['telephone'], one['outside'], one['mail']].filter((part) => part !== undefined && part !== '').join('　')).join('\n');
}
