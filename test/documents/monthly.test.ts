// 月次報告 on paper and as CSV: its counts are those of the ledger, its checkpoint is one that the ledger signed, and only auditors have it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { toHex, utf8 } from '../../server/ledger/encoding.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { foundTown, type Town } from '../town.ts';
import { pdfOf } from './issued.ts';
import { elements, readPdf, rows, textOf, valueOf, type Read } from './reading.ts';

describe('月次報告', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const query = (month?: string) => ({ name: 'monthly' as const, fiscalYear: 2026, ...(month === undefined ? {} : { month }) });
  const paper = async (month?: string): Promise<Read> => readPdf(await pdfOf(town.auditor.api.call('registerDocument', { query: query(month) })));

  it('counts each day from the ledger, names the weeks not reviewed, and prints the checkpoint whole [I 7]', async () => {
    await expect(town.sato.api.call('collectAgain', { id: '0'.repeat(32), body: { reason: 'x' } })).rejects.toThrow();
    town.time.advance(8 * 24 * 60);
    await town.running.gateway.tick();
    await town.auditor.signInAgain();
    const read = await paper('2026-07');
    expect(elements(read, 'H1').map((one) => one.text)).toEqual(['月次報告']);
    const own = await town.running.gateway.store.search.selectFrom('ledger_entries').select(['result', 'at']).where('municipality_id', 'is not', null).where('act', '!=', 'print-document').execute();
    expect(valueOf(read, '行われた操作')).toBe(`${own.filter(({ result }) => result === 'done').length}件`);
    expect(rows(read).find(([day]) => day === 'R8.7.1')?.slice(1)).toEqual(['0件', '0件', '0人']);
    expect(rows(read).find(([day]) => day === 'R8.7.2')?.[1]).toMatch(/^[1-9]\d*件$/);
    expect(rows(read).find(([week]) => week === 'R8.7.6〜R8.7.12')?.[1]).toBe('未了');
    expect(valueOf(read, '根')).toBeDefined();
    const heads = await town.running.gateway.store.search.selectFrom('ledger_checkpoints').select('note').execute();
    const printed = heads.find(({ note }) => note.split('\n')[2] === valueOf(read, '根')?.replace(/\s/g, ''));
    expect(printed?.note.split('\n')[1]).toBe(valueOf(read, '件数'));
    expect(valueOf(read, '検証点の照合値（SHA-256）')?.replace(/\s/g, '')).toBe(toHex(sha256(utf8(parseNote(printed?.note ?? '').text))));
    expect(textOf(read)).toContain('立会人の副署');
  });

  it('of a month that is over is the same paper with the same number each time; nobody else has it, nor one of a month to come', async () => {
    town.time.advance(31 * 24 * 60);
    await town.auditor.signInAgain();
    const [one, again] = [await paper('2026-07'), await paper('2026-07')];
    expect(valueOf(one, '照合コード')).toBe(valueOf(again, '照合コード'));
    expect(valueOf(one, '検証点の照合値（SHA-256）')).toBe(valueOf(again, '検証点の照合値（SHA-256）'));
    const table = await (await town.auditor.api.call('registerTable', { query: query('2026-07') })).text();
    expect(table).toContain('R8.7.2');
    await expect(town.auditor.api.call('registerDocument', { query: query('2027-01') })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await town.sato.signInAgain();
    await expect(town.sato.api.call('registerDocument', { query: query('2026-07') })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect((await town.sato.api.call('registers', {})).registers.map(({ name }) => name)).not.toContain('monthly');
  });
});
