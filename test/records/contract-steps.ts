// The contract's own steps in single calls, for tests that need it as it stands: terms, annex, acknowledgement, workflow, qualification.
import { randomBytes } from 'node:crypto';
import { uploadFile } from '../../client/cli/upload.ts';
import type { Terms } from '../../server/engagements/terms.ts';
import { attachmentView, type AttachmentView, type RecordView, type ValuesView } from '../../server/http/wire/records.ts';
import type { Someone, Town } from '../town.ts';

type Changes = { readonly [K in keyof Terms]?: Terms[K] };

/** Changes the terms of an engagement as its administrator does. */
export async function changeTerms(town: Pick<Town, 'admin' | 'engagement'>, terms: Changes, id = town.engagement.id): Promise<void> {
  const { seen } = await town.admin.api.call('engagementDetail', { id });
  await town.admin.api.call('changeEngagement', { id, body: { seen, reason: '契約の条件', changes: { terms } } });
}

export async function attach(who: Someone, name: string, text: string): Promise<AttachmentView> {
  return attachmentView.parse(await uploadFile({ address: who.api.address('addAttachment'), headers: who.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(Buffer.from(text)); })() }));
}

export async function begin(who: Someone, kind: string, engagementId: string, contractorId: string | null, values: ValuesView): Promise<RecordView> {
  return who.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { kind, engagementId, ...(contractorId === null ? {} : { contractorId }), values } });
}

/** As begun with what the gateway proposes, and no key typed. */
export async function beginAsPrepared(who: Someone, kind: string, engagementId: string, contractorId?: string): Promise<RecordView> {
  const { values } = await who.api.call('prepareRecord', { body: { kind, engagementId, ...(contractorId === undefined ? {} : { contractorId }) } });
  return begin(who, kind, engagementId, contractorId ?? null, values);
}

export async function next(who: Someone, record: Pick<RecordView, 'id'>, stage: string, values: ValuesView): Promise<RecordView> {
  const { stages } = await who.api.call('record', { id: record.id });
  return who.api.call('addStage', { id: record.id, body: { stage, values, seen: stages.length } });
}

export async function publishAnnex(who: Someone, engagementId: string, contractorId: string, given: { version?: string; text?: string; title?: string } = {}): Promise<RecordView> {
  const document = await attach(who, '特記事項.txt', given.text ?? '個人情報の取扱いに関する特記事項');
  return begin(who, 'annex', engagementId, contractorId, {
    title: given.title ?? '個人情報取扱特記事項', version: given.version ?? '第1版', signedOn: '2026-04-01', lawBasis: '個人情報保護条例', penalties: '', documents: [document.id],
  });
}

export async function publishWorkflow(who: Someone, engagementId: string, contractorId: string, version = '第1版'): Promise<RecordView> {
  const document = await attach(who, '業務フロー.txt', `業務フロー ${version}`);
  return begin(who, 'workflow', engagementId, contractorId, { title: '業務フロー', version, changes: '', documents: [document.id] });
}

export async function registerQualification(who: Someone, engagementId: string, contractorId: string, given: { kind: 'p-mark' | 'lgwan-asp'; number?: string; from?: string; to: string }): Promise<RecordView> {
  const image = await attach(who, '登録証.txt', `登録証の写し ${given.to}`);
  return begin(who, 'qualification', engagementId, contractorId, { kind: given.kind, number: given.number ?? '10820001', issuer: '認証機関', validFrom: given.from ?? '2025-01-01', validTo: given.to, image: [image.id] });
}
