// 安全管理措置の自己点検 (0-10, 1-22, 2-8, 3-13, 4-7): the contractor declares each measure with its evidence, the ward reviews it, and once a year it
// falls due again (an assumption: no paper says how often).
import { addBusinessDays, moveDay } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { owe } from '../duties/duties.ts';
import { incomplete } from '../refusal.ts';
import { standingStages } from '../standing/stages.ts';
import { mustBePast, mustFollow, option, remarks, say } from './asked.ts';
import type { Field, RecordKind, Stage, StageContext, Values } from './kind.ts';

const daysUntilNext = 365;
const measure = (id: string, ja: string, en: string): Field => ({ id, kind: 'choice', label: say(ja, en), options: [option('done', '実施している', 'In place'), option('not-done', '実施していない', 'Not in place'), option('none', '該当なし', 'Not applicable')] });
const measures: readonly Field[] = [
  measure('isolation', '個人情報を扱う端末をインターネットから分離している', 'Devices with personal data are cut off from the internet'),
  measure('authentication', '端末に利用者ごとのID・パスワードによる認証がある', 'Each person signs in with an ID and password of their own'),
  measure('firewall', 'ファイアウォールで通信を制御している', 'A firewall controls traffic'),
  measure('intrusion', 'IDS・IPSで不正な通信を検知・防止している', 'An IDS or IPS detects or stops intrusion'),
  measure('updates', 'OS・ソフトウェアを最新の状態に更新している', 'Systems and programs are up to date'),
  measure('antivirus', 'ウイルス対策ソフトのパターンファイルが最新である', 'Virus patterns are up to date'),
  measure('folderRights', 'フォルダにアクセス権を設定している', 'Folders have access rights'),
  measure('filePassword', 'ファイルにパスワードを設定している', 'Files have passwords'),
  measure('accessControl', '取り扱う人ごとにアクセスを制限している', 'Access is limited by person'),
  measure('pcLogs', '監視ソフトで各端末のログを収集している', 'Logs of every PC are collected'),
  measure('logReview', '収集したログを定期に点検し、保管している', 'Logs are reviewed and kept'),
  measure('encryption', '個人情報を暗号化して保存している', 'Personal data is stored encrypted'),
  measure('database', 'データベースをファイアウォールの内側に置いている', 'Databases stand inside the firewall'),
];
const declaredOn: Field = { id: 'declaredOn', kind: 'day', label: say('点検日', 'Checked on') };
const patchedOn: Field = { id: 'patchedOn', kind: 'day', label: say('最後に更新プログラムを適用した日', 'Last patched on'), when: { field: 'updates', is: ['done'] } };
const patternOn: Field = { id: 'patternOn', kind: 'day', label: say('パターンファイルの日付', 'Date of the virus patterns'), when: { field: 'antivirus', is: ['done'] } };
const plan: Field = { id: 'plan', kind: 'text', label: say('実施していない措置とその計画', 'What is not in place, and the plan'), optional: true };
const correctBy: Field = { id: 'correctBy', kind: 'day', label: say('再提出の期限', 'Again by'), when: { field: 'result', is: ['deficient'] } };

const asked: Pick<Stage, 'fields' | 'prefill' | 'check' | 'by'> = {
  by: 'contractor-manager',
  fields: [declaredOn, ...measures, patchedOn, patternOn, plan, { id: 'evidence', kind: 'attachments', label: say('証跡（画面の写し、設定の一覧など）', 'Evidence (screenshots, settings)'), min: 1 }, { id: 'logs', kind: 'attachments', label: say('端末のログ', 'PC logs'), optional: true }],
  prefill: lastTime,
  check: ({ values, now }) => {
    for (const day of [declaredOn, patchedOn, patternOn]) mustBePast(day, values, now);
    for (const day of [patchedOn, patternOn]) mustFollow(day, declaredOn, values);
    const lacking = measures.some(({ id }) => values[id] === 'not-done');
    if (lacking && values['plan'] === undefined) throw incomplete(plan, say('実施していない措置があるときは、計画を書いてください', 'say what is planned where a measure is not in place'));
  },
};

export const selfDeclaration: RecordKind = {
  id: 'self-declaration', group: 'oversight', obligations: ['0-10', '1-22', '1-34', '2-8', '3-13', '4-7'], document: null, about: { contractor: true, transfer: false },
  title: say('安全管理措置の自己点検', 'Declaration of security measures'), settles: ['self-declaration'],
  stages: [
    { ...asked, id: 'declare', after: 'start', title: say('自己点検', 'Declaration'), act: say('自己点検を提出する', 'Submit the declaration') },
    {
      id: 'review', by: 'ward', after: ['declare', 'redeclare'], expected: { withinBusinessDays: 10 }, closes: (values) => values['result'] === 'accepted', title: say('区の確認', 'Review'), act: say('自己点検を確認する', 'Review the declaration'),
      fields: [
        { id: 'result', kind: 'choice', label: say('確認の結果', 'Result'), options: [option('accepted', '適切と認める', 'Accepted'), option('deficient', '不備があり、再提出を求める', 'Deficient; to be submitted again')] },
        { id: 'deficiency', kind: 'text', label: say('不備の内容', 'What is deficient'), when: { field: 'result', is: ['deficient'] } }, correctBy, remarks,
      ],
      prefill: () => ({ result: 'accepted' }), follow: oweNext,
    },
    { ...asked, id: 'redeclare', after: ['review'], expected: { withinBusinessDays: 10, until: { stage: 'review', field: 'correctBy' } }, title: say('再提出', 'Declared again'), act: say('自己点検を再提出する', 'Submit again') },
  ],
};

/** As it was declared last, so that only what changed is touched; the evidence is always new. */
async function lastTime({ tx, engagement, contractorId, now }: Omit<StageContext, 'values'>): Promise<Values> {
  const earlier = contractorId === null ? [] : await standingStages(tx, { kind: 'self-declaration', municipalityId: engagement.municipalityId, contractorIds: [contractorId] });
  const last = earlier.findLast((one) => one.stage !== 'review')?.values ?? {};
  const kept = measures.flatMap(({ id }): [string, string][] => (typeof last[id] === 'string' ? [[id, last[id]]] : []));
  return { declaredOn: japanDay(now), ...Object.fromEntries(kept) };
}

async function oweNext({ tx, engagement, contractorId, values, now }: StageContext): Promise<void> {
  const dueOn = addBusinessDays(moveDay(japanDay(now), daysUntilNext), 0);
  if (values['result'] !== 'accepted' || dueOn > engagement.to) return;
  await owe(tx, {
    municipalityId: engagement.municipalityId, kind: 'self-declaration', engagementId: engagement.id, contractorId, transferId: null, owedBy: 'contractor',
    what: say('安全管理措置の自己点検を提出する', 'Submit the declaration of security measures'), recordKind: 'self-declaration', dueOn,
  }, { now });
}
