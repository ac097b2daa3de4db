import { describe, expect, it } from 'vitest';
import type { EntryFacts } from '../../server/ledger/entry.ts';
import { createStrangers } from '../../server/ledger/strangers.ts';
import { openTemporaryLedger } from './temporary-ledger.ts';

function counted() {
  let at = Date.parse('2026-04-01T00:00:30.000Z');
  const strangers = createStrangers({ kinds: ['sign-in-failed', 'refused-network'], listeners: ['ward', 'contractor'], now: () => new Date(at).toISOString() });
  const written: EntryFacts[] = [];
  const write = (facts: EntryFacts): Promise<void> => Promise.resolve(void written.push(facts));
  return { strangers, written, write, wait: (seconds: number) => void (at += seconds * 1000) };
}

describe('what strangers do', () => {
  it('[H 104] a million failed sign-ins leave one counted summary per minute, not a million entries (the ledger\'s part of the row)', async () => {
    const temporary = await openTemporaryLedger();
    const { strangers, wait } = counted();
    for (let i = 0; i < 1_000_000; i += 1) {
      if (i === 500_000) wait(60);
      strangers.count('sign-in-failed', i % 4 === 0 ? 'contractor' : 'ward');
    }
    wait(60);
    await strangers.flush((facts) => temporary.store.change((tx) => temporary.ledger.append(tx, facts)));
    const entries = (await temporary.store.read.selectFrom('ledger_entries').select('bytes').execute()).map(({ bytes }) => JSON.parse(bytes) as unknown);
    await temporary.close();
    expect(entries).toMatchObject(['2026-04-01T00:00:00.000Z', '2026-04-01T00:01:00.000Z'].map((minute) => ({
      act: 'strangers', result: 'refused', actor: { strangers: true },
      facts: {
        fromMinute: minute, toMinute: minute,
        counts: [{ kind: 'sign-in-failed', listener: 'contractor', count: 125_000 }, { kind: 'sign-in-failed', listener: 'ward', count: 375_000 }],
      },
    })));
  });

  it('[H 104] an identifier that slipped in as a kind or listener is counted and not kept', async () => {
    const { strangers, written, write, wait } = counted();
    strangers.count('MyPassw0rd!' as 'sign-in-failed', 'ward');
    strangers.count('sign-in-failed', 'p-sato' as 'ward');
    wait(60);
    await strangers.flush(write);
    expect(written[0]?.facts?.['counts']).toEqual([{ kind: 'other', listener: 'other', count: 2 }]);
    expect(JSON.stringify(written)).not.toMatch(/MyPassw0rd|p-sato/);
  });

  it('waits for the end of the minute, except at shutdown', async () => {
    const { strangers, written, write } = counted();
    strangers.count('refused-network', 'ward');
    expect(await strangers.flush(write)).toBe(0);
    expect(await strangers.flush(write, { all: true })).toBe(1);
    expect(await strangers.flush(write, { all: true })).toBe(0);
    expect(written).toHaveLength(1);
  });

  it('keeps a minute whose entry could not be written, and counts on while it is being written', async () => {
    const { strangers, written, write, wait } = counted();
    strangers.count('refused-network', 'ward');
    wait(60);
    await expect(strangers.flush(() => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    await strangers.flush((facts) => {
      strangers.count('refused-network', 'contractor');
      return write(facts);
    });
    wait(60);
    await strangers.flush(write);
    expect(written.map(({ facts }) => facts?.['counts'])).toEqual([[{ kind: 'refused-network', listener: 'ward', count: 1 }], [{ kind: 'refused-network', listener: 'contractor', count: 1 }]]);
  });

  it('stays bounded while nothing can be written: sixty minutes wait, and no count is lost', async () => {
    const { strangers, written, write, wait } = counted();
    for (let i = 0; i < 1000; i += 1) {
      strangers.count('refused-network', 'ward');
      wait(60);
    }
    expect(await strangers.flush(write)).toBe(60);
    expect(written.at(-1)?.facts).toMatchObject({ fromMinute: '2026-04-01T00:59:00.000Z', toMinute: '2026-04-01T16:39:00.000Z', counts: [{ count: 941 }] });
  });
});
