import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeTexts } from '../../server/ledger/stored-texts.ts';
import { openStore, type Store } from '../../server/store/store.ts';

let folder: string;
let store: Store;
const file = (): string => join(folder, 'slots.db');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-slots-'));
  store = await openStore({ file: file(), create: true });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const row = (id: string, text: string) => ({ id, commitment: 'c', salt: Buffer.alloc(32, 7), text, transfer_id: `t${id.split(':')[0] ?? ''}` });
const write = (rows: readonly ReturnType<typeof row>[]): Promise<void> => store.change(async (tx) => {
  for (let at = 0; at < rows.length; at += 500) await tx.insertInto('texts').values(rows.slice(at, at + 500)).execute();
});
const wipe = (ids: readonly string[]): Promise<void> => store.change((tx) => removeTexts(tx, ids));
/** Which of the marks stand anywhere in the file once the log is emptied. */
async function marksLeft(marks: readonly string[]): Promise<string[]> {
  expect(await store.truncateWal()).toBe(true);
  const bytes = await readFile(file());
  return marks.filter((mark) => bytes.includes(mark));
}

describe('texts that are overwritten in their place [H 90] [I 5]', () => {
  it('none is left in any page, in whatever order texts of whatever length come and go', async () => {
    const markOf = (n: number): string => `<${String(n)}の目印>`;
    const lengths = [1, 2, 5, 9, 30, 90, 400, 2000];
    const alive = new Set<number>();
    let next = 0;
    for (let round = 0; round < 12; round += 1) {
      const come = Array.from({ length: 60 }, () => (next += 1));
      await write(come.map((n) => row(`${n}:reason`, markOf(n).repeat(lengths[(n * 7 + round) % lengths.length] ?? 1))));
      for (const n of come) alive.add(n);
      const go = [...alive].filter((n) => (n * 31 + round * 17) % 5 < 2);
      await wipe(go.map((n) => `${n}:reason`));
      for (const n of go) alive.delete(n);
      expect(await marksLeft(go.map(markOf))).toEqual([]);
    }
    const kept = await store.read.selectFrom('texts').select(['id', 'text']).execute();
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set([...alive].map((n) => `${n}:reason`)));
    for (const { id, text } of kept) expect(text.replaceAll(markOf(Number.parseInt(id, 10)), '')).toBe('');
    expect(await marksLeft([...alive].map(markOf))).toHaveLength(alive.size);
  });

  it('a wipe writes as many pages among forty thousand texts as among four hundred', async () => {
    const writtenBytes = async (from: number, entries: number): Promise<number> => {
      await write(Array.from({ length: entries }, (_, n) => row(`${from + n}:title`, `件名 ${n}`.repeat(1 + (n % 9)))));
      await store.truncateWal();
      await wipe([`${from + 3}:title`, `${from + 150}:title`]);
      return (await stat(`${file()}-wal`)).size;
    };
    const few = await writtenBytes(0, 400);
    expect(await writtenBytes(1000, 40_000)).toBeLessThan(few + 10 * 4200);
  });

  it('a slot that is free is taken again, so that the file grows with the texts there are at one time', async () => {
    for (let round = 0; round < 20; round += 1) {
      const rows = Array.from({ length: 50 }, (_, n) => row(`${round * 50 + n}:file-1`, `名前 ${n}.csv`));
      await write(rows);
      await wipe(rows.map(({ id }) => id));
    }
    const { count } = await store.read.selectFrom('text_slots').select((make) => make.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    expect(count).toBe(50);
    expect(await store.read.selectFrom('text_slots').select('id').where('bytes', '!=', Buffer.alloc(64)).execute()).toEqual([]);
  });

  it('gives back what was written: nothing, NUL, the longest, a byte under and over the size of a slot', async () => {
    const texts = ['', 'a\0b', 'あ'.repeat(21_845), ...[63, 64, 65, 511, 512, 513, 1024, 1025, 32_769, 65_535].map((length) => 'x'.repeat(length))];
    await write(texts.map((text, n) => row(`${n}:reason`, text)));
    const found = await store.search.selectFrom('texts').selectAll().execute();
    for (const [n, text] of texts.entries()) expect(found.find(({ id }) => id === `${n}:reason`)).toEqual(row(`${n}:reason`, text));
    await expect(write([row('1:reason', 'twice')])).rejects.toThrow(/UNIQUE/);
  });
});
