// The send ledger is shortened when it is opened, and forgets nothing that could be sent twice.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownAs, openSendLedger, type SendLedger } from '../../../client/cli/send/ledger.ts';

let folder: string;
let file: string;
let now: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-forgetting-'));
  file = join(folder, 'sent.jsonl');
  now = Date.parse('2026-07-02T05:00:00.000Z');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const day = 86_400_000;
const keyOf = (n: number): string => n.toString(16).padStart(32, '0');
const fileOf = (n: number) => ({ name: `${String(n)}.csv`, size: n + 1, mtimeNs: '1', inode: `1:${String(n)}` });
const pathOf = (n: number): string => join('/tray', `${String(n)}.csv`);
const request = { engagementId: 'e'.repeat(32), formId: 'f'.repeat(32), recipientIds: ['a'.repeat(32)], quantity: 1 };
const seen = (ledger: SendLedger, n: number) => ledger.note({ state: 'seen', key: keyOf(n), request, path: pathOf(n), isFolder: false, marker: null, files: [fileOf(n)], sha256: null });
/** Takes a sending to its submit; `to`: where its file went, null where it was deleted. */
async function sent(ledger: SendLedger, n: number, to: string | null | undefined): Promise<void> {
  const key = keyOf(n);
  await seen(ledger, n);
  await ledger.note({ state: 'draft', key, depositId: 'd'.repeat(32), numbers: ['1'] });
  await ledger.note({ state: 'uploaded', key, file: 0, size: n + 1, sha256: 'b'.repeat(64) });
  await ledger.note({ state: 'submitting', key });
  await ledger.note({ state: 'submitted', key, transfers: [{ id: 'c'.repeat(32), number: String(n), state: 'released' }] });
  if (to !== undefined) await ledger.note({ state: 'filed', key, to });
}
const known = (ledger: SendLedger, n: number): boolean => knownAs(ledger, { path: pathOf(n), files: [fileOf(n)] }) !== undefined;
const lines = async (): Promise<number> => (await readFile(file, 'utf8')).split('\n').length - 1;

describe('the ledger of what was sent', () => {
  it('forgets what it took away itself, keeps what still lies there and what is not over, and goes on', async () => {
    const first = await openSendLedger(file, () => now);
    await sent(first, 0, '/tray/sent/0/0.csv');
    await sent(first, 1, null);
    await sent(first, 2, pathOf(2)); // kept where it was
    await sent(first, 3, undefined); // its file is not put away yet
    await seen(first, 4);
    await first.note({ state: 'draft', key: keyOf(4), depositId: 'd'.repeat(32), numbers: ['4'] });
    await first.note({ state: 'uploaded', key: keyOf(4), file: 0, size: 5, sha256: 'b'.repeat(64) });
    await seen(first, 5);
    await first.note({ state: 'gone', key: keyOf(5) });
    // Begun anew, and kept where it was: the whole chain stays.
    await seen(first, 6);
    await first.note({ state: 'again', key: keyOf(6), next: keyOf(60) });
    await first.note({ state: 'submitted', key: keyOf(60), transfers: [{ id: 'c'.repeat(32), number: '60', state: 'released' }] });
    await first.note({ state: 'filed', key: keyOf(60), to: pathOf(6) });
    const before = new Map(first.sendings);
    await first.close();
    now += 31 * day;
    // What a crash in the middle of an earlier rewrite left beside it counts for nothing.
    await writeFile(`${file}.new`, '{"n":0,"at":"2026-0');
    const second = await openSendLedger(file, () => now, 1);
    expect([...second.sendings.keys()].sort()).toEqual([2, 3, 4, 6, 60].map(keyOf).sort());
    expect([0, 1, 2, 3, 4, 5, 6].filter((n) => known(second, n))).toEqual([2, 3, 4, 6]);
    for (const n of [3, 4, 6]) expect(second.sendings.get(keyOf(n))).toEqual(before.get(keyOf(n)));
    expect(second.sendings.get(keyOf(2))).toMatchObject({ state: 'submitted', isFiled: true, transfers: [{ number: '2' }] });
    await sent(second, 7, null);
    await second.close();
    const third = await openSendLedger(file, () => now);
    expect([...third.sendings.keys()].sort()).toEqual([2, 3, 4, 6, 60, 7].map(keyOf).sort());
    await third.close();
  });

  it('keeps what is younger than thirty days, and is not written anew for a few records', async () => {
    const first = await openSendLedger(file, () => now);
    for (let n = 0; n < 5; n += 1) await sent(first, n, null);
    await first.close();
    const whole = await lines();
    now += 29 * day;
    await (await openSendLedger(file, () => now, 1)).close();
    expect((await lines()) < whole).toBe(true); // the steps on the way
    const second = await openSendLedger(file, () => now, 1);
    expect([0, 1, 2, 3, 4].filter((n) => known(second, n))).toEqual([0, 1, 2, 3, 4]);
    await second.close();
    now += 2 * day;
    const shorter = await lines();
    await (await openSendLedger(file, () => now)).close();
    expect(await lines()).toBe(shorter);
    const third = await openSendLedger(file, () => now, 1);
    expect(third.sendings.size).toBe(0);
    await third.close();
    expect(await lines()).toBe(0);
  });
});
