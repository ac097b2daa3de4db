// Many entries appended together are the same ledger as one after another: numbers, tree, texts, heads.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { toHex, utf8 } from '../../server/ledger/encoding.ts';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { createFrontier, leafHash } from '../../server/ledger/tree.ts';
import { openTemporaryLedger, restartSalts, someFacts, type TemporaryLedger } from './temporary-ledger.ts';

let opened: TemporaryLedger;
beforeEach(async () => void (opened = await openTemporaryLedger()));
afterEach(() => opened.close());

const factsOf = (at: number) => someFacts({ transfer: 't-1', facts: { at }, texts: at % 3 === 0 ? {} : { file: `納入通知書 ${String(at)}`, ...(at % 3 === 1 ? { columns: '氏名' } : {}) } });
const sizes = [1, 5, 32, 33, 2, 0, 100, 3];

it('in parts of any size they make the tree that RFC 6962 defines, under heads that stand', async () => {
  const tree = createFrontier(sha256);
  let count = 0;
  for (const size of sizes) {
    const made = await opened.store.change((tx) => opened.ledger.appendAll(tx, Array.from({ length: size }, (_, at) => factsOf(count + at))));
    expect(made.map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, at) => count + at));
    for (const { bytes } of made) tree.push(leafHash(sha256, utf8(bytes)));
    count += size;
    const head = parseCheckpoint(parseNote(await opened.ledger.checkpoint()).text);
    expect([head.size, toHex(head.root)]).toEqual([count, toHex(tree.root())]);
  }
});

it('they are byte for byte what one after another would have been, with their texts', async () => {
  const bundleOf = async (append: (one: TemporaryLedger) => Promise<void>): Promise<string> => {
    const one = await openTemporaryLedger();
    restartSalts();
    await append(one);
    const bundle = await one.bundle();
    await one.close();
    return bundle;
  };
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const every = Array.from({ length: count }, (_, at) => factsOf(at));
  const together = await bundleOf(async ({ store, ledger }) => {
    await store.change((tx) => ledger.appendAll(tx, every));
  });
  const singly = await bundleOf(async ({ store, ledger }) => {
    for (const facts of every) await store.change((tx) => ledger.append(tx, facts));
  });
  // Heads are signed at other sizes; entries and openings are the same.
  const lines = (bundle: string): string[] => bundle.split('\n').filter((line) => line.includes('納入通知書') || line.includes('"entry"'));
  expect(lines(together)).toEqual(lines(singly));
  expect(lines(together).length).toBeGreaterThan(count / 2);
});

it('one that cannot be an entry lets none of them be', async () => {
  await expect(opened.store.change((tx) => opened.ledger.appendAll(tx, [factsOf(0), someFacts({ act: '悪い' }), factsOf(2)]))).rejects.toThrow(/expected acts/);
  expect(await opened.ledger.lastEntryAt()).toBeNull();
  expect(await opened.append()).toBe(0);
});
