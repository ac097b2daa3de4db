// The code on a paper (照合コード) beside an export: when that paper was made, of what, and whether a record's paper follows from the entries. Two passes:
// the first only finds what the code belongs to, so that the second, which verifies, need hold no more than the stages of one record.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DocumentUnreadable, readAsked, type AskedDocument } from '../../server/ledger/asked-documents.ts';
import type { EntryLine } from '../../server/ledger/bundle.ts';
import { linesOf, MOST_LINE_BYTES } from '../../server/ledger/lines.ts';
import { codeOf, grouped, readCode } from '../../server/records/papers/code.ts';
import { tellBoth, type Both } from './verify-words.ts';

const printed = z.object({ code: z.string(), label: z.string(), of: z.string(), id: z.string().optional(), document: z.number().optional() });
const print = z.object({ act: z.literal('print-document'), result: z.literal('done'), facts: printed, actor: z.object({ name: z.string() }) });
const staged = z.object({ kind: z.string(), stage: z.string(), record: z.string(), number: z.string(), seq: z.number(), commitment: z.string() });

/** `fits`: made anew from the entries, or from the certificate that came with it; `issued`: the ledger says that it was made, which is all that entries can show of such a paper. */
export type PaperStanding = 'fits' | 'issued' | 'differs' | 'absent';
export interface PaperVerdict { readonly code: string; readonly standing: PaperStanding; readonly ok: boolean; readonly index: number | null; readonly at: string | null; readonly label: string | null; readonly of: string | null; readonly by: string | null; readonly changedSince: boolean }
export interface PaperLookup { leaf(line: EntryLine | null): void; verdict(): PaperVerdict }

/** Throws DocumentUnreadable for what cannot be a code. `certificate`: the file of a wipe certificate, whose paper can be made anew. */
export async function lookForPaper(typed: string, bundle: string, certificate?: string): Promise<PaperLookup> {
  const code = readCode(typed);
  if (code === null) throw new DocumentUnreadable('照合コードは4文字の組4つです / a code has four groups of four symbols');
  const asked = certificate === undefined ? undefined : readAsked('wipe-certificate', await readFile(certificate, 'utf8'), undefined);
  return lookup(code, await subjectOf(bundle, grouped(code)), asked);
}

/** The id that the paper with this code is of; nothing of it is believed before the second pass has verified it. */
async function subjectOf(bundle: string, code: string): Promise<string | undefined> {
  const [act, written] = [Buffer.from('"print-document"'), Buffer.from(`"${code}"`)];
  for await (const lines of linesOf(createReadStream(bundle, { highWaterMark: 1 << 18 }), MOST_LINE_BYTES)) {
    for (const line of lines.map((one) => Buffer.from(one.buffer, one.byteOffset, one.length))) {
      if (!line.includes(act) || !line.includes(written)) continue;
      const found = z.object({ entry: print }).safeParse(parsed(line.toString('utf8')));
      if (found.success && found.data.entry.facts.code === code) return found.data.entry.facts.id;
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Stage { readonly commitment: string; readonly entry: number; readonly seq: number; readonly stage: string }
interface Issue { readonly index: number; readonly at: string; readonly facts: z.infer<typeof printed>; readonly by: string; readonly stages: number }

function lookup(code: string, subject: string | undefined, certificate: AskedDocument | undefined): PaperLookup {
  const stages: Stage[] = [];
  let [record, issue]: [z.infer<typeof staged> | null, Issue | null] = [null, null];
  const isAnew = ({ facts, stages: count }: Issue): boolean | null => {
    if (facts.of === 'record' && record !== null) return code === codeOf({ v: 1, paper: facts.document ?? null, kind: record.kind, record: record.record, number: record.number, stages: stages.slice(0, count).map((one) => ({ ...one })) });
    if (certificate === undefined || facts.document !== 7) return null;
    return code === codeOf({ v: 1, paper: 7, transfer: certificate.transfer, number: certificate.number, document: createHash('sha256').update(certificate.document, 'utf8').digest('hex') });
  };
  return {
    leaf(line) {
      if (line?.done !== true) return;
      const { facts } = line.told;
      const one = line.act === 'record' || line.act === 'correct-record' ? staged.safeParse(facts).data : undefined;
      if (one !== undefined && one.record === subject) {
        record = one;
        stages.push({ commitment: one.commitment, entry: line.index, seq: one.seq, stage: one.stage });
      }
      const made = line.act === 'print-document' && issue === null ? print.safeParse(line.told).data : undefined;
      if (made?.facts.code === grouped(code)) issue = { index: line.index, at: line.at, facts: made.facts, by: made.actor.name, stages: stages.length };
    },
    verdict() {
      if (issue === null) return { code: grouped(code), standing: 'absent', ok: false, index: null, at: null, label: null, of: null, by: null, changedSince: false };
      const anew = isAnew(issue);
      const standing = anew === null ? 'issued' : anew ? 'fits' : 'differs';
      const { index, at, facts, by } = issue;
      return { code: grouped(code), standing, ok: standing !== 'differs', index, at, label: facts.label, of: facts.of, by, changedSince: stages.length > issue.stages };
    },
  };
}

const SAID: Readonly<Record<PaperStanding, (verdict: PaperVerdict) => Both>> = {
  fits: ({ index }) => [`台帳の記録から同じコードになります(作成は記録 ${String(index)})`, `the entries give the same code (made in entry ${String(index)})`],
  issued: ({ index }) => [`台帳の記録 ${String(index)} に作成の記録があります。紙の内容は、鍵箱の「書類の照合」で確かめてください`, `entry ${String(index)} says that it was made; compare what it says at the gateway (書類の照合)`],
  differs: ({ index }) => [`作成は記録 ${String(index)} にありますが、中身から作ったコードと違います(書き換え・偽造)`, `entry ${String(index)} says that it was made, but its content gives another code (edited or forged)`],
  absent: () => ['この出力に、このコードの書類はありません(写し間違い、偽造、出力より後、または別の団体のもの)', 'this export has no paper with this code (mistyped, forged, later than the export, or of another municipality)'],
};

/** Says in both languages how a paper stands. */
export function tellPaper(verdict: PaperVerdict, out: (line: string) => void): void {
  const [ja, en] = SAID[verdict.standing](verdict);
  const [made, madeInEnglish] = verdict.at === null ? ['', ''] : [`${verdict.label ?? ''} ${verdict.at} ${verdict.by ?? ''}: `, `${verdict.label ?? ''}, ${verdict.at}, ${verdict.by ?? ''}: `];
  const [since, sinceInEnglish] = verdict.changedSince ? ['。そのあと、この記録は変わっています', '; the record has changed since'] : ['', ''];
  tellBoth(out, [`照合コード ${verdict.code}: ${verdict.ok ? '正しい' : '正しいと言えません'} — ${made}${ja}${since}。`, `code ${verdict.code}: ${verdict.ok ? 'good' : 'NOT good'} — ${madeInEnglish}${en}${sinceInEnglish}.`]);
}
