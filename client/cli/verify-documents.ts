// Single documents beside an export: read from their files, looked up while the export is verified, judged with their signatures, and told.
import { readFile } from 'node:fs/promises';
import { createLookup, readAsked, type AskedDocument, type AskedKind, type Lookup } from '../../server/ledger/asked-documents.ts';
import type { DocumentVerdict } from '../../server/ledger/document-verdict.ts';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { documentName, tellBoth, type Both } from './verify-words.ts';

export interface DocumentArguments {
  /** A receipt, as the portal gives it out (JSON), or the document itself with its signature in `signature`. */
  readonly receipt?: string | undefined;
  readonly signature?: string | undefined;
  /** A wipe certificate. */
  readonly certificate?: string | undefined;
  /** A version of a 確認書, as its line in an export has it. */
  readonly record?: string | undefined;
}

export interface Looking { readonly asked: AskedDocument; readonly lookup: Lookup }

/** Reads the files. Throws DocumentUnreadable and what reading throws. */
export async function lookFor({ receipt, signature, certificate, record }: DocumentArguments): Promise<Looking[]> {
  const armored = signature === undefined ? undefined : await readFile(signature, 'utf8');
  const files: readonly (readonly [AskedKind, string | undefined, string | undefined])[] = [['receipt', receipt, armored], ['wipe-certificate', certificate, receipt === undefined ? armored : undefined], ['confirmation-record', record, undefined]];
  const found: Looking[] = [];
  for (const [kind, file, signed] of files) {
    if (file === undefined) continue;
    const asked = readAsked(kind, await readFile(file, 'utf8'), signed);
    found.push({ asked, lookup: createLookup(asked, sha256) });
  }
  return found;
}

const LEDGER: Readonly<Record<DocumentVerdict['ledger'], (index: string) => Both>> = {
  found: (index) => [`台帳の記録 ${index} のとおりで、変えられていません`, `it is the one of entry ${index}, unchanged`],
  differs: (index) => [`台帳の記録 ${index} と内容が違います(書き換え・偽造)`, `it contradicts entry ${index}, which has another document of this number (edited or forged)`],
  later: () => ['この出力より後の文書です。新しい出力で確かめてください', 'it is later than this export: check it against a newer one'],
  absent: () => ['台帳にありません(偽造、または別の団体のもの)', 'the ledger does not have it (forged, or of another municipality)'],
};
const GATEWAY: Readonly<Record<DocumentVerdict['gateway'], Both>> = {
  good: ['鍵箱の署名は正しい', 'the gateway\'s signature holds'], bad: ['鍵箱の署名が正しくありません', 'the gateway\'s signature does not hold'], unsigned: ['鍵箱の署名のファイルがないため、署名は確かめていません(--signature で指定)', 'the gateway\'s signature did not come with it and was not checked (give it with --signature)'],
};
const RECIPIENT: Readonly<Record<DocumentVerdict['recipient'], Both | null>> = {
  none: null, good: ['受領者の署名は正しく、鍵は台帳に登録されています', 'the recipient\'s signature holds, and its key is registered in the ledger'], bad: ['受領者の署名が正しくありません', 'the recipient\'s signature does not hold'],
  unregistered: ['受領者の署名は合いますが、その鍵は台帳に登録されていません', 'the recipient\'s signature fits, but its key is not registered in the ledger'],
  'unknown-key': ['受領者の証明書がないため、受領者の署名は確かめていません(--recipient-certificate で指定)', 'the recipient\'s certificate did not come with it, so the recipient\'s signature was not checked (give it with --recipient-certificate)'],
};

/** Says in both languages how a document stands. */
export function tellDocument(verdict: DocumentVerdict, out: (line: string) => void): void {
  const [ja, en] = documentName(verdict.kind, verdict.number, verdict.version);
  const said = [LEDGER[verdict.ledger](String(verdict.index)), GATEWAY[verdict.gateway], RECIPIENT[verdict.recipient]].filter((one) => one !== null);
  const shown = verdict.kind === 'confirmation-record' && verdict.gateway === 'unsigned' ? said.filter((one) => one !== GATEWAY.unsigned) : said;
  tellBoth(out, [`${ja}: ${verdict.ok ? '正しい' : '正しいと言えません'} — ${shown.map(([one]) => one).join('。')}。`, `${en}: ${verdict.ok ? 'good' : 'NOT good'} — ${shown.map(([, one]) => one).join('; ')}.`]);
}
