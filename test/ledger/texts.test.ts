import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../server/ledger/encoding.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import type { Verdict } from '../../server/ledger/verdict.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import { KOTO, openTemporaryLedger, SUMIDA } from './temporary-ledger.ts';
import type { TemporaryLedger } from './temporary-ledger.ts';

let opened: TemporaryLedger;
beforeEach(async () => void (opened = await openTemporaryLedger()));
afterEach(() => opened.close());

async function verdict(text: string): Promise<Verdict> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(utf8(text));
  }
  return verifyBundle(once(), { sha256, verifyEd25519, vkeys: [opened.ledger.vkey] });
}
const wipe = (transfer: string) =>
  opened.store.change((tx) => opened.ledger.wipeTexts(tx, { at: '2026-04-02T00:00:00.000Z', actor: { system: true }, municipality: SUMIDA, transfer }));

describe('texts behind commitments', () => {
  it('[H 107] once wiped, the bundle still verifies, says how many are gone, and has no byte of them', async () => {
    await opened.append({ transfer: 't-1', texts: { 'file-1': '宛名一.csv', note: '至急' } });
    await opened.append({ transfer: 't-2', texts: { 'file-1': '宛名二.csv' } });
    expect(await wipe('t-1')).toMatchObject({ index: 2 });
    const bundle = await opened.bundle();
    expect(bundle).not.toMatch(/宛名一|至急/);
    expect(await verdict(bundle)).toMatchObject({ ok: true, openings: 1, unverifiable: [{ what: 'texts-wiped', count: 2 }] });
  });

  it('deleted without an entry that says so, they are named', async () => {
    await opened.append({ transfer: 't-1', texts: { 'file-1': '宛名一.csv' } });
    await opened.append({ transfer: 't-2', texts: { 'file-1': '宛名二.csv' } });
    await wipe('t-1');
    await opened.store.change((tx) => tx.deleteFrom('texts').execute());
    expect(await verdict(await opened.bundle())).toMatchObject({ ok: false, firstBad: { code: 'TEXT_MISSING', index: 1 } });
  });

  it('the wiping entry covers what came before it, not what the same transfer says afterwards', async () => {
    await opened.append({ transfer: 't-1', texts: { note: 'before' } });
    await wipe('t-1');
    await opened.append({ transfer: 't-1', texts: { note: 'after' } });
    await opened.store.change((tx) => tx.deleteFrom('texts').execute());
    expect(await verdict(await opened.bundle())).toMatchObject({ ok: false, firstBad: { code: 'TEXT_MISSING', index: 2 } });
  });

  it('single ones are wiped by their ids, with or without a transfer, and the others still have to be there', async () => {
    const wipeIds = (textIds: string[]) => opened.store.change((tx) => opened.ledger.wipeTexts(tx, { at: '2026-04-02T00:00:00.000Z', actor: { system: true }, municipality: SUMIDA, textIds }));
    await opened.append({ texts: { note: '問い合わせ' } });
    await opened.append({ transfer: 't-1', texts: { 'file-1': '残る.csv', 'file-2': '消える.csv' } });
    await wipeIds(['0:note', '1:file-2']);
    expect(await wipeIds(['1:file-2'])).toBeNull();
    const bundle = await opened.bundle();
    expect(bundle).not.toMatch(/問い合わせ|消える/);
    expect(await verdict(bundle)).toMatchObject({ ok: true, openings: 1, unverifiable: [{ what: 'texts-wiped', count: 2 }] });
    await opened.store.change((tx) => tx.deleteFrom('texts').execute());
    expect(await verdict(await opened.bundle())).toMatchObject({ ok: false, firstBad: { code: 'TEXT_MISSING', index: 1 } });
  });

  it('a refused wiping settles nothing', async () => {
    await opened.append({ transfer: 't-1', texts: { note: 'kept' } });
    await opened.store.change((tx) => tx.deleteFrom('texts').execute());
    await opened.append({ transfer: 't-1', act: 'wipe-texts', result: 'refused' });
    expect(await verdict(await opened.bundle())).toMatchObject({ ok: false, firstBad: { code: 'TEXT_MISSING', index: 0 } });
  });

  it('wiping twice enters it once', async () => {
    await opened.append({ transfer: 't-1', texts: { note: 'x' } });
    await wipe('t-1');
    expect(await wipe('t-1')).toBeNull();
  });

  it('may be left out of a bundle, which then says so', async () => {
    await opened.append({ transfer: 't-1', texts: { 'file-1': '宛名一.csv' } });
    const bundle = await opened.bundle(SUMIDA, { openings: false });
    expect(bundle).not.toContain('宛名一');
    expect(await verdict(bundle)).toMatchObject({ ok: true, unverifiable: [{ what: 'texts-not-included', count: 1 }] });
  });
});

describe('a bundle', () => {
  it('takes in the entries that wipe texts while it is being written, and so still verifies', async () => {
    await opened.append({ transfer: 't-1', texts: { note: 'before the export' } });
    let text = '';
    for await (const line of opened.ledger.exportBundle(SUMIDA)) {
      // The header is out and says one entry; the first page is not read yet.
      if (text === '') await wipe('t-1');
      text += line;
    }
    expect(await verdict(text)).toMatchObject({ ok: true, header: { size: 1 }, entries: 2, head: { size: 2 }, unverifiable: [{ what: 'texts-wiped', count: 1 }] });
  });

  it('shows one municipality nothing of another but a hash', async () => {
    await opened.append({ municipality: KOTO, transfer: 't-koto', texts: { note: '江東区のみ' }, facts: { secret: 'koto-fact' } });
    await opened.append();
    await opened.append({ municipality: undefined, facts: { founded: 'koto' } });
    await opened.append({ municipality: undefined, act: 'strangers', actor: { strangers: true } });
    const bundle = await opened.bundle(SUMIDA);
    expect(bundle).not.toMatch(/koto|江東/);
    expect(await verdict(bundle)).toMatchObject({ ok: true, entries: 2, foreign: 2 });
  });

  it('of an empty ledger verifies too', async () => {
    expect(await verdict(await opened.bundle())).toMatchObject({ ok: true, entries: 0, head: { size: 0 } });
    await opened.append();
    expect(await verdict(await opened.bundle())).toMatchObject({ ok: true, entries: 1, checkpoints: 1 });
  });

  it('reads across pages, and goes on while entries are added', async () => {
    await opened.store.change(async (tx) => {
      for (let i = 0; i < 1203; i += 1) await opened.ledger.append(tx, { at: '2026-04-01T00:30:00.000Z', act: 'fill', result: 'done', actor: { system: true } });
    });
    let text = '';
    for await (const line of opened.ledger.exportBundle(SUMIDA)) {
      text += line;
      if (line.includes('"index":600,')) await opened.append();
    }
    expect(await verdict(text)).toMatchObject({ ok: true, entries: 1203 });
  });
});
