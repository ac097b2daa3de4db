// What the papers about erasure ask for: the fields of NIST SP 800-88 (r1 appendix G, r2 §4.6) for each copy, as data for the kinds beside it.
// The words claim no more than the method does: erasing single files is partial, and nothing is called impossible to restore.
import type { Field, Option, PlainField, StageContext, Value, Values } from './kind.ts';
import { refusedBecause } from '../refusal.ts';
import type { Tx } from '../../store/store.ts';

const option = (id: string, ja: string, en: string): Option => ({ id, label: { ja, en } });

/** Copies on paper or returned as they are need neither a make nor a tool. */
const copyColumns: readonly PlainField[] = [
  { id: 'where', kind: 'choice', label: { ja: '写しの場所', en: 'Where the copy was' }, options: [option('pc', 'パソコン', 'Computer'), option('server', 'サーバ', 'Server'), option('medium', '媒体（DVD等）', 'Medium (DVD etc.)'), option('printer', '印刷機の記憶装置', 'Storage of a printer'), option('paper', '紙', 'Paper')] },
  { id: 'type', kind: 'line', label: { ja: '媒体の種類', en: 'Type of medium' }, support: { ja: '例：内蔵SSD、DVD-R、出力紙', en: 'For example: built-in SSD, DVD-R, printed sheets' } },
  { id: 'make', kind: 'line', label: { ja: '製造者', en: 'Make' }, optional: true },
  { id: 'model', kind: 'line', label: { ja: '型番', en: 'Model' }, optional: true },
  { id: 'serial', kind: 'line', label: { ja: '製造番号', en: 'Serial number' }, optional: true },
  { id: 'property', kind: 'line', label: { ja: '管理番号', en: 'Property number' }, optional: true },
  { id: 'count', kind: 'count', label: { ja: '数量', en: 'Quantity' }, min: 1 },
  { id: 'method', kind: 'choice', label: { ja: '方法', en: 'Method' }, options: [option('partial', '対象ファイルだけの消去', 'Only the files erased (partial)'), option('clear', '媒体全体の消去（Clear）', 'Clear'), option('purge', '媒体全体の消去（Purge）', 'Purge'), option('destroy', '破壊・廃棄（Destroy）', 'Destroy')] },
  { id: 'technique', kind: 'choice', label: { ja: '手段', en: 'Technique' }, options: [
    option('overwrite', '上書き', 'Overwrite'), option('crypto-erase', '暗号鍵の破棄', 'Cryptographic erase'), option('block-erase', 'ブロック消去', 'Block erase'), option('degauss', '消磁', 'Degauss'),
    option('delete', '削除（上書きなし）', 'Deleted, not overwritten'), option('shred', '裁断・粉砕', 'Shredded'), option('dissolve', '溶解', 'Dissolved'), option('incinerate', '焼却', 'Incinerated')] },
  { id: 'tool', kind: 'line', label: { ja: '使った道具と版', en: 'Tool and version' }, optional: true },
  { id: 'verification', kind: 'choice', label: { ja: '確かめ方', en: 'Verification' }, options: [option('full', 'すべてを確認', 'All of it'), option('sampling', '一部を抜き取って確認', 'Sampling'), option('witness', '立会い', 'Witnessed'), option('none', '確かめていない', 'Not verified')] },
  { id: 'result', kind: 'choice', label: { ja: '結果', en: 'Result' }, options: [option('pass', '消去を確認した', 'PASS'), option('fail', '消去できなかった', 'FAIL'), option('unknown', '分からない', 'UNKNOWN')] },
];

/** Who erased what, how, and how it was checked. The last field is the statement that the person makes. */
export const erasureFields: readonly Field[] = [
  { id: 'people', kind: 'people', of: 'anyone', min: 1, label: { ja: '消去した人', en: 'Who erased it' } },
  { id: 'title', kind: 'line', label: { ja: '役職', en: 'Title' } },
  { id: 'organisation', kind: 'line', label: { ja: '所属', en: 'Organisation' } },
  { id: 'place', kind: 'line', label: { ja: '場所', en: 'Place' } },
  { id: 'telephone', kind: 'line', label: { ja: '電話番号', en: 'Telephone' } },
  { id: 'at', kind: 'instant', label: { ja: '消去した日時', en: 'When it was erased' } },
  { id: 'copies', kind: 'rows', columns: copyColumns, min: 1, label: { ja: '消去した写し', en: 'Copies erased' }, support: { ja: 'パソコン・サーバ・媒体・紙のそれぞれを1行に書きます。', en: 'One line for each computer, server, medium and stack of paper.' } },
  { id: 'backups', kind: 'choice', label: { ja: 'バックアップ', en: 'Backups' }, options: [option('none', '残っていない', 'None left'), option('until', '期日まで残る', 'Kept until a day'), option('unknown', '分からない', 'Unknown')] },
  { id: 'backupsUntil', kind: 'day', when: { field: 'backups', is: ['until'] }, label: { ja: 'バックアップが消える日', en: 'Day the backups end' } },
  { id: 'note', kind: 'text', optional: true, label: { ja: '備考', en: 'Remarks' } },
  { id: 'evidence', kind: 'attachments', min: 0, optional: true, label: { ja: '写真・消去ソフトの記録', en: 'Photographs, logs of the tool' } },
];

/** What the ward looked at before it accepts or sends back. */
export const checkFields: readonly Field[] = [
  { id: 'result', kind: 'choice', label: { ja: '確認の結果', en: 'Result' }, options: [option('accepted', '受け付ける', 'Accept'), option('returned', '返して直してもらう', 'Send back')] },
  { id: 'how', kind: 'choices', min: 1, label: { ja: '確かめた方法', en: 'How it was checked' }, options: [option('paper', '書面', 'On paper'), option('evidence', '写真・記録', 'Photographs, logs'), option('visit', '立入り', 'Visit'), option('witness', '立会い', 'Witnessed')] },
  { id: 'remark', kind: 'text', optional: true, label: { ja: '理由・所見', en: 'Reason, findings' }, support: { ja: '返すときと「分からない」が含まれるときは必ず書きます。', en: 'Needed when it is sent back or when a result is UNKNOWN.' } },
];

type Row = Readonly<Record<string, string | number | boolean | null>>;
const isRow = (one: unknown): one is Row => typeof one === 'object' && one !== null && !Array.isArray(one) && !('name' in one && 'id' in one);
/** The lines of a table among the values. */
export const rowsOf = (value: Value | undefined): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : []);
const text = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');

/** Throws `RecordRefused` for what cannot be: a moment ahead, a device without any number, a result that was not looked at. */
export function checkErasure({ values, now }: StageContext): void {
  if (values['statement'] !== true) throw refusedBecause('消去したことを確かめてから報告してください。まだ提出していません。', 'State that it was erased. Nothing was submitted.');
  if (text(values['at']) > now) throw refusedBecause('消去した日時が今より後です。まだ提出していません。日時を確かめてください。', 'The time of erasure lies ahead. Nothing was submitted. Check it.');
  rowsOf(values['copies']).forEach((copy, index) => {
    const line = index + 1;
    const device = copy['where'] === 'pc' || copy['where'] === 'server' || copy['where'] === 'printer';
    if (device && text(copy['serial']) === '' && text(copy['property']) === '') throw refusedBecause(`${line}行目に、製造番号か管理番号を書いてください。まだ提出していません。`, `Line ${line} needs a serial or a property number. Nothing was submitted.`);
    if (copy['where'] !== 'paper' && copy['method'] !== 'destroy' && text(copy['tool']) === '') throw refusedBecause(`${line}行目に、使った道具と版を書いてください。まだ提出していません。`, `Line ${line} needs the tool and its version. Nothing was submitted.`);
    if (copy['verification'] === 'none' && copy['result'] === 'pass') throw refusedBecause(`${line}行目は確かめていないので、結果は「分からない」です。まだ提出していません。`, `Line ${line} was not verified, so its result is UNKNOWN. Nothing was submitted.`);
  });
}

/** Throws `RecordRefused`: what failed is never accepted, and what is unknown only with the reason in writing. */
export function checkAcceptance({ values, earlier }: StageContext): void {
  const results = rowsOf((earlier['again'] ?? earlier['submit'])?.['copies']).map((copy) => copy['result']);
  const wordless = text(values['remark']) === '';
  if (values['result'] === 'returned') {
    if (wordless) throw refusedBecause('返すときは理由を書いてください。まだ返していません。', 'Say why it is sent back. Nothing was changed.');
    return;
  }
  if (results.includes('fail')) throw refusedBecause('消去できなかった写しがあるため、受け付けられません。返して、消去をやり直してもらってください。', 'A copy could not be erased, so it cannot be accepted. Send it back to be done again.');
  if (wordless && (results.includes('unknown') || (earlier['again'] ?? earlier['submit'])?.['backups'] === 'unknown')) {
    throw refusedBecause('「分からない」が含まれます。受け付ける理由を書いてください。まだ受け付けていません。', 'A result is UNKNOWN. Say why it is accepted all the same. It is not accepted yet.');
  }
}

/** Who, where and on which devices, from the firm's newest paper of these kinds; results are never taken over. */
export async function knownErasure(tx: Tx, { who, engagement, contractorId }: Omit<StageContext, 'values'>, kinds: readonly string[]): Promise<Values> {
  const firm = engagement.contractors.find(({ id }) => id === contractorId);
  const last = await tx.selectFrom('record_stages').innerJoin('records', 'records.id', 'record_id').select('content').where('kind', 'in', kinds).where('contractor_id', '=', contractorId)
    .where('stage', 'in', ['submit', 'again']).orderBy('record_stages.at', 'desc').limit(1).executeTakeFirst();
  const before = last === undefined ? {} : readContent(last.content);
  return {
    people: [{ id: who.id, name: who.name }], organisation: firm?.name ?? '', place: text(before['place']) || (firm?.address ?? ''), title: text(before['title']), telephone: text(before['telephone']),
    ...(before['copies'] === undefined ? {} : { copies: rowsOf(before['copies']).map((copy) => ({ ...copy, result: null, verification: null })) }),
  };
}

function readContent(content: string): Values {
  const parsed: unknown = JSON.parse(content);
  return isObject(parsed) && isValues(parsed['values']) ? parsed['values'] : {};
}
const isObject = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null && !Array.isArray(one);
const isValues = (one: unknown): one is Values => isObject(one);
