// What every file is asked before it may be sealed, for each of many by itself: its name, its size, its hash, a virus, an individual number, the columns of an
// anonymous form. One that is refused takes no other with it, and none is called clean that was not looked at.
import { createInspection } from '../../inspecting/inspection.ts';
import { headBytes } from '../../inspecting/kind.ts';
import { isRefused, type Refused } from '../../ledger/refused.ts';
import type { Scan, Verdict } from '../../scanning/scanner.ts';
import { judgeContent, wantedOf } from '../content.ts';
import type { Draft } from '../draft-room.ts';
import { cleanFileName } from '../file-name.ts';
import type { SealedFile } from '../keep-file.ts';
import { mustFitName } from '../name-and-kind.ts';
import { clearedBy, type PipelineParts } from '../pipeline.ts';
import { TransferRefused } from '../refusal.ts';
import type { NamedFile } from './small-file.ts';

/** So many are with the scanner at once. */
const AT_ONCE = 4;

export type ClearedFile = Omit<SealedFile, 'stored'> & Pick<NamedFile, 'uploadId' | 'bytes'>;
/** `refused` by what the draft would know them by. */
export interface Cleared { readonly files: readonly ClearedFile[]; readonly refused: ReadonlyMap<string, Refused> }

type Parts = Pick<PipelineParts, 'scanner'>;
type Verdicts = Pick<SealedFile, 'clean' | 'inspection' | 'columns'> & { readonly cleared: ReturnType<typeof clearedBy> };

/** Asks of each file what a file that comes alone is asked. Throws `ScannerFailed` where the scanner does not say what it is. */
export async function clearFiles(parts: Parts, draft: Draft, files: readonly NamedFile[]): Promise<Cleared> {
  const refused = new Map<string, Refused>();
  const verdicts = new Map<NamedFile, Verdicts>();
  const left = files[Symbol.iterator]();
  const walk = async (): Promise<void> => {
    for (const file of left) {
      const verdict = await judge(parts, draft, file).catch((error: unknown) => {
        if (!isRefused(error)) throw error;
        return error;
      });
      if (isRefused(verdict)) refused.set(file.uploadId, verdict);
      else verdicts.set(file, verdict);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  if (verdicts.size === 0) return { files: [], refused };
  const { patternsFrom, version } = await parts.scanner.describe();
  const cleared = files.flatMap((file): ClearedFile[] => {
    const verdict = verdicts.get(file);
    if (verdict === undefined) return [];
    const { uploadId, bytes, sha256 } = file;
    const { clean, inspection, columns } = verdict;
    return [{ uploadId, bytes, size: bytes.length, sha256, clean, inspection, columns, scan: { by: version, ...verdict.cleared, patternsFrom } }];
  });
  return { files: cleared, refused };
}

async function judge({ scanner }: Parts, draft: Draft, { name, bytes, sha256, expected }: NamedFile): Promise<Verdicts> {
  const clean = cleanFileName(name);
  if (clean === null) throw new TransferRefused('FILE_NAME_REFUSED');
  if (bytes.length > draft.maxFileBytes) throw new TransferRefused('FILE_TOO_BIG', { limitBytes: draft.maxFileBytes });
  if (bytes.length === 0) throw new TransferRefused('FILE_EMPTY');
  mustFitName(clean.name, bytes.subarray(0, headBytes));
  if (expected !== null && expected !== sha256) throw new TransferRefused('UPLOAD_DIFFERS', { expected, came: sha256 });
  const first = await scanned(scanner.begin(), bytes);
  // One that was started anew meanwhile is asked once more; one that goes away again has not scanned it (fail closed).
  const verdict = first.verdict === 'unscanned' && first.wasLost ? await scanned(scanner.begin(), bytes) : first;
  const cleared = clearedBy(verdict, draft.engagement.policy);
  const inspecting = createInspection(wantedOf(draft.engagement, clean.name));
  await inspecting.take(bytes);
  return { clean, cleared, ...judgeContent(draft.engagement, draft.transfers[0]?.formId ?? '', inspecting.end()) };
}

async function scanned(scan: Scan, bytes: Uint8Array): Promise<Verdict> {
  try {
    await scan.write(bytes);
    return await scan.finish();
  } finally {
    scan.abort();
  }
}
