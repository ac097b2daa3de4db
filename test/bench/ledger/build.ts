// Builds the ledger. The bulk is written by the ledger's own pure parts (entries, commitments, tree) in rows of a thousand, byte for byte what `append` writes, because a
// million single appends take an hour; `append` itself is measured at each mark, and every entry is verified afterwards by `kagibako verify`.
import { randomBytes } from 'node:crypto';
import { buildEntry, commitment, SALT_BYTES } from '../../../server/ledger/entry.ts';
import { createLedger, type Ledger } from '../../../server/ledger/ledger.ts';
import { createSigner, sha256 } from '../../../server/ledger/node-primitives.ts';
import { nodeHash } from '../../../server/ledger/tree.ts';
import type { Database } from '../../../server/store/schema.ts';
import { openStore, type Store, type Tx } from '../../../server/store/store.ts';
import { factsOf, makeParties, type Made } from './entries.ts';
import { median, quantile } from '../numbers.ts';

export const origin = 'bench.example.lg.jp/ledger';

/** Milliseconds that one append takes inside a transaction of many, when so many entries are there already. */
export interface Point { readonly entries: number; readonly medianMs: number; readonly p99Ms: number }
export interface Built { readonly store: Store; readonly ledger: Ledger; readonly made: Made; readonly municipality: string; readonly curve: readonly Point[]; readonly seconds: number }

const atOnce = 1_000;
const heads = 20_000;
const timed = 300;

/** Opens a new database in `file` and fills it; `marks` are the sizes at which the cost of an append is measured. */
export async function buildLedger(file: string, entries: number, marks: readonly number[], say: (line: string) => void): Promise<Built> {
  const store = await openStore({ file, create: true });
  const ledger = createLedger({ store, signer: createSigner(origin, randomBytes(32)), origin, now: () => new Date().toISOString(), randomBytes });
  const made = makeParties(await foundWards(store));
  const tree = growing();
  const [until, begun] = [Date.now(), performance.now()];
  const facts = (index: number) => factsOf(made, index, entries, until);
  const curve: Point[] = [];
  for (let size = 0; size < entries;) {
    const stop = Math.min(entries, size + atOnce, ...marks.map((mark) => mark - timed).filter((mark) => mark > size));
    if (marks.includes(size + timed)) {
      const times = await store.change((tx) => appended(tx, ledger, tree, { from: size, facts }));
      size += timed;
      curve.push({ entries: size, medianMs: median(times), p99Ms: quantile(times, 0.99) });
      say(`append at ${size.toLocaleString('en')}: median ${median(times).toFixed(3)} ms, p99 ${quantile(times, 0.99).toFixed(3)} ms; built in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    } else {
      await store.change((tx) => written(tx, tree, size, stop, facts));
      size = stop;
    }
    if (size % heads === 0 || size === entries) await ledger.sign();
  }
  return { store, ledger, made, municipality: made.municipalities[0] ?? '', curve, seconds: (performance.now() - begun) / 1000 };
}

interface Appending { readonly from: number; readonly facts: (index: number) => Parameters<Ledger['append']>[1] }

async function appended(tx: Tx, ledger: Ledger, tree: Growing, { from, facts }: Appending): Promise<number[]> {
  const times: number[] = [];
  for (let index = from; index < from + timed; index += 1) {
    const begun = performance.now();
    const { leafHash } = await ledger.append(tx, facts(index));
    times.push(performance.now() - begun);
    tree.push(index, leafHash);
  }
  return times;
}

async function written(tx: Tx, tree: Growing, from: number, to: number, facts: Appending['facts']): Promise<void> {
  const [entries, nodes, texts]: [Database['ledger_entries'][], Database['ledger_nodes'][], Database['texts'][]] = [[], [], []];
  for (let index = from; index < to; index += 1) {
    const told = facts(index);
    const own = Object.entries(told.texts ?? {}).map(([name, text]) => {
      const salt = randomBytes(SALT_BYTES);
      return { name, row: { id: `${String(index)}:${name}`, commitment: commitment(sha256, salt, text), salt, text, transfer_id: told.transfer ?? null } };
    });
    const { bytes, leafHash } = buildEntry(sha256, index, told, Object.fromEntries(own.map(({ name, row }) => [name, row.commitment])));
    entries.push({
      idx: index, at: told.at, act: told.act, result: told.result, bytes, leaf_hash: leafHash, actor_id: 'id' in told.actor ? told.actor.id : null,
      municipality_id: told.municipality ?? null, transfer_id: told.transfer ?? null, engagement_id: told.engagement ?? null, contractor_id: told.contractor ?? null,
    });
    nodes.push(...tree.push(index, leafHash));
    texts.push(...own.map(({ row }) => row));
  }
  await tx.insertInto('ledger_entries').values(entries).execute();
  await tx.insertInto('ledger_nodes').values(nodes).execute();
  if (texts.length > 0) await tx.insertInto('texts').values(texts).execute();
}

interface Growing { push(index: number, leaf: Uint8Array): Database['ledger_nodes'][] }

/** The newest complete subtree of each level, to which the next leaves are joined. */
function growing(): Growing {
  const left: Uint8Array[] = [];
  return {
    push: (index, leaf) => {
      const rows = [{ level: 0, idx: index, hash: leaf }];
      let [level, at, hash] = [0, index, leaf];
      for (; at % 2 === 1; at = (at - 1) / 2) {
        hash = nodeHash(sha256, left[level] ?? new Uint8Array(0), hash);
        level += 1;
        rows.push({ level, idx: (at - 1) / 2, hash });
      }
      left[level] = hash;
      return rows;
    },
  };
}

/** Three municipalities, with nothing but their names: searches join them. */
async function foundWards(store: Store): Promise<string[]> {
  const wards = ['asagiri', 'yugiri', 'hoshimi'].map((code) => ({ id: randomBytes(16).toString('hex'), code, name: `${code}区`, created_at: new Date().toISOString() }));
  await store.change(async (tx) => { await tx.insertInto('municipalities').values(wards).execute(); });
  return wards.map(({ id }) => id);
}
