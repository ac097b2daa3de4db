// The witnesses of a history: one that is asked over HTTP, as `kagibako witness serve` answers, and one whose cosignatures an auditor brings.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRecord } from '../../client/cli/witness/record.ts';
import { serveWitness } from '../../client/cli/witness/serving.ts';
import { createWitness } from '../../client/cli/witness/witness.ts';
import { formatCheckpoint, parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { cosign, parseWitnessKey } from '../../server/ledger/cosignature.ts';
import { createCosigner, sha256 } from '../../server/ledger/node-primitives.ts';
import { parseNote, parseVerifierKey } from '../../server/ledger/note.ts';
import { witnessId } from '../../server/ledger/stored-cosignatures.ts';

export interface Witnesses {
  /** As `KAGIBAKO_WITNESSES` names them. */
  readonly setting: string;
  readonly served: string;
  readonly carried: string;
  /** How the ledger's tables name a witness, by its vkey. */
  nameOf(vkey: string): string;
  /** The head with the line of the witness that is not on any line; with the newest size it cosigned. */
  cosigned(note: string, seconds: number): { checkpoint: string; size: number };
  close(): Promise<void>;
}

/** Takes a folder for its memory, the ledger's key, and where a fault is told. */
export async function openWitnesses(folder: string, vkey: string, now: () => number, fault: (error: unknown) => void): Promise<Witnesses> {
  const [served, carried] = [createCosigner('history-served', randomBytes(32)), createCosigner('history-carried', randomBytes(32))];
  const memory = join(folder, 'witness');
  await mkdir(memory, { mode: 0o700 });
  const witness = createWitness({ cosigner: served, logs: [parseVerifierKey(sha256, vkey)], record: openRecord(memory), now });
  const server = await serveWitness(witness, { host: '127.0.0.1', port: 0, tls: null }, () => undefined, fault);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    setting: `${served.vkey}@http://127.0.0.1:${String(port)} ${carried.vkey}`, served: served.vkey, carried: carried.vkey,
    nameOf: (key) => witnessId(parseWitnessKey(sha256, key)),
    cosigned: (note, seconds) => {
      const head = parseCheckpoint(parseNote(note).text);
      return { checkpoint: note + cosign(formatCheckpoint(head), carried, seconds), size: head.size };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
