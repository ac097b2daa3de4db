// Each doubt about a transfer by itself, at its boundaries: asked of rows that were laid for it, without a gateway.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnDoubts, doubtsOf, type Doubt } from '../../server/transfers/doubts.ts';
import { lay, type Laid, type LaidFile } from './laid-rows.ts';
import { ids, openWorld, people, type World } from './lists-world.ts';

const [midori, kakou, aoba] = ids.firms.map(({ id, name }) => ({ id, name })) as [typeof ids.firms[number], typeof ids.firms[number], typeof ids.firms[number]];
const firms = [midori, kakou, aoba];
const day = (number: number, milliseconds = 0): string => new Date(Date.parse('2026-07-01T00:00:00.000Z') + number * 86_400_000 + milliseconds).toISOString();
let world: World;
beforeAll(async () => void (world = await openWorld(0)));
afterAll(() => world.close());

const sent = { state: 'released' };
const discarded = { state: 'discarded', end: { why: 'discarded', at: day(-1), by: { id: people.sato.id, name: people.sato.name }, reason: null, collectedBefore: false } };
/** A form and a sender of its own for each group of cases, so that none sees another's. */
const other = { senderId: people.yobo.sectionId, engagementId: ids.engagements[2], formId: '41'.padStart(32, '0') };
const doubts = (laid: Laid, recipient = aoba, known = firms): Promise<Doubt[]> => doubtsOf(world.store.read, { ...laid, recipient, previous: null, firms: known });
const file = (name: string | null, bytes: string, more: Partial<LaidFile> = {}): LaidFile => ({ name, bytes, ...more });

describe('the recipient', () => {
  it('may have a name like another\'s, and may get something for the first time', async () => {
    const laid = await lay(world, 'like', { ...other, recipientId: midori.id, createdAt: day(0) });
    expect(await doubts(laid, midori)).toEqual([{ kind: 'similar-name', names: [kakou.name] }, { kind: 'first-time' }]);
    expect(await doubts(laid, midori, [midori, aoba])).toEqual([{ kind: 'first-time' }]);
    await lay(world, 'like-before', { ...other, ...sent, recipientId: midori.id, createdAt: day(0, -1) });
    expect(await doubts(laid, midori, [midori])).toEqual([]);
  });

  it('is new where nothing went to it before: a draft, what was discarded, the same deposit, or what came later is nothing', async () => {
    const laid = await lay(world, 'new', { createdAt: day(0), recipientId: aoba.id });
    for (const [i, over] of [{}, discarded, { ...sent, createdAt: day(0) }, { ...sent, recipientId: kakou.id }].entries()) await lay(world, `new-${i}`, { createdAt: day(-1), recipientId: aoba.id, ...over });
    expect(await doubts(laid)).toEqual([{ kind: 'first-time' }]);
  });

  it('may be another than before, and the count ten times the last', async () => {
    const laid = await lay(world, 'count', { createdAt: day(0), recipientId: aoba.id, quantity: 100 });
    const before = (over: object): Laid['transfer'] => Object.assign({}, laid.transfer, { createdAt: day(-2), ...over });
    const said = async (previous: Laid['transfer']): Promise<Doubt[]> => (await doubtsOf(world.store.read, { ...laid, recipient: aoba, previous, firms })).filter(({ kind }) => kind !== 'first-time');
    expect(await said(before({ recipientId: midori.id, quantity: 50 }))).toEqual([{ kind: 'changed-recipient', previous: midori.name, at: day(-2) }]);
    expect(await said(before({ recipientId: 'gone', quantity: 50 }))).toEqual([{ kind: 'changed-recipient', previous: '', at: day(-2) }]);
    expect([await said(before({ quantity: 10 })), await said(before({ quantity: 11 }))]).toEqual([[{ kind: 'ten-times', previous: 10, now: 100 }], []]);
  });
});

describe('a file', () => {
  it('may be named for another firm, or have its name inside', async () => {
    const laid = await lay(world, 'named', { createdAt: day(0), recipientId: aoba.id }, [file('みどり印刷_7月.csv', 'n1'), file('plain.csv', 'n2', { named: [midori.id, aoba.id, 'gone'] }), file(null, 'n3', { named: [] }), file('あおば.csv', 'n4')]);
    const [first, second] = laid.files;
    expect((await doubts(laid)).slice(1)).toEqual([{ kind: 'file-named-for-other', fileId: first?.id, name: midori.name }, { kind: 'file-names-other', fileId: second?.id, name: midori.name }]);
    // みどり印刷 is part of the recipient's own name.
    expect((await doubts(Object.assign({}, laid, { transfer: { ...laid.transfer, recipientId: kakou.id } }), kakou)).filter(({ kind }) => kind === 'file-names-other')).toEqual([{ kind: 'file-names-other', fileId: second?.id, name: aoba.name }]);
  });

  it('may go to several in one deposit, once for all or one by one', async () => {
    const same = file('a.csv', 'same');
    await lay(world, 'several-1', { recipientId: midori.id, createdAt: day(0) }, [same, file('a2.csv', 'same')], 'several');
    await lay(world, 'several-2', { recipientId: kakou.id, createdAt: day(0) }, [file('other-name.csv', 'same')], 'several');
    const laid = await lay(world, 'several-3', { recipientId: aoba.id, createdAt: day(0) }, [same, file('b.csv', 'else')], 'several');
    await lay(world, 'several-4', { recipientId: midori.id, createdAt: day(0) }, [file('b.csv', 'else')], 'of another deposit');
    expect((await doubts(laid)).filter(({ kind }) => kind === 'same-to-several')).toEqual([{ kind: 'same-to-several', fileId: laid.files[0]?.id, recipients: [kakou.name, midori.name].sort() }]);
    expect(await doubts({ ...laid, files: [] })).toEqual([{ kind: 'first-time' }]);
  });

  it('may have gone to another firm: by its bytes, or by its name whatever its case', async () => {
    const before = (name: string, over: object, ...files: LaidFile[]): Promise<Laid> => lay(world, name, { ...sent, recipientId: midori.id, createdAt: day(-10), ...over }, files);
    await before('before-1', {}, file('NOUFU_1.csv', 'b1'), file('b.csv', 'b2'));
    await before('before-2', { createdAt: day(-5), recipientId: kakou.id }, file('noufu_1.CSV', 'b3'));
    const laid = await lay(world, 'after', { recipientId: aoba.id, createdAt: day(0) }, [file('noufu_1.csv', 'x1'), file('new.csv', 'b2'), file(null, 'x2'), file('fresh.csv', 'x3'), file(null, 'b1')]);
    const found = (await doubts(laid)).filter(({ kind }) => kind === 'file-sent-before');
    expect(found).toEqual([
      { kind: 'file-sent-before', fileId: laid.files[0]?.id, at: day(-5), recipient: kakou.name }, { kind: 'file-sent-before', fileId: laid.files[1]?.id, at: day(-10), recipient: midori.name },
      { kind: 'file-sent-before', fileId: laid.files[4]?.id, at: day(-10), recipient: midori.name },
    ]);
    // Of a file whose name was wiped only the bytes are left to compare.
    await before('before-3', {}, file(null, 'b4'));
    const beside = await lay(world, 'beside', { recipientId: aoba.id, createdAt: day(0) }, [file('z1.csv', 'x4'), file('z2.csv', 'b4')]);
    expect((await doubts(beside)).filter(({ kind }) => kind === 'file-sent-before')).toEqual([{ kind: 'file-sent-before', fileId: beside.files[1]?.id, at: day(-10), recipient: midori.name }]);
    const nameless = await lay(world, 'nameless', { recipientId: aoba.id, createdAt: day(0) }, [file(null, 'b2')]);
    expect((await doubts(nameless)).map(({ kind }) => kind)).toContain('file-sent-before');
  });

  it('of another sender, the same firm, a draft, another direction, or from more than 90 days ago, is none that went before', async () => {
    const laid = await lay(world, 'edge', { recipientId: aoba.id, createdAt: day(200) }, [file('edge.csv', 'edge')]);
    const cases: [object, boolean][] = [
      [{ createdAt: day(110, -1) }, false], [{ createdAt: day(110) }, true], [{ createdAt: day(200) }, true], [{ createdAt: day(200, 1) }, false], [{ recipientId: aoba.id }, false], [{ state: 'draft' }, false],
      [discarded, false], [{ direction: 'to-section' }, false], [other, false],
    ];
    for (const [i, [over, counts]] of cases.entries()) {
      const one = await lay(world, `edge-${i}`, { ...sent, recipientId: midori.id, createdAt: day(199), ...over }, [file('edge.csv', 'edge')]);
      expect((await doubts(laid)).some(({ kind }) => kind === 'file-sent-before'), String(i)).toBe(counts);
      await world.store.change(async (tx) => { await tx.deleteFrom('files').where('transfer_id', '=', one.transfer.id).execute(); });
    }
  });

  it('that goes to several in one deposit went to none of them before', async () => {
    const laid = await lay(world, 'copies-1', { recipientId: aoba.id, createdAt: day(300) }, [file('copy.csv', 'copy')], 'copies');
    await lay(world, 'copies-2', { ...sent, recipientId: midori.id, createdAt: day(300) }, [file('copy.csv', 'copy')], 'copies');
    expect((await doubts(laid)).map(({ kind }) => kind)).not.toContain('file-sent-before');
  });

  it('may have columns that were not declared, and such as the annex forbids', async () => {
    const of = (undeclared: string[], forbidden: string[]): LaidFile => file('c.csv', 'c', { columns: { undeclared, forbidden } });
    const { files, texts } = await lay(world, 'columns', {}, [of(['a', '個人番号'], ['個人番号']), of(['b'], []), of(['個人番号'], ['個人番号']), of([], []), file('d.csv', 'd')]);
    expect(columnDoubts(files, texts)).toEqual([
      { kind: 'column-forbidden', fileId: files[0]?.id, columns: ['個人番号'] }, { kind: 'column-not-declared', fileId: files[0]?.id, columns: ['a'] }, { kind: 'column-not-declared', fileId: files[1]?.id, columns: ['b'] },
      { kind: 'column-forbidden', fileId: files[2]?.id, columns: ['個人番号'] },
    ]);
    expect(columnDoubts(files, new Map())).toEqual([]);
  });
});
