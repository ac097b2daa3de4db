// Records in single calls, as the pages take them: what the gateway proposes stays unless a test says otherwise.
import { randomBytes } from 'node:crypto';
import { uploadFile } from '../../client/cli/upload.ts';
import { attachmentView, type RecordView, type ValuesView } from '../../server/http/wire/records.ts';
import type { Someone } from '../town.ts';

export async function attachment(who: Someone, name: string, text: string): Promise<string> {
  return attachmentView.parse(await uploadFile({ address: who.api.address('addAttachment'), headers: who.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(Buffer.from(text)); })() })).id;
}

export async function beginWith(who: Someone, about: { kind: string; engagementId: string; contractorId?: string; transferId?: string }, values: ValuesView): Promise<RecordView> {
  const prepared = await who.api.call('prepareRecord', { body: about });
  return who.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { ...about, values: { ...prepared.values, ...values } } });
}

/** Throws Error when the stage is not offered to this person, `Refused` otherwise. */
export async function takeWith(who: Someone, id: string, stage: string, values: ValuesView = {}): Promise<RecordView> {
  const record = await who.api.call('record', { id });
  const offered = record.next.find((one) => one.stage === stage);
  if (offered === undefined) throw new Error(`expected ${stage} to be offered to ${who.login}; offered are ${record.next.map((one) => one.stage).join(', ') || 'none'}`);
  return who.api.call('addStage', { id, body: { stage, values: { ...offered.values, ...values }, seen: record.stages.length } });
}
