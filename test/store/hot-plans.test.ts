// What the clock asks at each turn is answered from indices: a year of 500 transfers a day makes no turn slower.
import sqlite3 from 'sqlite3';
import { describe, expect, it } from 'vitest';
import { openConnection } from '../../server/store/connection.ts';
import { foundTown } from '../town.ts';

/** Tables that grow with every transfer, act or day, and are never short. */
const growing = ['transfers', 'files', 'deliveries', 'ledger_entries', 'ledger_nodes', 'log_index', 'text_places', 'text_slots', 'duties', 'records', 'record_stages', 'confirmation_records', 'calls', 'receipts', 'notices', 'papers', 'mails', 'reminders'];
/** Not a walk through: the newest row alone, and (1) once at a start what a process that died was sending, (2, 3) what is kept by the year, when a day of it has come. */
const rare = [/order by "idx" desc limit/, /"ranges" like/, /from "texts" inner join "ledger_entries"/, /^delete from "mails"/];

/** Every statement that is compiled while `work` runs. */
async function overheard(work: () => Promise<unknown>): Promise<string[]> {
  const said = new Set<string>();
  const { prototype } = sqlite3.Database;
  const prepare = Reflect.get(prototype, 'prepare') as (this: unknown, sql: string, ...rest: unknown[]) => unknown;
  Reflect.set(prototype, 'prepare', function (this: unknown, sql: string, ...rest: unknown[]) {
    said.add(sql);
    return prepare.call(this, sql, ...rest);
  });
  await work();
  Reflect.set(prototype, 'prepare', prepare);
  return [...said];
}

describe('a start and the turns of the clock after it', () => {
  it('read through no table that grows', async () => {
    const town = await foundTown();
    const said = await overheard(async () => {
      await town.restart();
      for (let turn = 0; turn < 2; turn += 1) {
        town.time.advance(24 * 60);
        await town.running.gateway.tick();
      }
    });
    const asked = said.filter((sql) => /^\s*(?:select|update|delete|with)\b/i.test(sql) && !rare.some((one) => one.test(sql)));
    expect(asked.length).toBeGreaterThan(20);
    const connection = await openConnection(`${town.settings.dataFolder}/kagibako.db`, 'read');
    const scans: string[] = [];
    for (const sql of asked) {
      const steps = (await connection.all(`EXPLAIN QUERY PLAN ${sql}`)).map((row) => String(row['detail']));
      scans.push(...steps.filter((step) => growing.some((table) => new RegExp(`^SCAN ${table}(?!.*USING (?:COVERING )?INDEX \\S*_(?:open|due|urgent))`).test(step))).map((step) => `${step}: ${sql}`));
    }
    await connection.close();
    expect(scans).toEqual([]);
    await town.close();
  });
});
