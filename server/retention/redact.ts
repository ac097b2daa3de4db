// Takes what people wrote out of a record's content and out of a 確認書; days, counts and choices stay, so that what remains still reads as what it was. Pure.
import { z } from 'zod';
import type { Field } from '../records/kinds/kind.ts';
import { erasedText } from '../records/retention-rules.ts';

type Plain = string | number | boolean | null;
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const row = z.record(z.string(), plain);
const stage = z.looseObject({ values: z.record(z.string(), z.union([plain, z.array(z.union([z.string(), row]))])), reason: z.string().nullable() });

const written: readonly string[] = ['line', 'text'];
const plainly = (value: Plain, kind: string | undefined): Plain => (typeof value === 'string' && (kind === undefined || written.includes(kind)) ? erasedText : value);

function valueOf(value: Plain | readonly (string | Readonly<Record<string, Plain>>)[], field: Field | undefined): unknown {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? value : plainly(value, field?.kind);
  return value.map((one: string | Readonly<Record<string, Plain>>) => {
    if (typeof one === 'string') return field === undefined ? erasedText : one;
    if (field?.kind !== 'rows') return { ...one, name: erasedText };
    return Object.fromEntries(Object.entries(one).map(([name, cell]) => [name, plainly(cell, field.columns.find(({ id }) => id === name)?.kind)]));
  });
}

/** The stored content of a stage without what people wrote. Throws ZodError for content that is none. */
export function redactStage(content: string, fields: readonly Field[]): string {
  const found = stage.parse(JSON.parse(content));
  const values = Object.fromEntries(Object.entries(found.values).map(([name, value]) => [name, valueOf(value, fields.find(({ id }) => id === name))]));
  return JSON.stringify({ ...found, values, reason: found.reason === null ? null : erasedText });
}

const confirmation = z.looseObject({ at: z.string(), quantity: z.number(), unit: z.string(), entry: z.number(), difference: z.string().nullable().optional(), reason: z.string().nullable().optional() });

/** The stored version of a 確認書 without names and contents, and without its salt: nobody can try what it said. */
export function redactConfirmation(document: string): string {
  const { at, quantity, unit, entry, difference, reason } = confirmation.parse(JSON.parse(document));
  const told = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : erasedText);
  return JSON.stringify({ at, ward: [], contractor: [], content: erasedText, quantity, unit, entry, difference: told(difference), reason: told(reason) });
}

/** What the contractor stated, without names. */
export function redactStated(stated: string): string {
  const { quantity } = z.looseObject({ quantity: z.number().nullable() }).parse(JSON.parse(stated));
  return JSON.stringify({ handlers: [], quantity });
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
const json: z.ZodType<Json> = z.lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]));

/** A person stands as `{ id, name }` wherever one stands. */
function withoutNames(value: Json, gone: Readonly<Record<string, Json>>): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((one) => withoutNames(one, gone));
  const person = 'id' in value && typeof value['name'] === 'string';
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, person && name === 'name' ? erasedText : one !== null && name in gone ? gone[name] ?? null : withoutNames(one, gone)]));
}
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The stored course of a transfer without names and tracking numbers. */
export const redactCourse = (document: string): string => JSON.stringify(withoutNames(json.parse(JSON.parse(document)), { trackingNumber: null }));

/** A stored password notice without names, telephone and tracking numbers. */
export const redactNotice = (document: string): string => JSON.stringify(withoutNames(json.parse(JSON.parse(document)), { trackingNumber: null, telephone: '' }));
