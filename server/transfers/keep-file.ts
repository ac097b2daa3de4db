// A sealed file becomes part of its draft: one row for every recipient, in one transaction.
//
// Order of writes: each body durable in the vault first, the rows second. Commit point of a file: the end of the register's
// transaction. Before it, the bodies are unnamed and swept; after it, every recipient has its body or none has (H 82).
import type { Person } from '../accounts/person.ts';
import { mustStillAct } from '../engagements/unattended/still-acts.ts';
import type { ColumnsFound } from '../inspecting/columns.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import type { StoredBody } from '../vault/vault.ts';
import { mustHaveRoom, type Draft } from './draft-room.ts';
import { distinctFrom, type CleanName } from './file-name.ts';
import { changeFiles, type Rule, type TransferEntry } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import type { Followed } from './register.ts';
import { insertFile, nextPosition } from './rows.ts';
import { createTakenNames, type TakenNames } from './taken-names.ts';
import type { FileInspection, SealedFile as FileRow, Transfer } from './transfer.ts';

/** A file that is sealed and durable for every recipient, and that nobody has acknowledged yet. */
export interface SealedFile {
  readonly clean: CleanName;
  readonly size: number;
  /** Of the plain file, lower-case hex. */
  readonly sha256: string;
  readonly scan: FileRow['scan'];
  readonly inspection: Omit<FileInspection, 'columnsText'>;
  readonly columns: ColumnsFound | null;
  /** By transfer. */
  readonly stored: ReadonlyMap<string, StoredBody>;
}

/** `uploadId` is what the draft knows the file by; `inside` adds to the transaction. Throws `TransferRefused`; then the bodies are still there, and the caller's to drop. */
export async function keepFile(parts: Pick<StepParts, 'register' | 'random' | 'clock'>, who: Person, draft: Draft, file: SealedFile, uploadId = newIdentifier(parts.random), inside?: (tx: Tx) => Promise<void>): Promise<void> {
  const joining = new Map<string, FileName>();
  const taken = takenOf(parts.register);
  const ids = draft.transfers.map((transfer) => transfer.id);
  const step = async (tx: Tx, transfer: Transfer): Promise<Rule> => {
    // Gigabytes may have come since somebody looked: an account that was closed meanwhile brings nothing in.
    if (joining.size === 0) await mustStillAct(tx, who, parts.clock.now());
    await mustHaveRoom(tx, transfer.id, draft.maxFiles);
    const { name, changed } = distinctFrom(file.clean, await taken.of(tx, transfer));
    joining.set(transfer.id, { name, changed });
    return changeFiles(who, entryOfFile(file, storedFor(file, transfer), { name, changed }));
  };
  let asked = inside;
  await parts.register.change(who, 'add-file', ids, step, async (tx, done) => {
    const { after } = done;
    taken.joined(after, joining.get(after.id)?.name ?? '');
    await insertFile(tx, rowOfFile({ random: parts.random, step: done, file, uploadId, body: storedFor(file, after), changed: joining.get(after.id)?.changed ?? [], position: await nextPosition(tx, after.id) }));
    await asked?.(tx);
    asked = undefined;
  }).catch((error: unknown) => {
    taken.forget(ids);
    throw error;
  });
}

/** Under which name a file joins, and what of the sender's was changed for it. */
export type FileName = Pick<CleanName, 'name' | 'changed'>;

/** What the ledger says of a file that joins a draft under this name. */
export function entryOfFile({ size, sha256, scan, inspection, columns }: Omit<SealedFile, 'stored'>, body: StoredBody, { name, changed }: FileName): TransferEntry {
  return {
    act: 'add-file', facts: { size, sha256, bodySha256: body.sha256, scan: scan.verdict, ...(scan.why === undefined ? {} : { unscanned: scan.why }), looked: inspection.looked, nameChanged: [...changed] },
    texts: { file: name, ...(columns === null ? {} : { columns: JSON.stringify(columns) }) },
  };
}

interface Joining { readonly random: RandomBytes; readonly step: Pick<Followed, 'after' | 'entry' | 'now'>; readonly file: Omit<SealedFile, 'stored'>; readonly uploadId: string; readonly body: StoredBody; readonly changed: CleanName['changed']; readonly position: number }

/** Its row, once the entry is numbered. */
export function rowOfFile({ random, step: { after, entry, now }, file: { size, sha256, scan, inspection }, uploadId, body, changed, position }: Joining): FileRow {
  return {
    id: newIdentifier(random), transferId: after.id, uploadId, position, nameText: entry.textIds['file'] ?? '', nameChanged: [...changed], size, sha256,
    bodyId: body.id, bodySize: body.size, bodySha256: body.sha256, scan, inspection: { ...inspection, columnsText: entry.textIds['columns'] ?? null }, sealedAt: now,
  };
}

const takenIn = new WeakMap<StepParts['register'], TakenNames>();

/** What is known of one database's drafts: its register is the only way to change them. */
export function takenOf(register: StepParts['register']): TakenNames {
  const known = takenIn.get(register) ?? createTakenNames();
  takenIn.set(register, known);
  return known;
}

function storedFor(file: SealedFile, transfer: Transfer): StoredBody {
  const stored = file.stored.get(transfer.id);
  if (stored === undefined) throw new Error('expected a stored body for each recipient');
  return stored;
}
