// Many sealed files become part of their draft: a row for every recipient and an entry for each, in one transaction; those that were refused are entered in it too.
// A file that found no room, or that is there by now under its key, is told so and joins nothing.
import { actorOf, type Person } from '../../accounts/person.ts';
import { mustStillAct } from '../../engagements/unattended/still-acts.ts';
import type { EntryFacts } from '../../ledger/entry.ts';
import type { Refused } from '../../ledger/refused.ts';
import type { Tx } from '../../store/store.ts';
import type { Draft } from '../draft-room.ts';
import { distinctFrom, fold } from '../file-name.ts';
import { entryOfFile, rowOfFile, takenOf, type FileName } from '../keep-file.ts';
import { changeFiles } from '../lifecycle.ts';
import { TransferRefused } from '../refusal.ts';
import { subjectOfEntry, type Followed } from '../register.ts';
import { countFiles, insertFiles, nextPosition } from '../rows.ts';
import type { Transfer } from '../transfer.ts';
import type { BatchParts } from './batch.ts';
import { keptUnder } from './kept.ts';
import type { SealedTogether } from './seal-together.ts';
import type { Outcome } from './small-file.ts';

/** `refused` by what the draft would have known them by. */
export interface ToKeep { readonly files: readonly SealedTogether[]; readonly refused: ReadonlyMap<string, Refused> }
/** `outcomes` of every file; `joined`: whose bodies the draft has now. */
export interface KeptBatch { readonly outcomes: ReadonlyMap<string, Outcome>; readonly joined: ReadonlySet<string> }

/** Throws `TransferRefused` for the draft as a whole (WRONG_STATE, …), `AccountRefused`, `UnattendedRefused`; then nothing has joined, and the bodies are the caller's to drop. */
export async function keepBatch(parts: BatchParts, who: Person, draft: Draft, given: ToKeep): Promise<KeptBatch> {
  const ids = draft.transfers.map(({ id }) => id);
  const taken = takenOf(parts.register);
  const names = new Map<string, FileName[]>();
  const work: { decided: Decided | null } = { decided: null };
  try {
    await parts.register.changeMany(who, 'add-file', ids, async (tx, transfer) => {
      const { joining } = (work.decided ??= await decide(parts, tx, who, { draft, given }));
      const own = joining.length === 0 ? [] : namesFor(joining, await taken.of(tx, transfer));
      names.set(transfer.id, own);
      return joining.map((file, at) => changeFiles(who, entryOfFile(file, bodyOf(file, transfer), own[at] ?? file.clean)));
    }, async (tx, done) => {
      await insertFiles(tx, await rowsOf(parts, tx, { done, joining: work.decided?.joining ?? [], names }));
      for (const [at, { after }] of done.entries()) taken.joined(after, names.get(after.id)?.[at]?.name ?? '');
    });
  } catch (error) {
    taken.forget(ids);
    throw error;
  }
  const { joining = [], outcomes = new Map<string, Outcome>() } = work.decided ?? {};
  return { outcomes, joined: new Set(joining.map(({ uploadId }) => uploadId)) };
}

interface Decided { readonly joining: readonly SealedTogether[]; readonly outcomes: ReadonlyMap<string, Outcome> }

/** Which of them join, once for all recipients: every one has a file or none has. What is refused is entered here. */
async function decide(parts: BatchParts, tx: Tx, who: Person, { draft, given }: { readonly draft: Draft; readonly given: ToKeep }): Promise<Decided> {
  await mustStillAct(tx, who, parts.clock.now());
  const [first] = draft.transfers;
  const outcomes = new Map<string, Outcome>([...given.refused].map(([uploadId, refused]) => [uploadId, { refused }]));
  // Another request of the same sender may have brought them meanwhile.
  for (const [uploadId, outcome] of await keptUnder(tx, first?.id ?? '', given.files)) outcomes.set(uploadId, outcome);
  const fresh = given.files.filter(({ uploadId }) => !outcomes.has(uploadId));
  const held = Math.max(...await Promise.all(draft.transfers.map(({ id }) => countFiles(tx, id))));
  const joining = fresh.slice(0, Math.max(0, draft.maxFiles - held));
  for (const { uploadId } of fresh.slice(joining.length)) outcomes.set(uploadId, { refused: new TransferRefused('TOO_MANY_FILES', { limit: draft.maxFiles }) });
  for (const { uploadId, size, sha256 } of joining) outcomes.set(uploadId, { kept: { uploadId, size, sha256 } });
  await parts.ledger.appendAll(tx, [...outcomes.values()].flatMap((outcome) => ('refused' in outcome ? [refusalEntry(who, draft, outcome.refused, parts.clock.now())] : [])));
  return { joining, outcomes };
}

/** As a refusal of one file alone: under its transfer where it is for one recipient. */
function refusalEntry(who: Person, { transfers, engagement }: Draft, refused: Refused, at: string): EntryFacts {
  refused.entered = true;
  const [first, ...others] = transfers;
  return { at, act: 'add-file', result: 'refused', code: refused.code, actor: actorOf(who), ...(first !== undefined && others.length === 0 ? subjectOfEntry(first) : { municipality: who.municipalityId, engagement: engagement.id, contractor: who.contractorId ?? undefined }) };
}

/** Each distinct from what is there and from those before it. */
function namesFor(files: readonly SealedTogether[], there: ReadonlySet<string>): FileName[] {
  const names = new Set(there);
  return files.map(({ clean }) => {
    const { name, changed } = distinctFrom(clean, names);
    names.add(fold(name));
    return { name, changed };
  });
}

function bodyOf(file: SealedTogether, { id }: Pick<Transfer, 'id'>) {
  const body = file.stored.get(id);
  if (body === undefined) throw new Error('expected a stored body for each recipient');
  return body;
}

interface Joined { readonly done: readonly Followed[]; readonly joining: readonly SealedTogether[]; readonly names: ReadonlyMap<string, readonly FileName[]> }

async function rowsOf({ random }: Pick<BatchParts, 'random'>, tx: Tx, { done, joining, names }: Joined) {
  const [one] = done;
  const from = one === undefined ? 0 : await nextPosition(tx, one.after.id);
  return done.flatMap((step, at) => {
    const file = joining[at];
    return file === undefined ? [] : [rowOfFile({ random, step, file, uploadId: file.uploadId, body: bodyOf(file, step.after), changed: names.get(step.after.id)?.[at]?.changed ?? [], position: from + at })];
  });
}
