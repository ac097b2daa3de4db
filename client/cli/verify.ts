/**
 * `kagibako verify`: checks a ledger export offline, and documents against it, and says in Japanese and English whether they hold and what is wrong first.
 * Guarantees its exit code: 0 good, 1 tampered with, 2 not readable as an export or a document (or a wrong argument).
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DocumentUnreadable } from '../../server/ledger/asked-documents.ts';
import { judgeDocument, type DocumentVerdict } from '../../server/ledger/document-verdict.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { NoteRefused, parseVerifierKey } from '../../server/ledger/note.ts';
import { parseProof } from '../../server/ledger/tlog-proof.ts';
import type { Verdict } from '../../server/ledger/verdict.ts';
import { BundleUnreadable, verifyBundle, type VerifyOptions } from '../../server/ledger/verify.ts';
import { lookFor, tellDocument, type DocumentArguments } from './verify-documents.ts';
import { lookForPaper, tellPaper, type PaperVerdict } from './verify-papers.ts';
import { CANNOT, placeOf, tellBoth, WRONG } from './verify-words.ts';

export interface VerifyArguments extends DocumentArguments {
  /** The export bundle. */
  readonly file: string;
  /** The ledger's public key, had by another way than the bundle. */
  readonly vkey?: string | undefined;
  /** Keys of witnesses, had by another way. */
  readonly witnesses?: readonly string[] | undefined;
  /** Files with a checkpoint or a proof (from a receipt) that the reader kept: the ledger must contain each. */
  readonly checkpoints?: readonly string[] | undefined;
  /** The gateway's OpenPGP certificate (a file), had by another way; without it, those of the export. */
  readonly gatewayCertificate?: string | undefined;
  /** OpenPGP certificates of recipients (files), for receipts that do not bring their own. */
  readonly recipientCertificates?: readonly string[] | undefined;
  /** Checks the OpenPGP signature of every document in the export. */
  readonly signatures?: boolean | undefined;
  /** Codes (照合コード) that stand on papers. */
  readonly codes?: readonly string[] | undefined;
  /** One line of JSON instead of sentences. */
  readonly json?: boolean | undefined;
}

function tell(verdict: Verdict, out: (line: string) => void): void {
  const { header, firstBad } = verdict;
  out(`台帳 / ledger: ${header.origin}`);
  out(`鍵 / key: ${header.vkeys.join(', ')}`);
  out(`記録 / entries: ${header.size}(内容あり / in full ${verdict.entries}、ハッシュのみ / hash only ${verdict.foreign}、検証点 / checkpoints ${verdict.checkpoints}、文字列 / texts ${verdict.openings}、文書 / documents ${verdict.documents})`);
  for (const { witness, size } of verdict.witnesses) out(`立会人 / witness: ${witness}: ${size === null ? '副署なし / no cosignature' : `記録 ${size}件まで副署 / cosigned up to ${size} entries`}`);
  for (const { what, count } of verdict.unverifiable) out(`注意 / note: ${CANNOT[what][0]} / ${CANNOT[what][1]}${what === 'key-from-bundle' ? '' : `: ${count}`}`);
  if (firstBad === undefined) {
    tellBoth(out, ['判定: 正しい — すべての記録が署名済みの検証点と一致しました。', 'verdict: good — every entry fits the signed checkpoints.']);
    return;
  }
  const [place, placeInEnglish] = placeOf(firstBad);
  const [wrong, wrongInEnglish] = WRONG[firstBad.code];
  tellBoth(out, [`判定: 改ざんの疑い — ${place}: ${wrong}。`, `verdict: NOT good — ${placeInEnglish}: ${wrongInEnglish}.`]);
  out(`  正 / expected: ${firstBad.expected}`);
  out(`  実 / came: ${firstBad.came}`);
}

/** A kept checkpoint stands alone or at the end of a proof file. */
async function readCheckpoint(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text.startsWith('c2sp.org/tlog-proof') ? parseProof(text).checkpoint : text;
}

/** OpenPGP is loaded only where a signature is to be checked. */
const openPgp = () => import('../../server/sealing/document-signatures.ts');

async function optionsOf({ vkey, witnesses = [], checkpoints = [], signatures = false }: VerifyArguments): Promise<VerifyOptions> {
  if (vkey !== undefined) parseVerifierKey(sha256, vkey);
  const known = await Promise.all(checkpoints.map(readCheckpoint));
  return { sha256, verifyEd25519, known, witnesses, ...(vkey === undefined ? {} : { vkeys: [vkey] }), ...(signatures ? { isSigned: (await openPgp()).isSignedByAny } : {}) };
}

export interface Checked { readonly verdict: Verdict; readonly documents: readonly DocumentVerdict[]; readonly papers: readonly PaperVerdict[] }

/** Verifies the export and the documents that were named. Throws for what cannot be read. */
async function check(given: VerifyArguments): Promise<Checked> {
  const looking = await lookFor(given);
  const papers = await Promise.all((given.codes ?? []).map((code) => lookForPaper(code, given.file, given.certificate)));
  const lookups = [...looking.map(({ lookup }) => lookup), ...papers];
  const options = await optionsOf(given);
  const verdict = await verifyBundle(createReadStream(given.file, { highWaterMark: 1 << 18 }), options, { leaf: (_index, _hash, line) => lookups.forEach((one) => one.leaf(line)) });
  const gateway = given.gatewayCertificate === undefined ? verdict.header.certificates : [await readFile(given.gatewayCertificate, 'utf8')];
  const recipients = await Promise.all((given.recipientCertificates ?? []).map((file) => readFile(file, 'utf8')));
  const documents: DocumentVerdict[] = [];
  for (const { asked, lookup } of looking) {
    documents.push(await judgeDocument(asked, lookup.place(verdict.entries + verdict.foreign), { gateway, recipients, bundleHolds: verdict.ok, openPgp: await openPgp() }));
  }
  return { verdict, documents, papers: papers.map((one) => one.verdict()) };
}

export const isUnreadable = (error: unknown): error is Error => error instanceof BundleUnreadable || error instanceof DocumentUnreadable || error instanceof NoteRefused || (error instanceof Error && 'syscall' in error);

/** Bytes as Base64, as FORMAT.md has them. */
export const toJson = (value: unknown): string => JSON.stringify(value, (_key, one: unknown) => (one instanceof Uint8Array ? Buffer.from(one).toString('base64') : one));

/** Takes the arguments and where lines go, returns the exit code. Never throws for what a file contains or that it cannot be read. */
export async function verifyCommand(given: VerifyArguments, out: (line: string) => void): Promise<number> {
  try {
    const { verdict, documents, papers } = await check(given);
    if (given.json === true) {
      out(toJson({ ...verdict, asked: documents, papers }));
    } else {
      tell(verdict, out);
      documents.forEach((document) => tellDocument(document, out));
      papers.forEach((paper) => tellPaper(paper, out));
    }
    return verdict.ok && [...documents, ...papers].every(({ ok }) => ok) ? 0 : 1;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    tellBoth(out, [`読めません: ${error.message}`, `cannot be read as ${error instanceof DocumentUnreadable ? 'a document' : 'a ledger export'}: ${error.message}`]);
    return 2;
  }
}
