// When the gateway's own keys are due, as the town's clock goes on, and from the entry of an exchange anew.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysDue, keyYears } from '../../server/watching/keys-due.ts';
import { foundTown, start, type Town } from '../town.ts';
import { changeKey, rotateGatewayKey, rotateLedgerKey, rotateWaitingKey } from './changing.ts';

const day = 24 * 60;
const year = 365 * day;
let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(async () => {
  expect(town.faults).toEqual([]);
  await town.close();
});

/** What the administrator is told of the keys. */
const told = async (): Promise<{ verdict: string | undefined; advice: string | null | undefined; due: unknown[] | undefined }> => {
  await town.admin.signInAgain();
  const row = (await town.admin.api.call('health', {})).rows.find(({ key }) => key === 'keys');
  return { verdict: row?.verdict, advice: row?.advice, due: row?.figures.map(({ value }) => String(value).slice(0, 10)) };
};
const changedAt = async (act: string): Promise<string | undefined> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('at').where('act', '=', act).orderBy('idx', 'desc').executeTakeFirst())?.at;

describe('the exchange of the gateway\'s own keys', () => {
  it('is asked for after the years that keys/README.md says', () => {
    const lines = readFileSync(join(import.meta.dirname, '../../keys/README.md'), 'utf8').split('\n');
    const said = (name: string): string | undefined => /else every (?:(\d) )?years?/.exec(lines.find((line) => line.startsWith(`| **${name}**`)) ?? '')?.[1] ?? '1';
    expect({ ledger: said('ledger key'), waiting: said('waiting key'), signing: said('signing key') }).toEqual({ ledger: String(keyYears.ledger), waiting: String(keyYears.waiting), signing: String(keyYears.signing) });
  });

  it('is told a month ahead and when it is late, and counts from the entry of the last exchange [ASVS 13.3.4]', async () => {
    expect(new Date(start).toISOString().slice(0, 10)).toBe('2026-07-02');
    expect(await told()).toEqual({ verdict: 'good', advice: null, due: ['2029-07-02', '2027-07-02', '2029-07-02'] });
    town.time.advance(year - 30 * day);
    expect(await told()).toMatchObject({ verdict: 'look', advice: 'key-soon' });
    town.time.advance(31 * day);
    expect(await told()).toMatchObject({ verdict: 'act', advice: 'key-due' });
    await town.restart(async () => {
      await changeKey(town, rotateWaitingKey);
    });
    expect(await told()).toEqual({ verdict: 'good', advice: null, due: ['2029-07-02', '2028-07-03', '2029-07-02'] });
    await town.restart(async () => {
      await changeKey(town, rotateLedgerKey);
      await changeKey(town, rotateGatewayKey);
    });
    expect(await told()).toMatchObject({ due: ['2030-07-03', '2028-07-03', '2030-07-03'] });
    for (const { key, since } of await keysDue(town.running.gateway.store)) expect(since, key).toBe(await changedAt(`rotate-${key === 'signing' ? 'gateway' : key}-key`));
  });
});
