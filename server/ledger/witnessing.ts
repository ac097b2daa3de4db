/**
 * The gateway's side of witnesses: at the clock's turns it sends them its newest head and keeps what they cosign (c2sp.org/tlog-witness).
 * Guarantees that nothing waits for a witness, that only a cosignature which was checked is kept, and that a refusal is told loudly.
 */
import type { Store } from '../store/store.ts';
import type { WitnessStandingRow } from '../store/schema.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { Clock } from './clock.ts';
import { linesOfWitnesses, parseWitnessKey, verifyCosignatures } from './cosignature.ts';
import { toBase64 } from './encoding.ts';
import type { Ledger } from './ledger.ts';
import { sha256, verifyEd25519 } from './node-primitives.ts';
import { NoteRefused, parseNote } from './note.ts';
import type { VerifierKey } from './note.ts';
import { keepCosignature, witnessId } from './stored-cosignatures.ts';
import { askWitness, tellLogKey } from './witness-asking.ts';
import { keyChanges } from './witness-keys.ts';
import { isLoud, nameWitnesses, noteAsked } from './witness-standing.ts';
import type { Asked, Trouble } from './witness-standing.ts';

/** A witness as it is configured; without `url` it is brought its heads by an auditor, and brings its cosignatures the same way. */
export interface WitnessAddress { readonly vkey: string; readonly url: string | null }

export interface WitnessingParts {
  readonly store: Store; readonly ledger: Pick<Ledger, 'append' | 'sign' | 'consistencyProof' | 'inclusionProof'>; readonly clock: Clock;
  /** WITNESS_REFUSED stands here while a witness tells of tampering. */
  readonly alarms: Map<string, string>;
  readonly fault: (error: unknown) => void;
}

export interface Witnessing {
  readonly keys: readonly VerifierKey[];
  /** Asks whom it is time to ask, in the background. */
  turn(): void;
  /** Resolves once nothing that `turn` began is under way. */
  settled(): Promise<void>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Between two questions to a witness that answers, to one with trouble, and at most, so that silence is noticed in a quiet log too. All are assumptions. */
const pause = { answering: 60_000, troubled: 5 * 60_000, most: 3_600_000 } as const;
/** A second gateway of the same log may be quicker; then the witness names its size again. */
const MOST_TRIES = 3;

interface Head { readonly size: number; readonly note: string; readonly root: Uint8Array }

/** Takes the witnesses as configured. Throws NoteRefused for a key that is no witness's, or one that is named twice. */
export function createWitnessing(parts: WitnessingParts, addresses: readonly WitnessAddress[]): Witnessing {
  const named = addresses.map(({ vkey, url }) => ({ key: parseWitnessKey(sha256, vkey), url }));
  const twice = named.find(({ key }, at) => named.findIndex((other) => witnessId(other.key) === witnessId(key)) !== at);
  if (twice !== undefined) throw new NoteRefused('KEY_MALFORMED', `KAGIBAKO_WITNESSES: ${twice.key.name} が2回あります。 / is named twice`);
  const stop = new AbortController();
  let running: Promise<void> | null = null;

  async function round(): Promise<void> {
    const now = parts.clock.now();
    await parts.store.change((tx) => nameWitnesses(tx, named.map(({ key }) => key), now));
    await Promise.all(named.flatMap(({ key, url }) => (url === null ? [] : [visit(parts, key, url, stop.signal)])));
    await sound(parts);
  }

  return {
    keys: named.map(({ key }) => key),
    turn() {
      if (stop.signal.aborted) return;
      running ??= round().catch((error: unknown) => {
        if (!stop.signal.aborted) parts.fault(error);
      }).finally(() => {
        running = null;
      });
    },
    settled: async () => {
      await running;
    },
    close: async () => {
      stop.abort();
      await running;
    },
  };
}

/** The alarm follows the table, so that it stands again right after a restart. */
async function sound({ store, alarms }: WitnessingParts): Promise<void> {
  const rows = await store.search.selectFrom('witness_standing').select(['trouble', 'trouble_since']).execute();
  const since = rows.filter(({ trouble }) => isLoud(trouble)).map((row) => row.trouble_since ?? '').sort()[0];
  if (since === undefined) alarms.delete('WITNESS_REFUSED');
  else alarms.set('WITNESS_REFUSED', since);
}

function isTime(standing: WitnessStandingRow, head: Head, millis: number): boolean {
  const waited = standing.asked_at === null ? Infinity : millis - Date.parse(standing.asked_at);
  if (standing.trouble !== null) return waited >= pause.troubled;
  return head.size === standing.size ? waited >= pause.most : waited >= pause.answering;
}

async function visit(parts: WitnessingParts, key: VerifierKey, url: string, stop: AbortSignal): Promise<void> {
  const { store, ledger, clock } = parts;
  const standing = await store.search.selectFrom('witness_standing').selectAll().where('witness', '=', witnessId(key)).executeTakeFirst();
  const newest = await store.search.selectFrom('ledger_checkpoints').select(['size', 'note', 'root']).orderBy('size', 'desc').limit(1).executeTakeFirst();
  if (standing === undefined || newest === undefined || !isTime(standing, newest, clock.millis())) return;
  const found = await negotiate(parts, { key, url, standing, head: newest, stop });
  if (stop.aborted) return;
  // The cosignature and how the witness stands change together; the witness has its own record, so a crash before this only makes us ask again.
  const now = clock.now();
  await store.change(async (tx) => {
    if (found.line !== null) await keepCosignature(tx, { size: newest.size, witness: witnessId(key), line: found.line, at: now });
    await noteAsked(tx, ledger, standing, found, now);
  });
  await ledger.sign();
}

interface Visit { readonly key: VerifierKey; readonly url: string; readonly standing: WitnessStandingRow; readonly head: Head; readonly stop: AbortSignal }

/** A witness that does not know our key may know the one before it. True if it follows any change of keys to the next. */
async function follows(parts: WitnessingParts, { url, stop }: Pick<Visit, 'url' | 'stop'>): Promise<boolean> {
  let followed = false;
  for (const body of await keyChanges(parts)) followed = await tellLogKey(url, body, stop) || followed;
  return followed;
}

async function negotiate(parts: WitnessingParts, { key, url, standing, head, stop }: Visit): Promise<Asked & { line: string | null }> {
  const end = (trouble: Trouble | null, line: string | null = null, theirs?: number) => ({ trouble, line, size: head.size, root: toBase64(head.root), theirs });
  const { ledger } = parts;
  let [oldSize, told] = [standing.size, false];
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (oldSize > head.size) return end('ahead', null, oldSize);
    const answer = await askWitness(url, { oldSize, proof: await ledger.consistencyProof(oldSize, head.size), note: head.note }, stop);
    switch (answer.kind) {
      case 'lines': {
        const line = await checkedLine(head.note, answer.lines, key);
        return end(line === null ? 'wrong' : null, line);
      }
      case 'size':
        // The size that we began from is right, so it is the root that it does not agree with.
        if (answer.size === oldSize) return end('refused', null, answer.size);
        if (answer.size < standing.size) return end('forgot', null, answer.size);
        oldSize = answer.size;
        break;
      case 'inconsistent': return end('refused', null, oldSize);
      case 'unknown':
        if (told || !await follows(parts, { url, stop })) return end('unknown');
        told = true;
        break;
      case 'silent': return end('silent');
    }
  }
  return end('silent');
}

/** The witness's own line over our head, if there is one and it holds. */
async function checkedLine(note: string, lines: string, key: VerifierKey): Promise<string | null> {
  try {
    const whole = `${parseNote(note).text}\n${lines}`;
    if (parseCheckpoint(parseNote(whole).text).size !== parseCheckpoint(parseNote(note).text).size) return null;
    const held = await verifyCosignatures(whole, [key], verifyEd25519);
    return held.length === 0 ? null : linesOfWitnesses(whole, [key]).at(-1)?.line ?? null;
  } catch (error) {
    if (error instanceof NoteRefused) return null;
    throw error;
  }
}
