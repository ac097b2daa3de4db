// What must hold of every kind of record, whoever wrote it.
import { describe, expect, it } from 'vitest';
import { openStages, standingsOf, outlookOf, type Taken } from '../../server/records/filing/next-stages.ts';
import { allKinds } from '../../server/records/kinds/all.ts';
import type { Field, RecordKind, Stage, Words } from '../../server/records/kinds/kind.ts';

const fieldsOf = (fields: readonly Field[]): Field[] => fields.flatMap((field) => [field, ...(field.kind === 'rows' ? fieldsOf(field.columns) : [])]);
const wordsOf = (kind: RecordKind): Words[] => [kind.title, ...kind.stages.flatMap((stage) => [stage.title, stage.act, ...fieldsOf(stage.fields).flatMap((field) => [
  field.label, ...(field.support === undefined ? [] : [field.support]), ...('options' in field ? field.options.map((one) => one.label) : []), ...(field.kind === 'count' && field.unit !== undefined ? [field.unit] : []),
])])];

describe('kinds of records', () => {
  it('have ids of their own', () => {
    expect(new Set(allKinds.map((kind) => kind.id)).size).toBe(allKinds.length);
    for (const kind of allKinds) expect(kind.id).toMatch(/^[a-z][a-z-]{2,59}$/);
  });

  it.each(allKinds.map((kind) => [kind.id, kind] as const))('%s has stages that follow one another, and fields of their own', (_, kind) => {
    const ids = kind.stages.map((stage) => stage.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(kind.stages.some((stage) => stage.after === 'start')).toBe(true);
    for (const stage of kind.stages) {
      if (stage.after !== 'start') expect(ids, `${stage.id} comes after a stage that there is not`).toEqual(expect.arrayContaining([...stage.after]));
      for (const fields of [stage.fields, ...stage.fields.flatMap((field) => (field.kind === 'rows' ? [field.columns] : []))]) mustBeSound(fields);
      if (stage.expected?.until !== undefined) {
        const { until } = stage.expected;
        expect(kind.stages.find((one) => one.id === until.stage)?.fields.find((field) => field.id === until.field)?.kind).toBe('day');
      }
    }
    // A contractor never reads the ward's own records, and so can take no stage of them.
    if (!kind.about.contractor && !kind.about.transfer) expect(kind.stages.map((stage) => stage.by).filter((by) => by.startsWith('contractor') || by === 'either')).toEqual([]);
  });

  it.each(allKinds.map((kind) => [kind.id, kind] as const))('%s can always be brought to its end', (_, kind) => {
    const reached = new Set(kind.stages.filter((stage) => stage.after === 'start').map((stage) => stage.id));
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const stage of kind.stages) if (stage.after !== 'start' && stage.after.some((id) => reached.has(id))) reached.add(stage.id);
    }
    expect([...reached].sort()).toEqual(kind.stages.map((stage) => stage.id).sort());
    expect(kind.stages.some((stage) => stage.closes !== undefined || !kind.stages.some((next) => next.after !== 'start' && next.after.includes(stage.id)))).toBe(true);
  });

  it('say everything in both languages', () => {
    for (const kind of allKinds) {
      for (const { ja, en } of wordsOf(kind)) {
        expect([kind.id, ja.trim(), en.trim()].every((text) => text !== '')).toBe(true);
        expect([kind.id, en, /[\u3041-\u30fa\u4e00-\u9fff]/.test(en)]).toEqual([kind.id, en, false]);
      }
    }
  });
});

function mustBeSound(fields: readonly Field[]): void {
  const ids = fields.map((field) => field.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [at, field] of fields.entries()) if (field.when !== undefined) expect(ids.slice(0, at), `${field.id} hangs on a field that stands before it`).toContain(field.when.field);
}

describe('whose turn it is', () => {
  const stage = (id: string, more: Partial<Stage>): Stage => ({ id, title: { ja: id, en: id }, act: { ja: id, en: id }, by: 'ward', fields: [], after: 'start', ...more });
  const kind: RecordKind = {
    id: 'some-kind', title: { ja: 'x', en: 'x' }, group: 'oversight', obligations: [], document: null, about: { contractor: true, transfer: false },
    stages: [
      stage('tell', { by: 'contractor' }), stage('look', { after: ['tell'], stays: true, expected: { withinBusinessDays: 0 } }),
      stage('report', { by: 'contractor-manager', after: ['tell'], stays: true, expected: { withinBusinessDays: 3 } }), stage('talk', { after: ['tell', 'look', 'report', 'talk'] }),
      stage('end', { after: ['talk'], closes: true }),
    ],
  };
  const taken = (...given: (readonly [string, string])[]): Taken[] => given.map(([id, at], index) => {
    const found = kind.stages.find((one) => one.id === id);
    if (found === undefined) throw new Error(`expected a stage, came ${id}`);
    return { seq: index + 1, stage: found, values: {}, by: { id: 'x', name: 'x' }, at, entry: index, corrects: null, reason: null };
  });
  const open = (stages: readonly Taken[]): string[] => openStages(kind, standingsOf(stages)).map((one) => one.id);

  it('is told by what is owed first, and a stage that stays is owed until it is taken', () => {
    const friday = '2026-07-03T01:00:00.000Z';
    const told = taken(['tell', friday]);
    expect([open(told), outlookOf(kind, standingsOf(told))]).toEqual([['look', 'report', 'talk'], { state: 'open', turn: 'ward', nextBy: 'ward', notBy: null, dueOn: '2026-07-03' }]);
    const talked = taken(['tell', friday], ['look', friday], ['talk', '2026-07-06T01:00:00.000Z']);
    expect(open(talked)).toEqual(['report', 'talk', 'end']);
    // Three business days from Friday the third, whatever was said on Monday.
    expect(outlookOf(kind, standingsOf(talked))).toMatchObject({ turn: 'contractor', nextBy: 'contractor-manager', dueOn: '2026-07-08' });
    expect(open(taken(['tell', friday], ['report', friday], ['talk', friday]))).toEqual(['look', 'talk', 'end']);
  });

  it('is nobody\'s once it is closed', () => {
    const ended = taken(['tell', '2026-07-03T01:00:00.000Z'], ['talk', '2026-07-03T01:00:00.000Z'], ['end', '2026-07-03T01:00:00.000Z']);
    expect([open(ended), outlookOf(kind, standingsOf(ended))]).toEqual([[], { state: 'closed', turn: 'nobody', nextBy: null, notBy: null, dueOn: null }]);
  });
});
