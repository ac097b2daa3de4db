// Verifies the evidence of one transfer: every entry by its own proof against a signed checkpoint. It does not show that an entry is missing; an export does.
import { z } from 'zod';
import { fromUtf8, utf8 } from '../../../../server/ledger/encoding.ts';
import { NoteRefused, parseVerifierKey } from '../../../../server/ledger/note.ts';
import { ProofRefused } from '../../../../server/ledger/proofs.ts';
import { verifyProof, type Trust } from '../../../../server/ledger/tlog-proof.ts';
import { leafHash } from '../../../../server/ledger/tree.ts';
import { sha256, verifyEd25519 } from './primitives.ts';
import type { EvidenceChecked } from './protocol.ts';

export const EVIDENCE_FORMAT = 'kagibako-transfer-evidence@1';
const headerLine = z.object({ header: z.object({ at: z.string(), format: z.literal(EVIDENCE_FORMAT), number: z.string(), transfer: z.string(), vkey: z.string() }) });
const entryLine = z.object({ entry: z.object({ index: z.number(), transfer: z.string() }), proof: z.string() });
const HEAD = '{"entry":';
const SHOWN = 4_000;

/** True if the first line is that of such a file. */
export function isEvidence(line: string): boolean {
  try {
    return headerLine.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

async function holds(line: string, transfer: string, trust: Trust): Promise<number> {
  const { entry, proof } = entryLine.parse(JSON.parse(line));
  // The proof is about the bytes as they stand in the line, never about what a parser made of them.
  const bytes = line.slice(HEAD.length, line.indexOf(`,"proof":${JSON.stringify(proof)}`));
  const { index } = await verifyProof(proof, leafHash(sha256, utf8(bytes)), trust);
  if (index !== entry.index || entry.transfer !== transfer) throw new ProofRefused('OUT_OF_RANGE', `expected entry ${entry.index} of transfer ${transfer}, another one came`);
  return index;
}

const isHonest = (error: unknown): boolean => error instanceof NoteRefused || error instanceof ProofRefused || error instanceof z.ZodError || error instanceof SyntaxError;

/** Takes the whole file (the gateway writes some hundred lines) and the key had by another way, or ''. Throws NoteRefused for a key that is none. */
export async function verifyEvidence(bytes: Uint8Array, vkey: string): Promise<EvidenceChecked> {
  const lines = fromUtf8(bytes).trimEnd().split('\n');
  const { header } = headerLine.parse(JSON.parse(lines[0] ?? ''));
  const key = parseVerifierKey(sha256, vkey === '' ? header.vkey : vkey);
  const trust = { origin: key.name, keys: [key], sha256, verifyEd25519 };
  let entries = 0;
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith(HEAD)) continue;
    try {
      await holds(line, header.transfer, trust);
      entries += 1;
    } catch (error) {
      if (!isHonest(error)) throw error;
      const index = entryLine.safeParse(parsed(line));
      return { kind: 'evidence', number: header.number, at: header.at, origin: key.name, entries, ownKey: vkey === '', bad: { line: at + 1, index: index.success ? index.data.entry.index : null, text: line.slice(0, SHOWN) } };
    }
  }
  return { kind: 'evidence', number: header.number, at: header.at, origin: key.name, entries, ownKey: vkey === '', bad: null };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
