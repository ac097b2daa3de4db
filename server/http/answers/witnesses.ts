// What others need to check the ledger against: its tree as hash tiles, and the cosignatures that an auditor brings.
import { actorOf, type Person } from '../../accounts/person.ts';
import { parseCheckpoint } from '../../ledger/checkpoint.ts';
import { linesOfWitnesses, verifyCosignatures } from '../../ledger/cosignature.ts';
import { toBase64 } from '../../ledger/encoding.ts';
import { sha256, verifyEd25519 } from '../../ledger/node-primitives.ts';
import { NoteRefused, parseNote } from '../../ledger/note.ts';
import { keepCosignature, witnessId } from '../../ledger/stored-cosignatures.ts';
import { readHashes } from '../../ledger/stored-tree.ts';
import { hasTile, nodesOfTile, parseTilePath } from '../../ledger/tiles.ts';
import { WitnessRefused } from '../../ledger/witness-refusal.ts';
import { noteBrought } from '../../ledger/witness-standing.ts';
import type { Answers } from '../adapter.ts';
import { HttpRefused } from '../refusal.ts';
import type { AnswerParts } from './parts.ts';

export function witnessAnswers(parts: AnswerParts): Pick<Answers, 'tile' | 'addCosignatures'> {
  const { store } = parts;
  return {
    tile: async ({ params, response }) => {
      const tile = parseTilePath(params['level'] ?? '', params['place'] ?? '');
      const head = await store.search.selectFrom('ledger_checkpoints').select('size').orderBy('size', 'desc').limit(1).executeTakeFirst();
      // Only what a signed head covers: a hash that nobody signed is no evidence.
      if (tile === null || head === undefined || !hasTile(tile, head.size)) throw new HttpRefused('NOT_FOUND');
      const hashes = await readHashes(store.search, sha256, nodesOfTile(tile).map((node) => [node]));
      response.type('application/octet-stream').send(Buffer.concat(hashes));
      return undefined;
    },
    addCosignatures: ({ session, body }) => takeCosignatures(parts, session.person, body.checkpoint),
  };
}

interface Brought { readonly size: number; readonly lines: readonly { readonly witness: string; readonly name: string; readonly line: string }[] }

/** What stands on the note, once all of it holds. Throws WitnessRefused. */
async function read({ witnesses }: AnswerParts, note: string): Promise<Brought & { text: string }> {
  try {
    const { text } = parseNote(note);
    const { size } = parseCheckpoint(text);
    const held = await verifyCosignatures(note, witnesses, verifyEd25519);
    if (held.length === 0) throw new WitnessRefused('COSIGNATURE_MISSING');
    const lines = linesOfWitnesses(note, witnesses).map(({ witness, line }) => ({ witness: witnessId(witness), name: witness.name, line }));
    // Of several lines of one witness the last one is kept; each of them held.
    return { text, size, lines: lines.filter((one, at) => lines.findLastIndex((other) => other.witness === one.witness) === at) };
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new WitnessRefused(error.code === 'SIGNATURE_BAD' ? 'COSIGNATURE_BAD' : 'COSIGNATURE_MALFORMED');
  }
}

/** Keeps and enters what is new; the same brought again changes nothing. Throws WitnessRefused. */
async function takeCosignatures(parts: AnswerParts, who: Person, note: string): Promise<{ size: number; witnesses: string[] }> {
  const { text, size, lines } = await read(parts, note);
  const { store, ledger, clock } = parts;
  await store.change(async (tx) => {
    const head = await tx.selectFrom('ledger_checkpoints').select(['note', 'root']).where('size', '=', size).executeTakeFirst();
    // A witness's word over a head that this ledger never signed is either of another log or the proof that there are two histories.
    if (head === undefined || parseNote(head.note).text !== text) throw new WitnessRefused('CHECKPOINT_DIFFERS', { size });
    const known = await tx.selectFrom('cosignatures').select('line').where('size', '=', size).execute();
    const fresh = lines.filter(({ line }) => !known.some((one) => one.line === line));
    if (fresh.length === 0) return;
    const now = clock.now();
    for (const { witness, line } of fresh) {
      await keepCosignature(tx, { size, witness, line, at: now });
      await noteBrought(tx, witness, size, now);
    }
    await ledger.append(tx, { at: now, act: 'add-cosignatures', result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { size, root: toBase64(head.root), witnesses: fresh.map(({ witness }) => witness) } });
  });
  return { size, witnesses: lines.map(({ name }) => name) };
}
