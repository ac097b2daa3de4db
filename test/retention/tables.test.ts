// Every column that can hold words of people is named: by the rule that erases it, or with the reason why it stays. Read from the schema itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasedByRule, keptWithoutRule } from '../../server/records/retention-tables.ts';
import { retentionRules } from '../../server/records/retention-rules.ts';
import { erasersOfEngagement, erasersOfMunicipality } from '../../server/retention/erase.ts';
import { sql } from '../../server/store/sql.ts';
import { openTemporaryLedger, type TemporaryLedger } from '../ledger/temporary-ledger.ts';

/** Ids, instants, days, hashes and words of a fixed list hold nothing that people wrote. */
const plain = /(?:^|_)(?:id|at|on|by|hash|sha256|state|kind|role|scope|format|act|route|direction|day|week|since|from|to|code|number|commitment|fingerprint|stage|result|key|ready)$/;
/** Those that are plain too, each by itself. */
const alsoPlain: Readonly<Record<string, string>> = {
  contractors: 'page', sessions: 'listener', passkeys: 'rp', sign_in_policies: 'second_factor', two_person_requests: 'what', engagements: 'preset', forms: 'unit', transfers: 'act_sender act_recipient answers', files: 'name_text name_changed', deliveries: 'ranges', certificates: 'algorithm announces',
  records: 'turn', attachments: 'media', confirmation_records: 'replaces', duties: 'record_kind due_on', log_reviews: 'seen', ledger_checkpoints: 'root note', cosignatures: 'witness line', witness_standing: 'witness',
  ledger_keys: 'vkey', waiting_keys: 'mark', gateway_certificates: 'certificate statement signed_by_old signed_by_new', watch_thresholds: 'rule', erasures: 'rule', mails: 'next_at about', roster: 'replaced_by',
};
const titleOfTransfer = ['transfers.title_text'];

describe('what stands in the tables', () => {
  let town: TemporaryLedger;
  let columns: string[];
  beforeAll(async () => {
    town = await openTemporaryLedger();
    const { rows } = await sql<{ place: string }>`SELECT m.name || '.' || c.name AS place FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type <> 'INTEGER'`.execute(town.store.read);
    columns = rows.map(({ place }) => place);
  });
  afterAll(() => town.close());

  const named = (): Map<string, string> => new Map([...Object.entries(erasedByRule).flatMap(([rule, places]) => places.map((place) => [place, rule] as const)), ...keptWithoutRule.flatMap(({ what, columns: places }) => places.map((place) => [place, what.en] as const))]);

  it('every column with words is erased by a rule or kept for a reason that is told [H 106] [ASVS 14.2.4]', () => {
    const known = named();
    const open = columns.filter((place) => {
      const [table = '', column = ''] = place.split('.');
      return !known.has(place) && !titleOfTransfer.includes(place) && !plain.test(column) && !(alsoPlain[table]?.split(' ') ?? []).includes(column);
    });
    expect(open, 'name each in server/records/retention-tables.ts, with a rule or a reason').toEqual([]);
  });

  it('no column is named that is not there, and none both as erased and as kept', () => {
    expect([...named().keys()].filter((place) => !columns.includes(place))).toEqual([]);
    const erased = new Set(Object.values(erasedByRule).flat());
    expect(keptWithoutRule.flatMap((one) => one.columns).filter((place) => erased.has(place))).toEqual([]);
  });

  it('each rule has columns, an eraser and a source, and each eraser a rule', () => {
    const ids = retentionRules.map(({ id }) => id);
    expect(Object.keys(erasedByRule).sort()).toEqual([...ids].sort());
    expect([...erasersOfEngagement, ...erasersOfMunicipality].map(([rule]) => rule).sort()).toEqual([...ids].sort());
    for (const { of, id, source } of retentionRules) {
      expect((of === 'engagement' ? erasersOfEngagement : erasersOfMunicipality).some(([rule]) => rule === id), id).toBe(true);
      expect(source.ja).toMatch(/第\d+条/);
    }
  });
});
