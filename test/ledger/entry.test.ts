import { describe, expect, it } from 'vitest';
import { buildEntry, commitment, MAX_ENTRY_BYTES, shortened } from '../../server/ledger/entry.ts';
import type { EntryCode, EntryFacts } from '../../server/ledger/entry.ts';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { someFacts } from './temporary-ledger.ts';

const build = (facts: Partial<EntryFacts>) => buildEntry(sha256, 7, someFacts(facts), {});
const withCode = (code: EntryCode): Error => expect.objectContaining({ code }) as Error;

describe('an entry', () => {
  it('[H 103] is refused over 65,535 bytes and accepted at exactly that (the size alone; the rest of the row belongs to tiles)', () => {
    const empty = Buffer.byteLength(build({ facts: { note: '' } }).bytes);
    const filled = (size: number) => build({ facts: { note: 'x'.repeat(size - empty) } });
    expect(Buffer.byteLength(filled(MAX_ENTRY_BYTES).bytes)).toBe(65_535);
    expect(() => filled(MAX_ENTRY_BYTES + 1)).toThrow(withCode('ENTRY_TOO_LARGE'));
    expect(() => build({ facts: { note: '髙'.repeat(30_000) } })).toThrow(withCode('ENTRY_TOO_LARGE'));
  });

  it('leaves out what is absent, and never writes null for it', () => {
    expect(JSON.parse(build({ code: undefined, transfer: undefined, texts: {} }).bytes)).toEqual({
      v: 1, index: 7, at: '2026-04-01T00:30:00.000Z', act: 'deposit', result: 'done', actor: { id: 'p-sato', role: 'staff', name: '佐藤 花子' }, municipality: 'municipality-sumida',
    });
  });

  it.each(['2026-04-01T00:00:00Z', '2026-04-01T09:00:00.000+09:00', '2026-02-30T00:00:00.000Z', '2026-04-01', 'yesterday', ''])('refuses the time %s: one instant has one form [ASVS 16.2.2]', (at) => {
    expect(() => build({ at })).toThrow(withCode('ENTRY_INVALID'));
  });

  it('refuses numbers that other languages would read otherwise', () => {
    for (const value of [0.5, 2 ** 53, -(2 ** 53)]) expect(() => build({ facts: { deep: [{ value }] } })).toThrow(withCode('ENTRY_INVALID'));
  });

  it('refuses acts, codes and names of texts that are not plain words', () => {
    for (const word of ['', ' x', 'x\n', '受取', 'x'.repeat(65)]) {
      expect(() => build({ act: word })).toThrow(withCode('ENTRY_INVALID'));
      expect(() => build({ code: word })).toThrow(withCode('ENTRY_INVALID'));
      expect(() => build({ texts: { [word]: 'text' } })).toThrow(withCode('ENTRY_INVALID'));
    }
  });

  it('[H 105] keeps control characters as escapes on one line, and cuts long text to a length and a hash [ASVS 16.4.1]', () => {
    const { bytes } = build({ facts: { agent: '\u0000\u001b[31m\r\nfake entry' } });
    expect(/\p{Cc}/u.test(bytes)).toBe(false);
    const [a, b] = [shortened(sha256, `${'x'.repeat(10_000)}a`, 100), shortened(sha256, `${'x'.repeat(10_000)}b`, 100)];
    expect(a).toMatch(/^x{100}… sha256:[0-9a-f]{64}$/);
    expect(a).not.toBe(b);
    expect(shortened(sha256, 'short\ud800', 100)).toBe('short\u{FFFD}');
  });

  it('commits to a text by salt and UTF-8, so that equal names do not show as equal', () => {
    expect(commitment(sha256, new Uint8Array(32), '宛名.csv')).not.toBe(commitment(sha256, new Uint8Array(32).fill(1), '宛名.csv'));
    expect(() => commitment(sha256, new Uint8Array(32), '\ud800')).toThrow(withCode('ENTRY_INVALID'));
  });

  it('has the commitments of its texts in its bytes, never the texts', () => {
    const { bytes } = buildEntry(sha256, 7, someFacts({ texts: { note: '宛名.csv' } }), { note: 'c'.repeat(64) });
    expect([JSON.parse(bytes), bytes.includes('宛名')]).toEqual([expect.objectContaining({ texts: { note: 'c'.repeat(64) } }), false]);
  });

  it('keeps a text of just the length that is allowed, and takes null as a fact', () => {
    expect([shortened(sha256, 'x'.repeat(100), 100), shortened(sha256, 'x'.repeat(101), 100).length]).toEqual(['x'.repeat(100), 100 + 2 + 'sha256:'.length + 64]);
    expect(JSON.parse(build({ facts: { nothing: null } }).bytes)).toMatchObject({ facts: { nothing: null } });
  });

  it('says what was expected', () => {
    const refused = (message: string): Error => expect.objectContaining({ name: 'EntryRefused', message: expect.stringContaining(message) as string }) as Error;
    expect(() => build({ at: 'x' })).toThrow(refused('2026-04-01T00:00:00.000Z'));
    expect(() => build({ act: '' })).toThrow(refused('1 to 64 ASCII characters'));
    expect(() => build({ facts: { half: 0.5 } })).toThrow(refused('0.5 came'));
    expect(() => build({ facts: { note: 'x'.repeat(70_000) } })).toThrow(refused('at most 65535 bytes'));
  });
});
