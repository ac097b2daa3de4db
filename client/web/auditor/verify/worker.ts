// Verifies, compares and checks beside the page, so that the page never stalls: the pure files of the ledger, as the command line uses them, over the file's stream.
import { createLookup, DocumentUnreadable, readAsked } from '../../../../server/ledger/asked-documents.ts';
import { compareBundles } from '../../../../server/ledger/compare.ts';
import { judgeDocument } from '../../../../server/ledger/document-verdict.ts';
import { NoteRefused, parseNote, parseVerifierKey } from '../../../../server/ledger/note.ts';
import { linesOf, MOST_LINE_BYTES } from '../../../../server/ledger/lines.ts';
import { parseProof } from '../../../../server/ledger/tlog-proof.ts';
import { BundleUnreadable, verifyBundle } from '../../../../server/ledger/verify.ts';
import { isEvidence, verifyEvidence } from './evidence.ts';
import { digesting, sha256, verifyEd25519 } from './primitives.ts';
import type { Ask, Checked, EvidenceChecked, ExportChecked, Reply, Trouble } from './protocol.ts';

const FIRST_LINE = 4_096;
const SHOWN = 4_000;
const MOST_EVIDENCE = 64 * 1024 * 1024;

const say = (reply: Reply): void => postMessage(reply);

/** The file piece by piece; in memory is only the piece at hand. A stream has no async iterator in every browser, so it is read by hand. */
async function* piecesOf(file: Blob, seen: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    seen(value);
    yield value;
  }
}

/** Two lines of the file as text: the one that does not hold and the one before it. */
async function linesAround(file: Blob, line: number): Promise<{ before: string | null; there: string | null }> {
  const decoder = new TextDecoder();
  const shown = (bytes: Uint8Array | undefined): string | null => (bytes === undefined ? null : decoder.decode(bytes.subarray(0, SHOWN)));
  let at = 0;
  let before: Uint8Array | undefined;
  try {
    for await (const batch of linesOf(piecesOf(file, () => undefined), MOST_LINE_BYTES)) {
      for (const bytes of batch) {
        at += 1;
        if (at === line) return { before: shown(before), there: shown(bytes) };
        before = bytes;
      }
    }
  } catch {
    // A line that is too long to be one of ours is not shown; the verdict names it.
  }
  return { before: shown(before), there: null };
}

/** A kept checkpoint stands alone or at the end of a proof file. */
const checkpointIn = (text: string): string => (text.startsWith('c2sp.org/tlog-proof') ? parseProof(text).checkpoint : text);
/** What was pasted, as the file it came from: lines end as they did there, and the last one ends too. */
const pasted = (text: string): string => { const lines = text.replaceAll('\r\n', '\n').replace(/^\n+|\n+$/g, ''); return lines === '' ? '' : `${lines}\n`; };

/** Tells how far the reading is, five times a second. */
function progressOf(total: number): { seen: (bytes: Uint8Array) => void; readonly done: number } {
  let [done, told] = [0, 0];
  return {
    seen: (bytes) => {
      done += bytes.length;
      if (performance.now() - told < 200) return;
      told = performance.now();
      say({ kind: 'progress', done, total });
    },
    get done() {
      return done;
    },
  };
}

async function check({ file, known, vkey }: Ask): Promise<Checked> {
  const digest = digesting();
  const progress = progressOf(file.size);
  const seen = (bytes: Uint8Array): void => {
    digest.update(bytes);
    progress.seen(bytes);
  };
  const checked = await checkAs(file, pasted(known), vkey.trim(), seen);
  // What stopped early was not read to its end; the hash is of the whole file.
  return { ...checked, sha256: progress.done === file.size ? digest.hex() : await hashOf(file) };
}

async function checkAs(file: File, known: string, vkey: string, seen: (bytes: Uint8Array) => void): Promise<EvidenceChecked | ExportChecked> {
  const [first = ''] = (await file.slice(0, FIRST_LINE).text()).split('\n');
  if (isEvidence(first)) {
    if (file.size > MOST_EVIDENCE) throw new BundleUnreadable('expected the evidence of one transfer, a larger file came');
    const bytes = new Uint8Array(await file.arrayBuffer());
    seen(bytes);
    return verifyEvidence(bytes, vkey);
  }
  // What was typed wrongly is told as that, before it could be taken for a fault of the export.
  if (vkey !== '') parseVerifierKey(sha256, vkey);
  const checkpoint = known === '' ? null : checkpointIn(known);
  if (checkpoint !== null) parseNote(checkpoint);
  const options = { sha256, verifyEd25519, known: checkpoint === null ? [] : [checkpoint], ...(vkey === '' ? {} : { vkeys: [vkey] }) };
  const verdict = await verifyBundle(piecesOf(file, seen), options);
  return { kind: 'export', verdict, ...(verdict.firstBad === undefined ? { before: null, there: null } : await linesAround(file, verdict.firstBad.line)) };
}

async function hashOf(file: File): Promise<string> {
  const digest = digesting();
  const pieces = piecesOf(file, (bytes) => digest.update(bytes));
  while ((await pieces.next()).done !== true);
  return digest.hex();
}

const keysOf = (vkey: string): { vkeys?: string[] } => {
  if (vkey === '') return {};
  parseVerifierKey(sha256, vkey);
  return { vkeys: [vkey] };
};

async function compare({ file, other, vkey }: Ask): Promise<Reply> {
  if (other === null) throw new BundleUnreadable('expected two exports');
  const { seen } = progressOf(file.size + other.size);
  const keys = keysOf(vkey.trim());
  return { kind: 'compared', comparison: await compareBundles(piecesOf(file, seen), piecesOf(other, seen), { sha256, verifyEd25519, ...keys }), ownKey: keys.vkeys === undefined };
}


async function document({ file, other, kind, vkey }: Ask): Promise<Reply> {
  if (other === null || other.size > MOST_LINE_BYTES) throw new DocumentUnreadable('expected a document');
  const asked = readAsked(kind, await other.text());
  const lookup = createLookup(asked, sha256);
  const verdict = await verifyBundle(piecesOf(file, progressOf(file.size).seen), { sha256, verifyEd25519, ...keysOf(vkey.trim()) }, { leaf: (_index, _hash, line) => lookup.leaf(line) });
  const openPgp = await import('../../../../server/sealing/document-signatures.ts');
  return { kind: 'documented', verdict, document: await judgeDocument(asked, lookup.place(verdict.entries + verdict.foreign), { gateway: verdict.header.certificates, recipients: [], bundleHolds: verdict.ok, openPgp }) };
}

async function verify(ask: Ask): Promise<Reply> {
  const checked = await check(ask);
  return { kind: 'checked', checked, given: { known: ask.known.trim() !== '' && checked.kind === 'export', vkey: ask.vkey.trim() !== '' } };
}

const TASKS = { verify, compare, document } as const;

function troubleOf(thrown: unknown): Trouble {
  if (thrown instanceof DocumentUnreadable) return 'document';
  if (thrown instanceof BundleUnreadable) return 'unreadable';
  return thrown instanceof NoteRefused ? 'note' : 'failed';
}

addEventListener('message', (event: MessageEvent<Ask>) => {
  TASKS[event.data.task](event.data).then(say, (thrown: unknown) => say({ kind: 'trouble', trouble: troubleOf(thrown) }));
});
