/** `witness cosign`: an auditor's machine checks an export bundle, or a request as a log sends it, against what it remembers. Guarantees the same rules as over HTTP. */
import { createReadStream } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { formatCheckpoint } from '../../../server/ledger/checkpoint.ts';
import { cosign } from '../../../server/ledger/cosignature.ts';
import { parseLine } from '../../../server/ledger/bundle.ts';
import { utf8 } from '../../../server/ledger/encoding.ts';
import { sha256, verifyEd25519 } from '../../../server/ledger/node-primitives.ts';
import { parseNote } from '../../../server/ledger/note.ts';
import { BundleUnreadable, verifyBundle } from '../../../server/ledger/verify.ts';
import { WitnessRefused } from './refused.ts';
import { createWitness } from './witness.ts';
import type { WitnessParts } from './witness.ts';

export interface Cosigned { readonly file: string; readonly origin: string; readonly size: number }
export interface OfflineParts extends WitnessParts { readonly vkeys: readonly string[] }

/** A head of a hundred signatures, in JSON. */
const LAST_LINE_BYTES = 64 * 1024;

/** The head that ends a bundle, as a note. The bundle has been verified: its last line is the checkpoint of all. */
async function lastHead(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, LAST_LINE_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    const line = parseLine(utf8(tail.toString('utf8').trimEnd().split('\n').at(-1) ?? ''));
    if (line.kind !== 'checkpoint') throw new WitnessRefused(2, `最後の行が検証点ではありません: ${path}`, 'the last line is no checkpoint');
    return line.note;
  } finally {
    await file.close();
  }
}

async function cosignBundle({ cosigner, logs, record, now, vkeys }: OfflineParts, path: string): Promise<{ note: string; line: string; origin: string; size: number }> {
  const origin = logs[0]?.name ?? '';
  const held = await record.read(origin);
  const verdict = await verifyBundle(createReadStream(path, { highWaterMark: 1 << 18 }), { sha256, verifyEd25519, vkeys, known: held === null ? [] : [held.note] }).catch((error: unknown) => {
    throw error instanceof BundleUnreadable ? new WitnessRefused(2, `書き出した台帳でも、検証点の申込みでもありません: ${path}`, 'neither an export of the ledger nor a request for a cosignature') : error;
  });
  const { firstBad, head } = verdict;
  if (firstBad !== undefined || head === null) {
    const note = firstBad?.code === 'KNOWN_ROOT' && held !== null ? await lastHead(path).catch(() => null) : null;
    const kept = note === null || held === null ? '' : `\n  ${await record.keepEvidence({ why: 'unproved', origin, offered: note, held: held.note, request: note, at: new Date(now()).toISOString() })}`;
    throw new WitnessRefused(1, `副署しません。この台帳は正しくないか、前に副署したものに続いていません（${firstBad?.code ?? ''}）。`, `not cosigned: this ledger does not hold, or does not continue the one cosigned before: expected ${firstBad?.expected ?? ''}, ${firstBad?.came ?? ''} came${kept}`);
  }
  const note = await lastHead(path);
  if (parseNote(note).text !== formatCheckpoint(head)) throw new WitnessRefused(2, `読んでいる間にファイルが変わりました: ${path}`, 'the file changed while it was read');
  await followKeys(record, head.origin, verdict.header.vkeys, vkeys);
  await record.remember(head.origin, note);
  return { note, line: cosign(formatCheckpoint(head), cosigner, Math.floor(now() / 1000)), origin: head.origin, size: head.size };
}

/** The export has proved each change from one key of its header to the next; those from a trusted key on are followed. */
async function followKeys(record: OfflineParts['record'], origin: string, inOrder: readonly string[], vkeys: readonly string[]): Promise<void> {
  const known = inOrder.findIndex((vkey) => vkeys.includes(vkey));
  for (let at = known; at >= 0 && at + 1 < inOrder.length; at += 1) {
    const [from, to] = [inOrder[at], inOrder[at + 1]];
    if (from !== undefined && to !== undefined) await record.follow(origin, { from, to });
  }
}

async function cosignRequest(parts: OfflineParts, path: string): Promise<{ note: string; line: string; origin: string; size: number }> {
  const answered = await createWitness(parts).answer(await readFile(path, 'utf8'));
  if (answered.status === 200 && answered.line !== undefined) return { note: answered.note, line: answered.line, origin: answered.head.origin, size: answered.head.size };
  if (answered.status === 409 && answered.evidence === null) throw new WitnessRefused(1, `副署しません。前に副署したのは${answered.size}件目までです。そこからの証明を用意してください。`, `not cosigned: ${answered.size} entries were cosigned before; bring a proof from there`);
  if (answered.status === 409 || answered.status === 422) throw new WitnessRefused(1, `副署しません。前に副署した検証点に続いていません。証拠を残しました: ${answered.file ?? ''}`, 'not cosigned: it does not continue the checkpoint cosigned before; evidence was kept');
  throw new WitnessRefused(answered.status === 400 ? 2 : 1, '副署しません。検証点として読めないか、指定した台帳の鍵で署名されていません。', `not cosigned: ${'reason' in answered ? answered.reason : ''}`);
}

/** Takes the file, writes `<file>.cosigned` (the signed head with the cosignature), returns what it says. Throws WitnessRefused. */
export async function cosignFile(parts: OfflineParts, path: string): Promise<Cosigned> {
  const file = await open(path);
  const first = Buffer.alloc(4);
  await file.read(first, 0, 4, 0).finally(() => file.close());
  const { note, line, origin, size } = first.toString('latin1') === 'old ' ? await cosignRequest(parts, path) : await cosignBundle(parts, path);
  await writeFile(`${path}.cosigned`, note + line);
  return { file: `${path}.cosigned`, origin, size };
}
