// What a contract asks for before anything moves (契約): annex, workflow and qualifications registered by the section, read by the firm's manager.
import { randomBytes } from 'node:crypto';
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import type { ValuesView } from '../../../server/http/wire/records.ts';
import { attachmentView } from '../../../server/http/wire/records.ts';
import { uploadFile } from '../upload.ts';
import type { Someone } from './someone.ts';

export interface Agreed { readonly firm: { readonly id: string; readonly name: string }; readonly manager: Someone }

/** Registers the papers of one contract and has the manager acknowledge them. Throws `Refused`. */
export async function agree(clerk: Someone, { id: engagementId, from, to }: Pick<EngagementView, 'id' | 'from' | 'to'>, { firm, manager }: Agreed): Promise<void> {
  const register = async (kind: string, document: string, field: string, values: ValuesView): Promise<string> => {
    const subject = { kind, engagementId, contractorId: firm.id };
    const prepared = await clerk.api.call('prepareRecord', { body: subject });
    const made = await clerk.api.call('addRecord', { idempotencyKey: randomBytes(16).toString('hex'), body: { ...subject, values: { ...prepared.values, ...values, [field]: [await attach(clerk, `${document}.txt`, `${document}（デモ）　${firm.name}`)] } } });
    return made.id;
  };
  await register('annex', '個人情報取扱特記事項', 'documents', { signedOn: from });
  const workflow = await register('workflow', '業務フロー', 'documents', {});
  const validTo = `${Number(to.slice(0, 4)) + 1}${to.slice(4)}`.replace('-02-29', '-02-28');
  for (const [kind, number, issuer] of [['p-mark', '00000001(01)', 'プライバシーマーク付与機関（架空）'], ['lgwan-asp', 'A000001', 'LGWAN-ASP審査機関（架空）']] as const) {
    await register('qualification', `${number} 登録証の写し`, 'image', { kind, number, issuer, validFrom: from, validTo });
  }
  const { stages } = await manager.api.call('record', { id: workflow });
  await manager.api.call('addStage', { id: workflow, body: { stage: 'acknowledge', values: { agreed: true }, seen: stages.length } });
  const read = { kind: 'acknowledgement', engagementId };
  const { values } = await manager.api.call('prepareRecord', { body: read });
  await manager.api.call('addRecord', { idempotencyKey: randomBytes(16).toString('hex'), body: { ...read, values } });
}

async function attach(who: Someone, name: string, text: string): Promise<string> {
  const chunks = (async function* () {
    yield await Promise.resolve(Buffer.from(text));
  })();
  return attachmentView.parse(await uploadFile({ address: who.api.address('addAttachment', {}), headers: who.line.headers(), name, chunks })).id;
}
