// 受領書 with the ダウンロード記録 (document 4), made from the document that the gateway signed and from the ledger.
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
import { countOf, momentOf, shortMomentOf } from './wording.ts';

const moment = z.object({ at: z.string(), by: z.string(), quantity: z.number(), opened: z.boolean() });
const receipt = z.object({
  engagement: z.string(), sender: z.string(), recipient: z.string(), transferNumber: z.string(), entry: z.number(), quantity: z.number(), digest: z.string(),
  files: z.array(z.object({ size: z.number(), sha256: z.string() })),
  collected: z.object({ from: z.string(), to: z.string().nullable(), by: z.string() }).nullable(), confirmed: moment.nullable(),
  unscanned: z.object({ files: z.number(), allowedBy: z.string().nullable() }).optional(),
  /** Receipts of before recipients signed have none of these. */
  signedBy: z.string().default('gateway'), recipientFingerprint: z.string().nullable().default(null), statement: z.string().nullable().default(null),
});
type Receipt = z.infer<typeof receipt>;

/** The receipt of a transfer. Throws NOT_FOUND before there is one, and for a transfer that the person may not know of. */
export async function receiptPaper(tx: Tx, who: Person, transferId: string): Promise<Paper> {
  const subject = await transferFor(tx, who, transferId);
  const row = await signedDocumentOf(tx, 'receipts', transferId);
  if (row === undefined) throw new RecordRefused('NOT_FOUND');
  const said = receipt.parse(JSON.parse(row.document));
  const { section, firm, firmId } = sidesOf(subject);
  const [to, from] = subject.transfer.direction === 'to-contractor' ? [section, firm] : [firm, section];
  const number = label({ fiscalYear: row.fiscal_year, number: row.number });
  const collections = await collectionsOf(tx, transferId, said.entry);
  const document = createHash('sha256').update(row.document, 'utf8').digest('hex');
  const unit = subject.engagement.forms.find((form) => form.id === subject.transfer.formId)?.unit ?? '件';
  return {
    paper: 4, title: '受領書', label: number, at: row.created_at, to: [addressed(to)], from: [from], lead: '次のとおり受領しました。',
    parts: [facts(said, unit), ...fileList(said.files, { heading: 'ファイル', sum: '内容の照合値（SHA-256）', from: '受領書' }, document), downloads(collections),
      signature(said)],
    signs: said.confirmed === null ? [] : [{ side: '受領者', name: said.confirmed.by, at: said.confirmed.at }],
    entry: said.entry, engagementId: subject.engagement.id, contractorId: firmId,
    seal: { v: 1, paper: 4, transfer: transferId, number, document, collections: collections.map((one) => one.index) },
  };
}

function signature({ recipientFingerprint, statement }: Receipt): Part {
  if (recipientFingerprint === null || statement === null) return { text: '受領者の署名はありません。この内容は鍵箱だけが署名しています（OpenPGP）。署名の全文は、授受の画面の「受領書」から保存できます。' };
  return { heading: '電子署名（OpenPGP）', facts: [
    ['署名した者', '受領者と鍵箱（受領者の署名ごと、鍵箱が署名しています）'], ['受領者の鍵の指紋', recipientFingerprint],
    ['受領者の申告の照合値', createHash('sha256').update(statement, 'utf8').digest('hex')], ['署名の全文', '授受の画面の「受領書」から保存できます。'],
  ] };
}

function facts(said: Receipt, unit: string): Part {
  return { facts: [
    ['業務の名称', said.engagement], ['授受番号', said.transferNumber], ['送付した側', said.sender], ['受け取った側', said.recipient],
    ['受取日時', said.collected === null ? '—' : said.collected.to === null || said.collected.to === said.collected.from ? momentOf(said.collected.from) : `${momentOf(said.collected.from)} から\n${momentOf(said.collected.to)} まで`],
    ['受取者', said.collected?.by ?? '—'],
    ['送付した数量', `${countOf(said.quantity)}${unit}`],
    ['確認した数量', said.confirmed === null ? '—' : `${countOf(said.confirmed.quantity)}${unit}`],
    ...(said.unscanned === undefined ? [] : [['ウイルス検査', `未検査 ${countOf(said.unscanned.files)}ファイル（例外を認めた者 ${said.unscanned.allowedBy ?? '—'}）`] as const]),
    ['ファイルの確認', said.confirmed?.opened === true ? '開いて内容を確認した' : '開いていない（理由は授受の記録）'],
  ] };
}

const acts: Readonly<Record<string, string>> = { 'start-collecting': '受取の開始', collect: '受取の完了', 'collect-again': '受取のやり直し', 'collected-again': '再度の受取', 'interrupt-collecting': '受取の中断' };

interface Collection { readonly index: number; readonly at: string; readonly act: string; readonly by: string }
const written = z.object({ actor: z.object({ name: z.string().optional() }) });

async function collectionsOf(tx: Tx, transferId: string, until: number): Promise<Collection[]> {
  const rows = await tx.selectFrom('ledger_entries').select(['idx', 'at', 'act', 'bytes']).where('transfer_id', '=', transferId).where('result', '=', 'done').where('act', 'in', Object.keys(acts)).where('idx', '<=', until).orderBy('idx').execute();
  return rows.map((row) => ({ index: row.idx, at: row.at, act: acts[row.act] ?? row.act, by: written.parse(JSON.parse(row.bytes)).actor.name ?? '鍵箱' }));
}

const downloads = (rows: readonly Collection[]): Part => ({ heading: 'ダウンロード記録', table: {
  columns: [{ heading: '日時', share: 4 }, { heading: '操作', share: 4 }, { heading: '操作した者', share: 5 }, { heading: '台帳の記録', share: 3, align: 'right' }],
  rows: rows.map((row) => [shortMomentOf(row.at), row.act, row.by, `${row.index}番`]),
} });
