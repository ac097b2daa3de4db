// What a verdict says, in Japanese and English: the command prints both.
import type { FirstBad, BadCode, Unverifiable } from '../../server/ledger/verdict.ts';

export type Both = readonly [string, string];

export const WRONG: Readonly<Record<BadCode, Both>> = {
  LINE: ['行の形が正しくありません', 'a line is not of the form'],
  INDEX: ['記録の番号が続いていません(削除・挿入・入れ替え)', 'entries are not in sequence (deleted, inserted or reordered)'],
  LEAF: ['記録の内容が書き換えられています', 'the entry was edited'],
  ROOT: ['記録が署名済みの検証点と合いません(書き換え・再計算)', 'entries do not fit the signed checkpoint (edited, recomputed)'],
  SIGNATURE: ['署名が正しくありません', 'a signature does not hold'],
  PLACE: ['検証点の位置が違います(前の記録の削除・挿入)', 'a checkpoint is out of place (entries deleted or inserted before it)'],
  OPENING: ['伏せた文字列が約束と合いません', 'a text does not fit its commitment'],
  TEXT_MISSING: ['伏せた文字列がなく、消去の記録もありません', 'a text is missing and no entry says it was wiped'],
  DOCUMENT: ['文書が台帳の記録と合いません(書き換え・差し替え)', 'the document is not the one the ledger committed to (edited or exchanged)'],
  DOCUMENT_MISSING: ['台帳に記録された文書がありません', 'a document that the ledger committed to is missing'],
  DOCUMENT_SIGNATURE: ['文書の署名が正しくありません', 'the signature of a document does not hold'],
  ROTATION: ['鍵の交代が正しくありません(新旧両方の署名が要ります)', 'a change of keys does not hold (it needs the signatures of the old key and the new)'],
  KEY: ['お手元の鍵の台帳ではありません', 'this is not the ledger of the key you gave'],
  KNOWN_ROOT: ['お手元の検証点と歴史が違います(作り直し・二重帳簿)', 'history differs from the checkpoint you hold (rewritten, or a split view)'],
  TAIL_CUT: ['お手元の検証点より短くなっています(末尾の切り捨て・古い写し)', 'shorter than the checkpoint you hold (tail cut, or an older copy)'],
  END: ['途中で終わっています、または余分があります', 'the export ends early, or has too much'],
};

export const CANNOT: Readonly<Record<Unverifiable['what'], Both>> = {
  'foreign-entries': ['他団体などの記録は番号とハッシュのみ', 'entries of others, by number and hash only'],
  'texts-wiped': ['記録どおり消去済みの文字列', 'texts wiped, as the ledger says'],
  'texts-not-included': ['この出力に含めていない文字列', 'texts left out of this export'],
  'documents-wiped': ['記録どおり消去済みの文書', 'documents wiped, as the ledger says'],
  'documents-not-included': ['この出力に含めていない文書', 'documents left out of this export'],
  'signatures-not-checked': ['内容は台帳と一致し、署名は確かめていない文書(確かめるには --signatures)', 'documents whose bytes are those of the ledger and whose signatures were not checked (--signatures checks them)'],
  'heads-lost': ['手元の検証点のうち、失われた記録についてのもの（確かめられません）', 'checkpoints you hold that are about entries that were lost (not checked)'],
  'key-from-bundle': ['鍵はこの出力自身のもの。別の経路で得た鍵を --vkey で指定してください', 'the key is the export\'s own: give the one you have by another way with --vkey'],
};

const KINDS: Readonly<Record<string, Both>> = { receipt: ['受領書', 'receipt'], 'wipe-certificate': ['消去証明書', 'wipe certificate'], 'confirmation-record': ['確認書', 'confirmation record'] };

/** `receipt R8-31` as people call it. */
export function documentName(kind: string, number: string | null, version: number | null): Both {
  const [ja, en] = KINDS[kind] ?? [kind, kind];
  return [`${ja} ${number ?? '(番号なし)'}${version === null ? '' : ` 第${version}版`}`, `${en} ${number ?? '(no number)'}${version === null ? '' : ` version ${version}`}`];
}

export function placeOf({ index, lastIndex, line, document }: FirstBad): Both {
  if (index === null) return [`${line}行目`, `line ${line}`];
  const about: Both = document === undefined ? ['', ''] : namedIn(document);
  const last = lastIndex === null || lastIndex === index ? null : lastIndex;
  return last === null ? [`${about[0]}記録 ${index}(${line}行目)`, `${about[1]}entry ${index} (line ${line})`] : [`記録 ${index}〜${last} のいずれか(${line}行目)`, `one of entries ${index} to ${last} (line ${line})`];
}

/** `receipt R8-31` and `confirmation-record R8-7 version 2`, as a verdict names them. */
function namedIn(document: string): Both {
  const [, kind = '', number = '', version] = /^(\S+) (\S+)(?: version (\d+))?$/.exec(document) ?? [];
  const [ja, en] = documentName(kind, number, version === undefined ? null : Number(version));
  return [`${ja}、`, `${en}, `];
}

/** One line in each language. */
export function tellBoth(out: (line: string) => void, [ja, en]: Both): void {
  out(ja);
  out(en);
}
