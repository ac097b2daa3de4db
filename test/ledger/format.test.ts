import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { KOTO, openTemporaryLedger, restartSalts, SUMIDA } from './temporary-ledger.ts';

const file = (name: string): Promise<string> => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

/** The small ledger of FORMAT.md: five entries, two municipalities, two texts, one wiping, heads at 1, 3 and 5. */
async function exampleBundle(): Promise<string> {
  restartSalts();
  const example = await openTemporaryLedger();
  try {
    await example.append({ transfer: 't-7', engagement: 'e-3', contractor: 'c-2', facts: { files: 1, size: 1048576 }, texts: { 'file-1': '納付書宛名_髙橋.csv' } });
    await example.ledger.sign();
    await example.append({ municipality: KOTO, transfer: 't-8', texts: { 'file-1': '他団体.csv' } });
    await example.append({ act: 'approve', result: 'refused', code: 'SELF_APPROVAL', transfer: 't-9', texts: { comment: '至急' } });
    await example.ledger.sign();
    await example.store.change((tx) => example.ledger.wipeTexts(tx, { at: '2026-04-02T00:30:00.000Z', actor: { system: true }, municipality: SUMIDA, transfer: 't-7' }));
    await example.append({ at: '2026-04-02T00:31:00.000Z', act: 'strangers', result: 'refused', actor: { strangers: true }, municipality: undefined, facts: { fromMinute: '2026-04-02T00:30:00.000Z', toMinute: '2026-04-02T00:30:00.000Z', counts: [{ kind: 'sign-in-failed', listener: 'ward', count: 12 }] } });
    return await example.bundle();
  } finally {
    await example.close();
  }
}

describe('FORMAT.md', () => {
  it('opens with the bytes that the ledger writes, and shows the bundle whole', async () => {
    const bundle = await exampleBundle();
    expect(bundle).toBe(await file('test/vectors/ledger/bundle.jsonl'));
    const format = await file('server/ledger/FORMAT.md');
    const entry = bundle.split('\n')[1]!.slice('{"entry":'.length, -55);
    const opening = format.slice(0, format.indexOf('\n## '));
    expect(opening).toContain(entry);
    expect(opening).toContain(bundle.split('\n')[1]!.slice(-46, -2));
    for (const line of bundle.trimEnd().split('\n')) expect(format).toContain(line);
    const head = (JSON.parse(bundle.trimEnd().split('\n').at(-1)!) as { checkpoint: string }).checkpoint;
    for (const line of head.trimEnd().split('\n')) expect(format).toContain(line);
  });
});
