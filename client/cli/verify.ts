/**
 * `kagibako verify`: checks a ledger export offline and says, in Japanese and English, whether it holds and what is wrong first.
 * Guarantees its exit code: 0 good, 1 tampered with, 2 not readable as an export (or a wrong argument).
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { NoteRefused, parseVerifierKey } from '../../server/ledger/note.ts';
import { parseProof } from '../../server/ledger/tlog-proof.ts';
import type { BadCode, FirstBad, Unverifiable, Verdict } from '../../server/ledger/verdict.ts';
import { BundleUnreadable, verifyBundle } from '../../server/ledger/verify.ts';

export interface VerifyArguments {
  /** The export bundle. */
  readonly file: string;
  /** The ledger's public key, had by another way than the bundle. */
  readonly vkey?: string | undefined;
  /** Files with a checkpoint or a proof (from a receipt) that the reader kept: the ledger must contain each. */
  readonly checkpoints?: readonly string[] | undefined;
  /** One line of JSON instead of sentences. */
  readonly json?: boolean | undefined;
}

const WRONG: Readonly<Record<BadCode, readonly [string, string]>> = {
  LINE: ['行の形が正しくありません', 'a line is not of the form'],
  INDEX: ['記録の番号が続いていません(削除・挿入・入れ替え)', 'entries are not in sequence (deleted, inserted or reordered)'],
  LEAF: ['記録の内容が書き換えられています', 'the entry was edited'],
  ROOT: ['記録が署名済みの検証点と合いません(書き換え・再計算)', 'entries do not fit the signed checkpoint (edited, recomputed)'],
  SIGNATURE: ['署名が正しくありません', 'a signature does not hold'],
  PLACE: ['検証点の位置が違います(前の記録の削除・挿入)', 'a checkpoint is out of place (entries deleted or inserted before it)'],
  OPENING: ['伏せた文字列が約束と合いません', 'a text does not fit its commitment'],
  TEXT_MISSING: ['伏せた文字列がなく、消去の記録もありません', 'a text is missing and no entry says it was wiped'],
  DOCUMENT: ['文書(受領書・消去証明書・確認書)が台帳の記録と合いません(書き換え・差し替え)', 'a document is not the one the ledger committed to (edited or exchanged)'],
  DOCUMENT_MISSING: ['台帳に記録された文書がありません', 'a document that the ledger committed to is missing'],
  DOCUMENT_SIGNATURE: ['文書の署名が正しくありません', 'the signature of a document does not hold'],
  ROTATION: ['鍵の交代が正しくありません(新旧両方の署名が要ります)', 'a change of keys does not hold (it needs the signatures of the old key and the new)'],
  KEY: ['お手元の鍵の台帳ではありません', 'this is not the ledger of the key you gave'],
  KNOWN_ROOT: ['お手元の検証点と歴史が違います(作り直し・二重帳簿)', 'history differs from the checkpoint you hold (rewritten, or a split view)'],
  TAIL_CUT: ['お手元の検証点より短くなっています(末尾の切り捨て・古い写し)', 'shorter than the checkpoint you hold (tail cut, or an older copy)'],
  END: ['途中で終わっています、または余分があります', 'the export ends early, or has too much'],
};

const CANNOT: Readonly<Record<Unverifiable['what'], readonly [string, string]>> = {
  'foreign-entries': ['他団体などの記録は番号とハッシュのみ', 'entries of others, by number and hash only'],
  'texts-wiped': ['記録どおり消去済みの文字列', 'texts wiped, as the ledger says'],
  'texts-not-included': ['この出力に含めていない文字列', 'texts left out of this export'],
  'documents-wiped': ['記録どおり消去済みの文書', 'documents wiped, as the ledger says'],
  'documents-not-included': ['この出力に含めていない文書', 'documents left out of this export'],
  'signatures-not-checked': ['署名を確かめていない文書(内容は台帳と一致)', 'documents whose signatures were not checked (their bytes are those of the ledger)'],
  'key-from-bundle': ['鍵はこの出力自身のもの。別の経路で得た鍵を --vkey で指定してください', 'the key is the export\'s own: give the one you have by another way with --vkey'],
};

function placeOf({ index, lastIndex, line }: FirstBad): readonly [string, string] {
  if (index === null) return [`${line}行目`, `line ${line}`];
  const last = lastIndex === null || lastIndex === index ? null : lastIndex;
  return last === null ? [`記録 ${index}(${line}行目)`, `entry ${index} (line ${line})`] : [`記録 ${index}〜${last} のいずれか(${line}行目)`, `one of entries ${index} to ${last} (line ${line})`];
}

function tell(verdict: Verdict, out: (line: string) => void): void {
  const { header, firstBad } = verdict;
  out(`台帳 / ledger: ${header.origin}`);
  out(`鍵 / key: ${header.vkeys.join(', ')}`);
  out(`記録 / entries: ${header.size}(内容あり / in full ${verdict.entries}、ハッシュのみ / hash only ${verdict.foreign}、検証点 / checkpoints ${verdict.checkpoints}、文字列 / texts ${verdict.openings})`);
  for (const { what, count } of verdict.unverifiable) out(`注意 / note: ${CANNOT[what][0]} / ${CANNOT[what][1]}${what === 'key-from-bundle' ? '' : `: ${count}`}`);
  if (firstBad === undefined) {
    out('判定: 正しい — すべての記録が署名済みの検証点と一致しました。');
    out('verdict: good — every entry fits the signed checkpoints.');
    return;
  }
  const [place, placeInEnglish] = placeOf(firstBad);
  const [wrong, wrongInEnglish] = WRONG[firstBad.code];
  out(`判定: 改ざんの疑い — ${place}: ${wrong}。`);
  out(`verdict: NOT good — ${placeInEnglish}: ${wrongInEnglish}.`);
  out(`  正 / expected: ${firstBad.expected}`);
  out(`  実 / came: ${firstBad.came}`);
}

/** A kept checkpoint stands alone or at the end of a proof file. */
async function readCheckpoint(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text.startsWith('c2sp.org/tlog-proof') ? parseProof(text).checkpoint : text;
}

/** Takes the arguments and where lines go, returns the exit code. Never throws for what a file contains or that it cannot be read. */
export async function verifyCommand({ file, vkey, checkpoints = [], json = false }: VerifyArguments, out: (line: string) => void): Promise<number> {
  try {
    if (vkey !== undefined) parseVerifierKey(sha256, vkey);
    const known = await Promise.all(checkpoints.map(readCheckpoint));
    const verdict = await verifyBundle(createReadStream(file, { highWaterMark: 1 << 18 }), { sha256, verifyEd25519, known, ...(vkey === undefined ? {} : { vkeys: [vkey] }) });
    if (json) out(JSON.stringify(verdict, (key, value: unknown) => (key === 'root' && value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)));
    else tell(verdict, out);
    return verdict.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BundleUnreadable || error instanceof NoteRefused || (error instanceof Error && 'syscall' in error))) throw error;
    out(`読めません: ${error.message}`);
    out(`cannot be read as a ledger export: ${error.message}`);
    return 2;
  }
}
