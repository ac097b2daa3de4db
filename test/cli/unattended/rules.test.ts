// The rules that the unattended commands stand on, without a gateway: when a file is at rest, what a ledger believes after a crash, what an error means.
import { appendFile, link, mkdir, mkdtemp, readFile, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../../../client/api.ts';
import { placeOf, take } from '../../../client/cli/send/filing.ts';
import { isTemporary, lookAt, lookInto } from '../../../client/cli/send/found.ts';
import { knownAs, openSendLedger, sendRecord } from '../../../client/cli/send/ledger.ts';
import { createStability } from '../../../client/cli/send/stability.ts';
import { failureOf, untilReached } from '../../../client/cli/unattended/ending.ts';
import { JournalDamaged, openJournal } from '../../../client/cli/unattended/journal.ts';
import { createTeller } from '../../../client/cli/unattended/telling.ts';
import { LineCut } from '../../../client/fetching.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-rules-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the stable-file rule', () => {
  const look = () => lookInto(folder, ['sent'], null);

  it('takes a file once it has not changed for the quiet time: not while it grows, is set back in time, or is replaced by another of the same size', async () => {
    const rule = createStability(1000);
    const at = async (now: number): Promise<number> => rule.look(await look(), now).length;
    const path = join(folder, 'a.csv');
    await writeFile(path, 'half');
    expect([await at(0), await at(999)]).toEqual([0, 0]);
    await appendFile(path, ' whole');
    expect([await at(1000), await at(1999), await at(2000)]).toEqual([0, 0, 1]);
    await utimes(path, 1, 1);
    expect([await at(2500), await at(3499), await at(3500)]).toEqual([0, 0, 1]);
    await writeFile(join(folder, 'b.part'), 'half whole');
    await utimes(join(folder, 'b.part'), 1, 1);
    await rename(join(folder, 'b.part'), path);
    expect([await at(3600), await at(4600)]).toEqual([0, 1]);
  });

  it('lets lie what is unfinished by its name, empty, a link, ours, or a folder with any of these in it', async () => {
    expect(['a.tmp', 'a.part', 'a.filepart', 'a.crdownload', '.a', '~$a.xlsx', 'a~', 'Thumbs.db'].every(isTemporary)).toBe(true);
    expect(['a.csv', 'part.csv', '名簿.xlsx', 'a.part.csv'].some(isTemporary)).toBe(false);
    await writeFile(join(folder, 'empty'), '');
    await writeFile(join(folder, '.secret'), 'x');
    await symlink(join(folder, '.secret'), join(folder, 'link.csv'));
    for (const [name, inner] of [['deep', 'x/y'], ['half', 'a.tmp'], ['none', ''], ['sent', 'old.csv']] as const) {
      await mkdir(join(folder, name, inner.includes('/') ? 'x' : ''), { recursive: true });
      if (inner !== '') await writeFile(join(folder, name, inner), 'x');
    }
    expect(await look()).toEqual([]);
    await writeFile(join(folder, 'half', 'b.csv'), 'x');
    expect(await look()).toEqual([]);
    await rm(join(folder, 'half', 'a.tmp'));
    expect((await look()).map(({ path, isFolder, files }) => [path, isFolder, files.map(({ name }) => name)])).toEqual([[join(folder, 'half'), true, ['b.csv']]]);
  });

  it('takes nothing that changed between the look and the taking, and the marker first', async () => {
    const ledger = await openSendLedger(join(folder, '.kagibako', 'sent.jsonl'), () => 0);
    const place = { folder, after: 'move' as const };
    const seen = async (key: string, marker: string | null) => {
      const found = await lookAt(join(folder, 'a.csv'));
      return ledger.note({ state: 'seen', key, path: join(folder, 'a.csv'), isFolder: false, marker, sha256: null, files: [...found?.files ?? []], request: { engagementId: '0'.repeat(32), formId: '0'.repeat(32), recipientIds: ['0'.repeat(32)], quantity: 1 } });
    };
    await writeFile(join(folder, 'a.csv'), 'one');
    await writeFile(join(folder, 'a.csv.done'), '');
    const first = await seen('1'.repeat(32), join(folder, 'a.csv.done'));
    await appendFile(join(folder, 'a.csv'), ' and more');
    expect([await take(ledger, place, first), ledger.sendings.get(first.key)?.state]).toEqual([false, 'gone']);
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('one and more');
    const second = await seen('2'.repeat(32), join(folder, 'a.csv.done'));
    expect(await take(ledger, place, second)).toBe(true);
    expect(await readFile(placeOf(place, second), 'utf8')).toBe('one and more');
    // Killed after the move: the next run finds it taken. A new file of the name is another one.
    await link(placeOf(place, second), join(folder, 'a.csv'));
    expect(await take(ledger, place, second)).toBe(true);
    await expect(readFile(join(folder, 'a.csv.done'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(knownAs(ledger, { path: join(folder, 'a.csv'), files: second.seen.files })?.key).toBe(second.key);
    await ledger.close();
  });
});

describe('the ledger file', () => {
  const file = (): string => join(folder, 'sent.jsonl');
  const record = (digit: string) => sendRecord.parse({ state: 'gone', key: digit.repeat(32) });

  it('keeps what it acknowledged, and takes away a line that a crash cut short', async () => {
    const journal = await openJournal(file(), sendRecord, () => 0);
    await Promise.all(['1', '2', '3'].map((digit) => journal.append(record(digit))));
    await journal.close();
    const whole = await readFile(file(), 'utf8');
    await appendFile(file(), '{"n":3,"at":"1970-01-01T00:0');
    const again = await openJournal(file(), sendRecord, () => 0);
    expect(again.records).toEqual(['1', '2', '3'].map(record));
    await again.append(record('4'));
    await again.close();
    expect(await readFile(file(), 'utf8')).toBe(`${whole}{"n":3,"at":"1970-01-01T00:00:00.000Z","state":"gone","key":"${'4'.repeat(32)}"}\n`);
  });

  it('is not believed with a line missing, doubled, or changed', async () => {
    const journal = await openJournal(file(), sendRecord, () => 0);
    for (const digit of ['1', '2']) await journal.append(record(digit));
    await journal.close();
    const [one = '', two = ''] = (await readFile(file(), 'utf8')).split('\n');
    for (const text of [`${two}\n`, `${one}\n${one}\n`, `${one}\n${two.replace('gone', 'going')}\n`, `${one}\n\n`]) {
      await truncate(file());
      await writeFile(file(), text);
      await expect(openJournal(file(), sendRecord, () => 0)).rejects.toThrow(JournalDamaged);
    }
  });
});

describe('what an error means', () => {
  const refused = (status: number, code: string): Refused => new Refused({ type: 'about:blank', title: code, status, code, detail: { ja: '', en: '' } });

  it('waits for the line and for a gateway that is busy, stops without a credential, and gives up one thing for any other no', () => {
    for (const error of [new LineCut(), new TypeError('fetch failed'), refused(503, 'NOT_SCANNED'), refused(429, 'BUSY'), refused(200, 'OUTCOME_UNKNOWN')]) expect(failureOf(error)?.kind).toBe('line');
    for (const error of [refused(401, 'SIGNATURE_REFUSED'), refused(403, 'UNATTENDED_REVOKED')]) expect(failureOf(error)?.kind).toBe('credential');
    expect(failureOf(refused(409, 'FILE_TOO_BIG'))?.kind).toBe('refused');
    expect(failureOf(new Error('a bug'))).toBeNull();
  });

  it('tries through all pauses, two minutes in all, and not at all against a refusal', async () => {
    const waited: number[] = [];
    const means = { signal: new AbortController().signal, pause: (milliseconds: number) => Promise.resolve(void waited.push(milliseconds)), told: () => undefined };
    await expect(untilReached(() => Promise.reject(new LineCut()), means)).rejects.toThrow(LineCut);
    expect(waited.reduce((sum, one) => sum + one, 0)).toBe(120_500);
    waited.splice(0);
    await expect(untilReached(() => Promise.reject(refused(409, 'WRONG_STATE')), means)).rejects.toThrow(Refused);
    expect(waited).toEqual([]);
  });

  it('draws one bar on a terminal and clears it before a sentence; tells a scheduler tenths', () => {
    const drawn: string[] = [];
    const said: string[] = [];
    let now = 0;
    const person = createTeller({ json: false, out: (line) => said.push(line), draw: (text) => drawn.push(text), now: () => (now += 200) });
    person.progress('a.csv', 0, 1000);
    person.progress('a.csv', 500, 1000);
    person.tell('end', {}, ['終わり', 'end']);
    expect([drawn.length, drawn[1]?.includes(' 50 %'), drawn.at(-1), said]).toEqual([3, true, '', ['終わり / end']]);
    const program = createTeller({ json: true, out: (line) => said.push(line), draw: null, now: () => 0 });
    for (let done = 0; done <= 1000; done += 10) program.progress('a.csv', done, 1000);
    expect(said.slice(1).map((line) => (JSON.parse(line) as { bytes: number }).bytes)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  });
});
