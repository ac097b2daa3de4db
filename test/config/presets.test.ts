import { describe, expect, it } from 'vitest';
import { loadPreset, periodIn, presetIds } from '../../config/presets/presets.ts';
import { presetSchema, type Preset } from '../../config/presets/schema.ts';
import { policy } from '../../server/engagements/policy.ts';

const all = presetIds.map((id) => loadPreset(id, 'あさぎり区'));
const bare = new Set(['id', 'sources', 'assumptions']);

/** Every value with its path; an empty list counts as a value. English words and ids are ours and need no source. */
function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value).filter(([key]) => key !== 'en' && key !== 'id');
  return entries.length === 0 ? [path] : entries.flatMap(([key, child]) => leaves(child, `${path}.${key}`));
}

const valuesOf = (preset: Preset): string[] =>
  Object.entries(preset).filter(([key]) => !bare.has(key)).flatMap(([key, value]) => leaves(value, key));

const covers = (path: string, leaf: string): boolean => leaf === path || leaf.startsWith(`${path}.`);

describe.each(all)('preset $id', (preset) => {
  const stated = [...Object.keys(preset.sources), ...preset.assumptions.map((assumption) => assumption.path)];

  it('has a source or an assumption for every value', () => {
    expect(valuesOf(preset).filter((leaf) => !stated.some((path) => covers(path, leaf)))).toEqual([]);
  });

  it('speaks of each value of the policy and of the duties by itself, never of all at once', () => {
    expect(stated.filter((path) => path === 'policy' || path === 'duties')).toEqual([]);
  });

  it('speaks only of values that it has, and of none twice', () => {
    const values = valuesOf(preset);
    expect(stated.filter((path) => !values.some((leaf) => covers(path, leaf)))).toEqual([]);
    expect(stated.filter((path, at) => stated.indexOf(path) !== at)).toEqual([]);
  });

  it('cites obligations and places of its own paper only', () => {
    for (const source of Object.values(preset.sources)) {
      expect(source.place.startsWith(`${preset.id} `)).toBe(true);
      expect(source.obligation ?? `${preset.id.slice(1)}-1`).toMatch(new RegExp(`^${preset.id.slice(1)}-`));
    }
  });

  it('has a policy that an engagement takes as it is', () => {
    expect(policy.parse(preset.policy)).toEqual(preset.policy);
  });

  it('gives each form an id of its own', () => {
    expect(new Set(preset.forms.map((form) => form.id)).size).toBe(preset.forms.length);
  });

  it('asks for another person before the ward sends, and for both locks', () => {
    expect(preset.policy.approval['to-contractor']).toBe(true);
    expect(preset.policy.locks).toBe('both');
    expect(preset.policy.passwordGapMinutes).toBeGreaterThan(0);
  });

  it('asks for an inspection in every fiscal year and a handling manager beside the handlers', () => {
    expect(preset.duties.inspectionsPerFiscalYear).toBeGreaterThanOrEqual(1);
    expect(preset.roster).toEqual(expect.arrayContaining(['manager', 'handler']));
  });
});

describe('the five presets', () => {
  const by = (id: Preset['id']): Preset => loadPreset(id);

  it('end S4 for good on 31 December 2021 and renew the others yearly [O 4-1]', () => {
    expect(by('S4').period).toEqual({ from: '2021-06-22', to: '2021-12-31', renewal: 'none' });
    expect(periodIn(by('S4').period, '2021-12-31')).not.toBeNull();
    expect(periodIn(by('S4').period, '2022-01-01')).toBeNull();
    expect(periodIn(by('S4').period, '2022-07-01')).toBeNull();
    expect(all.filter((preset) => preset.period.renewal === 'none').map((preset) => preset.id)).toEqual(['S4']);
  });

  it('ask for a second person in both directions where the contractor sends e-mail to the ward [O 3-6]', () => {
    expect(all.filter((preset) => preset.policy.approval['to-section']).map((preset) => preset.id)).toEqual(['S3']);
  });

  it('ask for a telephone call in S4 only [O 4-3]', () => {
    expect(all.filter((preset) => preset.policy.telephoneCall).map((preset) => preset.id)).toEqual(['S4']);
  });

  it('open the media route where the paper names carried media: S1 and S2', () => {
    expect(all.filter((preset) => preset.routes.media).map((preset) => preset.id)).toEqual(['S1', 'S2']);
  });

  it('allow subcontracting with consent in S0 and S1 only, in S1 on its two conditions', () => {
    expect(all.map((preset) => preset.subcontracting)).toEqual(['with-consent', 'with-consent', 'forbidden', 'forbidden', 'forbidden']);
    expect(by('S1').subcontractorConditions).toHaveLength(2);
  });

  it('ask for the PrivacyMark on every route and for LGWAN-ASP on the line, in S1', () => {
    expect(by('S1').contractors.certificates).toEqual([{ kind: 'p-mark', neededFor: 'every-route' }, { kind: 'lgwan-asp', neededFor: 'line' }]);
  });

  it('share S2 among five units of the ward and S4 among three contractors', () => {
    expect(by('S2').sections).toHaveLength(5);
    expect(by('S4').contractors.count).toBe(3);
  });

  it('name a security officer in S3 only', () => {
    expect(all.filter((preset) => preset.roster.includes('security-officer')).map((preset) => preset.id)).toEqual(['S3']);
  });

  it('hold one anonymous form, in S3, of age, sex and kind of participant', () => {
    const anonymous = all.flatMap((preset) => preset.forms.filter((form) => form.kind === 'anonymous'));
    expect(anonymous).toMatchObject([{ id: 'anonymous-survey', columns: ['年齢', '性別', '参加者区分'] }]);
  });

  it('bear the name of the municipality that they are loaded for, and no other', () => {
    expect(loadPreset('S2', '新宿区').title.ja).toBe('新宿区産後ケア事業に係る業務');
    expect(loadPreset('S2').title.ja).toBe('産後ケア事業に係る業務');
    for (const { sources, legalBasis, ...preset } of all) {
      expect(sources).not.toEqual({});
      expect(legalBasis).not.toEqual([]);
      expect(JSON.stringify(preset)).not.toMatch(/新宿区|\{団体\}/);
    }
  });

  it('are copies: changing one changes no other', () => {
    const mine = loadPreset('S1');
    mine.policy.draftDays = 99;
    expect(loadPreset('S1').policy.draftDays).not.toBe(99);
  });
});

describe('the period', () => {
  const { period } = loadPreset('S1');

  it('is the paper’s in the first year and the fiscal year afterwards', () => {
    expect(periodIn(period, '2020-06-30')).toBeNull();
    expect(periodIn(period, '2020-07-01')).toEqual({ from: '2020-07-01', to: '2021-03-31' });
    expect(periodIn(period, '2021-04-01')).toEqual({ from: '2021-04-01', to: '2022-03-31' });
    expect(periodIn(period, '2026-12-31')).toEqual({ from: '2026-04-01', to: '2027-03-31' });
    expect(periodIn(period, '2027-01-01')).toEqual({ from: '2026-04-01', to: '2027-03-31' });
  });

  it('leaves S0 without a run from 23 to 31 March', () => {
    const seminars = loadPreset('S0').period;
    expect(periodIn(seminars, '2024-03-22')).toEqual({ from: '2023-04-03', to: '2024-03-22' });
    expect(periodIn(seminars, '2024-03-23')).toBeNull();
    expect(periodIn(seminars, '2025-03-31')).toBeNull();
    expect(periodIn(seminars, '2025-03-22')).toEqual({ from: '2024-04-01', to: '2025-03-22' });
  });
});

describe('the schema', () => {
  it('refuses a key that it does not know and a period that is no date', () => {
    const preset = loadPreset('S1');
    expect(presetSchema.safeParse({ ...preset, colour: 'green' }).success).toBe(false);
    expect(presetSchema.safeParse({ ...preset, policy: { ...preset.policy, telefoneCall: true } }).success).toBe(false);
    expect(presetSchema.safeParse({ ...preset, period: { ...preset.period, to: '2021-02-30' } }).success).toBe(false);
  });
});
