// 再委託承諾申請書・承諾書 (1-31; document 9): the contractor applies, the ward checks, another person with the right to approve decides;
// the approval makes the firm a party for the forms named. Then the contractor tells the subcontractor's people what binds them
// (S0 特記14, S1 別紙1の11). No subcontractor has this kind at all: 再々委託 is forbidden (1-32).
import { japanDay } from '../../engagements/japan-time.ts';
import { admitSubcontractor, knownFirm, principalOf } from '../../engagements/subcontracting.ts';
import { incomplete, refusedBecause } from '../refusal.ts';
import { registeredQualifications } from '../standing/qualifications.ts';
import type { Effects, Field, RecordKind, StageContext, Value, Values } from './kind.ts';
import { noticeOf } from './subcontract-notice.ts';

const pMarkUntil = { id: 'pMarkUntil', kind: 'day', label: { ja: 'プライバシーマークの有効期限', en: 'PrivacyMark valid until' }, when: { field: 'pMark', is: [true] } } satisfies Field;
const pMarkCheck = { id: 'pMarkValid', kind: 'choice', label: { ja: 'プライバシーマークが有効か', en: 'Is the PrivacyMark valid?' }, options: [
  { id: 'yes', label: { ja: '有効である（公開の一覧または証書で確かめた）', en: 'Yes, checked in the public list or on the certificate' } },
  { id: 'no', label: { ja: '有効でない・確かめられない', en: 'No, or it cannot be checked' } },
  { id: 'not-asked', label: { ja: 'この業務では条件としていない', en: 'Not a condition of this engagement' } },
] } satisfies Field;
const forms = { id: 'forms', kind: 'choices', of: 'forms', options: [], min: 1, label: { ja: '再委託する帳票', en: 'Forms in scope' }, support: { ja: '承諾されるのは、ここで選んだ帳票だけです。', en: 'Only the forms chosen here are approved.' } } satisfies Field;
const decidedOn = { id: 'decidedOn', kind: 'day', label: { ja: '決定日', en: 'Decided on' } } satisfies Field;

const isTrue = (value: Value | undefined): boolean => value === true;
const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: Value | undefined): string[] => (Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string') : []);

export const subcontract: RecordKind = {
  id: 'subcontract', group: 'contract', obligations: ['1-31', '1-32', '1-35'], document: 9, about: { contractor: true, transfer: false },
  title: { ja: '再委託の承諾', en: 'Subcontracting' },
  offered: (engagement, who) => engagement.terms.subcontracting === 'with-consent' && (who.contractorId === null || principalOf(engagement, who.contractorId) === null),
  stages: [
    {
      id: 'apply', by: 'contractor-manager', after: 'start', title: { ja: '再委託承諾申請', en: 'Application' }, act: { ja: '再委託の承諾を申請する', en: 'Apply' },
      fields: [
        { id: 'firm', kind: 'line', label: { ja: '再委託先の名称', en: 'Name of the subcontractor' } },
        { id: 'address', kind: 'line', label: { ja: '再委託先の所在地', en: 'Address' } },
        { id: 'representative', kind: 'line', label: { ja: '再委託先の代表者', en: 'Representative' } },
        forms,
        { id: 'work', kind: 'text', label: { ja: '再委託する業務の内容', en: 'Work to be subcontracted' } },
        { id: 'reason', kind: 'text', label: { ja: '再委託がやむを得ない理由', en: 'Why it cannot be avoided' } },
        { id: 'didNotBid', kind: 'yes-no', label: { ja: '再委託先は、この委託案件の入札・選定の参加者ではありません', en: 'The subcontractor did not bid for this engagement' } },
        { id: 'pMark', kind: 'yes-no', label: { ja: '再委託先は、プライバシーマークを取得しています', en: 'The subcontractor holds the PrivacyMark' } },
        { id: 'pMarkNumber', kind: 'line', label: { ja: 'プライバシーマークの登録番号', en: 'PrivacyMark number' }, when: { field: 'pMark', is: [true] } },
        { id: 'pMarkIssuer', kind: 'line', label: { ja: 'プライバシーマークを付与した機関', en: 'Issuer of the PrivacyMark' }, when: { field: 'pMark', is: [true] } },
        { id: 'pMarkFrom', kind: 'day', label: { ja: 'プライバシーマークの有効期間の始まり', en: 'PrivacyMark valid from' }, when: { field: 'pMark', is: [true] } },
        pMarkUntil,
        { id: 'pMarkImage', kind: 'attachments', min: 1, label: { ja: 'プライバシーマーク登録証の写し', en: 'Copy of the PrivacyMark certificate' }, when: { field: 'pMark', is: [true] } },
        { id: 'people', kind: 'rows', min: 1, label: { ja: '再委託先の従事者', en: 'People of the subcontractor' }, columns: [
          { id: 'name', kind: 'line', label: { ja: '氏名', en: 'Name' } },
          { id: 'role', kind: 'choice', label: { ja: '役割', en: 'Role' }, options: [{ id: 'manager', label: { ja: '取扱責任者', en: 'Handling manager' } }, { id: 'handler', label: { ja: '取扱者', en: 'Handler' } }] },
        ] },
        { id: 'papers', kind: 'attachments', label: { ja: 'そのほかの資料', en: 'Other papers' }, optional: true },
      ],
      check: checkApplication,
    },
    {
      id: 'check', by: 'ward', after: ['apply'], expected: { withinBusinessDays: 5 }, title: { ja: '条件の確認', en: 'Check' }, act: { ja: '条件を確認する', en: 'Check the conditions' },
      fields: [
        { id: 'checkedOn', kind: 'day', label: { ja: '確認日', en: 'Checked on' } },
        { id: 'notBidder', kind: 'yes-no', label: { ja: '入札・選定の参加者一覧と照らし、参加者でないことを確かめた', en: 'Compared with the list of bidders: it did not bid' } },
        pMarkCheck,
        { id: 'evidence', kind: 'attachments', label: { ja: '確認に使った資料', en: 'Evidence' }, optional: true },
        { id: 'remarks', kind: 'text', label: { ja: '所見', en: 'Remarks' }, optional: true },
      ],
      prefill: ({ now }) => ({ checkedOn: japanDay(now) }),
      check: ({ values, engagement }) => {
        if (values['pMarkValid'] === 'not-asked' && asksForPMark(engagement)) throw incomplete(pMarkCheck, { ja: 'この業務はプライバシーマークを条件としています。有効かどうかを選んでください', en: 'this engagement asks for the PrivacyMark; say whether it is valid' });
      },
    },
    {
      id: 'approve', by: 'ward-approver', another: true, after: ['check'], expected: { withinBusinessDays: 5 }, final: true, title: { ja: '再委託の承諾', en: 'Approval' }, act: { ja: '承諾する', en: 'Approve' },
      fields: [
        { id: 'number', kind: 'line', label: { ja: '承諾番号（文書番号）', en: 'Number of the approval' } }, decidedOn,
        { id: 'conditions', kind: 'text', label: { ja: '承諾の条件', en: 'Conditions' }, optional: true },
        { id: 'notice', kind: 'text', label: { ja: '再委託先の従事者に周知すること', en: 'What the subcontractor’s people must be told' } },
      ],
      prefill: ({ now, engagement }) => ({ decidedOn: japanDay(now), conditions: engagement.terms.subcontractorConditions.map(({ ja }) => ja).join('\n'), notice: noticeOf(engagement) }),
      check: checkApproval,
      follow: async (context, effects) => {
        const applied = context.earlier['apply'] ?? {};
        const id = await admitSubcontractor({ ...context, ...effects }, { principalId: context.contractorId ?? '', name: textOf(applied['firm']), address: textOf(applied['address']), formIds: formIdsOf(context.engagement, listOf(applied['forms'])) });
        if (context.earlier['check']?.['pMarkValid'] === 'yes' && isTrue(applied['pMark'])) await registerPMark(context, effects, id, applied);
      },
    },
    {
      id: 'refuse', by: 'ward-approver', another: true, after: ['check'], closes: true, title: { ja: '不承諾', en: 'Refusal' }, act: { ja: '承諾しない', en: 'Refuse' },
      fields: [decidedOn, { id: 'why', kind: 'text', label: { ja: '承諾しない理由', en: 'Reason' } }],
      prefill: ({ now }) => ({ decidedOn: japanDay(now) }),
    },
    {
      id: 'inform', by: 'contractor-manager', after: ['approve'], expected: { withinBusinessDays: 5 }, closes: true, title: { ja: '再委託先への周知', en: 'Subcontractor informed' }, act: { ja: '周知したことを報告する', en: 'Report that they were told' },
      fields: [
        { id: 'informedOn', kind: 'day', label: { ja: '周知した日', en: 'Told on' } },
        { id: 'notice', kind: 'text', label: { ja: '周知した内容', en: 'What they were told' } },
        { id: 'people', kind: 'rows', min: 1, label: { ja: '周知を受けた従事者', en: 'People who were told' }, support: { ja: '従事している人と、従事していた人の全員です。', en: 'Everyone who works or worked on it.' }, columns: [
          { id: 'name', kind: 'line', label: { ja: '氏名', en: 'Name' } }, { id: 'acknowledged', kind: 'yes-no', label: { ja: '内容を確認し、署名した', en: 'Read and signed' } },
        ] },
        { id: 'signed', kind: 'attachments', label: { ja: '署名の写し', en: 'Copy of the signatures' }, optional: true },
      ],
      prefill: ({ now, earlier }) => ({ informedOn: japanDay(now), notice: earlier['approve']?.['notice'] ?? '', people: namesIn(earlier['apply']?.['people']) }),
      check: checkInformed,
    },
  ],
};

/** Forms are chosen by name; what a firm may be given is kept by id. */
const formIdsOf = ({ forms: known }: StageContext['engagement'], names: readonly string[]): string[] => known.filter(({ name }) => names.includes(name)).map(({ id }) => id);

/** What was checked for the approval is not typed again: it stands in the register of qualifications (1-7), which opens the routes. */
async function registerPMark({ tx, who, now, engagement }: StageContext, { ids, begin }: Effects, contractorId: string, applied: Values): Promise<void> {
  const [number, validTo] = [textOf(applied['pMarkNumber']), textOf(applied['pMarkUntil'])];
  const known = await registeredQualifications(tx, engagement, [contractorId]);
  if (known.some((one) => one.kind === 'p-mark' && !one.withdrawn && one.number === number && one.validTo === validTo)) return;
  const image: string[] = [];
  for (const id of listOf(applied['pMarkImage'])) {
    // A copy: an attachment belongs to one record.
    const copy = { ...await tx.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirstOrThrow(), id: ids(), record_id: null, added_by: who.id, added_at: now };
    await tx.insertInto('attachments').values(copy).execute();
    image.push(copy.id);
  }
  await begin({ kind: 'qualification', contractorId, transferId: null, values: { kind: 'p-mark', number, issuer: textOf(applied['pMarkIssuer']), validFrom: textOf(applied['pMarkFrom']), validTo, image } });
}

const asksForPMark = (engagement: StageContext['engagement']): boolean => engagement.terms.certificates.some(({ kind }) => kind === 'p-mark');

/** 1-31, 1-35: not where the paper forbids it, not after the contract is over, only for a firm that did not bid and holds what the contract asks. */
function checkApplication({ engagement, contractorId, values, now }: StageContext): void {
  if (engagement.terms.subcontracting === 'forbidden') throw refusedBecause('この業務の特記事項は、再委託を一切禁止しています。申請できません。', 'The annex of this engagement forbids any subcontracting.');
  if (engagement.terms.subcontracting === 'none') throw refusedBecause('この業務は、1社で全て履行できる事業者を選定したため、再委託を行いません。申請できません。', 'One contractor was chosen to do all of it, so there is no subcontracting.');
  if (principalOf(engagement, contractorId ?? '') !== null) throw refusedBecause('再委託先からの再々委託は、一切禁止されています。申請できません。', 'A subcontractor must not subcontract any further.');
  if (engagement.terminatedAt !== null || japanDay(now) > engagement.to) throw refusedBecause('この業務の契約期間は終わっています。再委託は、契約期間の中だけです。', 'The contract is over; subcontracting exists only within it.');
  if (!isTrue(values['didNotBid'])) throw refusedBecause('入札・選定の参加者には再委託できません。別の事業者を選んでください。', 'A firm that bid for this engagement cannot be its subcontractor. Choose another firm.');
  if (asksForPMark(engagement) && !isTrue(values['pMark'])) throw refusedBecause('この業務の再委託先は、プライバシーマークの取得が条件です。取得している事業者を選んでください。', 'A subcontractor of this engagement must hold the PrivacyMark. Choose a firm that does.');
  if (isTrue(values['pMark']) && textOf(values['pMarkUntil']) < textOf(values['pMarkFrom'])) throw incomplete(pMarkUntil, { ja: '有効期間の始まり以後の日を選んでください', en: 'choose a day not before the first' });
  if (isTrue(values['pMark']) && textOf(values['pMarkUntil']) < japanDay(now)) throw incomplete(pMarkUntil, { ja: '有効期限が過ぎています。更新後の期限を入力してください', en: 'it has expired; enter the term after renewal' });
}

/** 1-31: nobody approves past a failed check; what was valid at the check must be valid today. */
async function checkApproval({ tx, who, engagement, earlier, contractorId, now }: StageContext): Promise<void> {
  const [applied, checked] = [earlier['apply'] ?? {}, earlier['check'] ?? {}];
  if (!isTrue(checked['notBidder'])) throw refusedBecause('入札・選定の参加者でないことを確かめていないため、承諾できません。承諾しない理由を書いて終えてください。', 'It was not confirmed that the firm did not bid, so it cannot be approved. Refuse with the reason.');
  if (checked['pMarkValid'] === 'no') throw refusedBecause('プライバシーマークが有効でないため、承諾できません。承諾しない理由を書いて終えてください。', 'The PrivacyMark is not valid, so it cannot be approved. Refuse with the reason.');
  if (checked['pMarkValid'] === 'yes' && isTrue(applied['pMark']) && textOf(applied['pMarkUntil']) < japanDay(now)) throw refusedBecause('確認のあとにプライバシーマークの有効期限が過ぎたため、承諾できません。', 'The PrivacyMark has expired since the check, so it cannot be approved.');
  if (engagement.terminatedAt !== null || japanDay(now) > engagement.to) throw refusedBecause('この業務の契約期間は終わっているため、承諾できません。', 'The contract is over, so it cannot be approved.');
  if (principalOf(engagement, contractorId ?? '') !== null) throw refusedBecause('再委託先からの再々委託は、一切禁止されています。', 'A subcontractor must not subcontract any further.');
  const known = await knownFirm(tx, who.municipalityId, { name: textOf(applied['firm']), address: textOf(applied['address']) });
  if (engagement.contractors.some((party) => party.id === known?.id)) throw refusedBecause('この事業者は、すでにこの業務の当事者です。承諾できません。', 'This firm is a party of the engagement already, so it cannot be approved.');
}

function checkInformed({ values, now }: StageContext): void {
  if (textOf(values['informedOn']) > japanDay(now)) throw refusedBecause('周知した日は、今日以前の日にしてください。', 'The day must not lie ahead.');
  const rows = values['people'];
  if (Array.isArray(rows) && rows.some((row: unknown) => typeof row === 'object' && row !== null && 'acknowledged' in row && row.acknowledged !== true)) throw refusedBecause('署名していない従事者がいます。全員が確認してから報告してください。', 'Somebody has not signed yet. Report once everyone has.');
}

function namesIn(people: Value | undefined): { name: string; acknowledged: boolean }[] {
  if (!Array.isArray(people)) return [];
  return people.flatMap((row: unknown) => (typeof row === 'object' && row !== null && 'name' in row && typeof row.name === 'string' ? [{ name: row.name, acknowledged: false }] : []));
}
