// The pages check answers by shapes that are made from the wire's schemas: they must say the same about what is missing or of another type.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { z } from 'zod';
import { fits } from '../../client/web/app/shape.ts';
import { shapeOf, wireTable } from '../../client/web/wire-table.ts';
import type { Route } from '../../server/http/wire/route.ts';
import { routes } from '../../server/http/wire/routes.ts';
import { gatewayView, sessionView } from '../../server/http/wire/session.ts';
import { problem } from '../../server/http/wire/problem.ts';
import { isProblem } from '../../client/calls.ts';

const at = '2026-07-02T05:00:00.000Z';
const id = '0'.repeat(32);
const session = {
  side: 'ward', account: { id, name: '佐藤 恵', role: 'staff', canApprove: true }, municipality: { id, name: 'あさぎり区', contact: { name: '情報システム課', telephone: '1234', hours: '平日' }, securityContact: { name: '情報セキュリティ責任者', telephone: '5678' } },
  section: { id, name: '介護保険課' }, contractor: null, mustChangePassword: false, missingFactor: null, now: at, endsAt: at, idleEndsAt: at, previousSignInAt: null, newHappenings: 0, preferences: { theme: 'dark', language: null },
};
const gateway = { side: 'contractor', scanner: { kind: 'none', version: '', patternsFrom: null }, municipality: null, contact: null, passkeyAlone: false, maxFileBytes: 5, now: at, alarms: [{ code: 'TIME', at }] };

/** Every value that comes of `whole` by leaving out one thing in it, or by putting something else in its place. */
function* spoiled(whole: unknown, other: unknown): Generator {
  yield other;
  if (typeof whole !== 'object' || whole === null) return;
  for (const [key, value] of Object.entries(whole)) {
    const without = Object.fromEntries(Object.entries(whole).filter(([each]) => each !== key));
    const put = (next: unknown): unknown => (Array.isArray(whole) ? whole.map((each: unknown, i) => (String(i) === key ? next : each)) : { ...whole, [key]: next });
    if (!Array.isArray(whole)) yield without;
    for (const next of spoiled(value, other)) yield put(next);
  }
}

describe('the shapes by which pages check answers', () => {
  it('are there for every route, once, and the addresses are those of the table', () => {
    const { addresses, first, rest } = wireTable();
    const json = Object.entries<Route>(routes).filter(([, { answer }]) => !('media' in answer)).map(([name]) => name);
    expect([...Object.keys(first), ...Object.keys(rest)].sort()).toEqual(json.sort());
    expect(Object.entries(addresses)).toEqual(Object.entries<Route>(routes).map(([name, { method, path, answer }]) => [name, { method, path, bytes: 'media' in answer }]));
  });

  it.each([['session', sessionView, session], ['gateway', gatewayView, gateway]] as const)('say of the %s what its schema says, whatever is missing or of another type', (_name, schema, whole) => {
    const shape = shapeOf(schema);
    expect([fits(shape, whole), schema.safeParse(whole).success]).toEqual([true, true]);
    for (const other of [7, true, null, [], {}, [null]]) {
      for (const value of spoiled(whole, other)) expect([fits(shape, value), value]).toEqual([schema.safeParse(value).success, value]);
    }
  });

  it('read lists, records, choices and things that may be left out', () => {
    const schema = z.object({ list: z.array(z.union([z.string(), z.number()])), record: z.record(z.string(), z.boolean()), one: z.enum(['a', 'b']).optional(), fixed: z.literal(3), any: z.unknown() });
    const shape = shapeOf(schema);
    fc.assert(fc.property(fc.record({
      list: fc.oneof(fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean())), fc.string()), record: fc.oneof(fc.dictionary(fc.string(), fc.oneof(fc.boolean(), fc.constant(null)), { noNullPrototype: true }), fc.constant([])),
      one: fc.constantFrom('a', 'b', 'c'), fixed: fc.constantFrom(3, 4), any: fc.jsonValue(),
    }, { requiredKeys: [] }), (value) => {
      const read: unknown = JSON.parse(JSON.stringify(value));
      // The library lets a key of any value be missing; a page asks for it.
      if (!('any' in value)) return;
      expect(fits(shape, read)).toBe(schema.safeParse(read).success);
    }));
  });

  it('refuse to be made of a word of JSON Schema that they would not check', () => {
    expect(() => shapeOf(z.tuple([z.string(), z.number()]))).toThrow('prefixItems');
  });
});

describe('a problem document', () => {
  it('is told from anything else as its schema tells it', () => {
    const whole = { type: 'about:blank', title: 'X', status: 409, code: 'X', detail: { ja: 'あ', en: 'a' }, facts: { limit: 3 } };
    const read = problem.omit({ type: true }).extend({ facts: z.record(z.string(), z.unknown()).optional() });
    for (const other of [7, true, null, {}]) {
      for (const value of spoiled(whole, other)) expect([isProblem(value), value]).toEqual([read.safeParse(value).success, value]);
    }
  });
});
