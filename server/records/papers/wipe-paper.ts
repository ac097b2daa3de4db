// 鍵箱の消去記録 (document 7; STANDARDS B.4): the signed wipe certificate on paper. It claims no more than the certificate does.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Person } from '../../accounts/person.ts';
import type { Tx } from '../../store/store.ts';
import { label } from '../numbering.ts';
import { RecordRefused } from '../refusal.ts';
import { signedDocumentOf } from '../signed-documents.ts';
import { fileList } from './file-list.ts';
import type { Paper, Part } from './paper.ts';
import { addressed, sidesOf, transferFor } from './transfer-subject.ts';
import { countOf, momentOf } from './wording.ts';

const certificate = z.object({
  engagement: z.string(), sender: z.string(), recipient: z.string(), transferNumber: z.string(), entry: z.number(), why: z.string().nullable(), endedAt: z.string().nullable(), wipedAt: z.string(), attempts: z.number(),
  media: z.object({ manufacturer: z.string(), model: z.string(), serialNumber: z.string(), propertyNumber: z.string(), place: z.string(), contact: z.string(), type: z.string(), source: z.string(),
    files: z.array(z.object({ size: z.number(), sha256: z.string(), bodySize: z.number(), bodySha256: z.string() })) }),
  confidentiality: z.string(), method: z.string(), technique: z.string(), tool: z.string(), verification: z.object({ method: z.string(), verdict: z.string() }),
  performedBy: z.object({ name: z.string(), place: z.string(), contact: z.string() }), limits: z.array(z.string()),
});
type Certificate = z.infer<typeof certificate>;

/** The wipe certificate of a transfer. Throws NOT_FOUND before there is one, and for a transfer that the person may not know of. */
export async function wipePaper(tx: Tx, who: Person, transferId: string): Promise<Paper> {
  const subject = await transferFor(tx, who, transferId);
  const row = await signedDocumentOf(tx, 'wipe_certificates', transferId);
  if (row === undefined) throw new RecordRefused('NOT_FOUND');
  const said = certificate.parse(JSON.parse(row.document));
  const { section, firm, firmId } = sidesOf(subject);
  const document = createHash('sha256').update(row.document, 'utf8').digest('hex');
  const number = label({ fiscalYear: row.fiscal_year, number: row.number });
  return {
    paper: 7, title: '消去証明書（鍵箱の消去記録）', label: number, at: row.created_at, to: [addressed(section), addressed(firm)], from: ['鍵箱（情報授受システム）', said.media.place],
    lead: '鍵箱が保管していた次の授受のデータを消去したので、証明します。',
    parts: [facts(said), media(said), sanitization(said), ...fileList(said.media.files, { heading: '消去したファイル', sum: '元のファイルの照合値（SHA-256）', from: '消去証明書' }, document), { heading: 'この証明の限界', text: said.limits.map((limit) => `・${japanese(limit)}`).join('\n') }],
    signs: [], entry: said.entry, engagementId: subject.engagement.id, contractorId: firmId,
    seal: { v: 1, paper: 7, transfer: transferId, number, document },
  };
}

/** The signed document says most things in Japanese and English, apart by a slash. */
const japanese = (text: string): string => text.split(' / ')[0] ?? text;

const why: Readonly<Record<string, string>> = { confirmed: '受領確認が済んだため', recalled: '取消のため', expired: '受取の期限が過ぎたため', discarded: '下書きを破棄したため' };
const verdicts: Readonly<Record<string, string>> = { PASS: '合格（ないことを確認した）', FAIL: '不合格', UNKNOWN: '不明（確認できない）' };

const facts = (said: Certificate): Part => ({ facts: [
  ['業務の名称', said.engagement], ['授受番号', said.transferNumber], ['送付した側', said.sender], ['受け取った側', said.recipient],
  ['消去の理由', why[said.why ?? ''] ?? '—'], ['授受の終了', said.endedAt === null ? '—' : momentOf(said.endedAt)], ['消去日時', momentOf(said.wipedAt)],
] });

const media = (said: Certificate): Part => ({ heading: '媒体', facts: [
  ['製造者', said.media.manufacturer], ['型式', said.media.model], ['製造番号', said.media.serialNumber], ['備品番号', said.media.propertyNumber],
  ['媒体の種類', japanese(said.media.type)], ['媒体の出所', `授受番号 ${said.media.source}`], ['消去前の区分', japanese(said.confidentiality)],
] });

const sanitization = (said: Certificate): Part => ({ heading: '消去の方法と検証', facts: [
  ['方法', japanese(said.method)], ['技法', japanese(said.technique)], ['使用した道具', said.tool], ['試行の回数', `${countOf(said.attempts)}回`],
  ['検証の方法', japanese(said.verification.method)], ['検証の結果', verdicts[said.verification.verdict] ?? '不明（確認できない）'],
  ['実施者', japanese(said.performedBy.name)], ['実施の場所', said.performedBy.place], ['連絡先', said.performedBy.contact],
] });
