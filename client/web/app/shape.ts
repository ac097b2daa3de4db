// Whether an answer has the shape that its page was built for. The shapes are made from the schemas of the wire when the pages are built
// (wire-table.ts), so that no page carries the library that reads schemas. The server has parsed each answer by the schema itself; what this
// finds is a page that is older than the gateway it talks to.

/** `one`: one of these values. `either`: one of these shapes. `list`: of these. `map`: every value so. `of`: these keys, those of `may` perhaps. */
export type Shape = 'string' | 'number' | 'boolean' | 'null' | 'unknown'
  | { readonly one: readonly unknown[] } | { readonly either: readonly Shape[] } | { readonly list: Shape } | { readonly map: Shape }
  | { readonly of: Readonly<Record<string, Shape>>; readonly may?: readonly string[] };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether `value`, read from JSON, has this shape. Keys that the shape does not name are let be. */
export function fits(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') return shape === 'unknown' || (shape === 'null' ? value === null : typeof value === shape);
  if ('one' in shape) return shape.one.includes(value);
  if ('either' in shape) return shape.either.some((each) => fits(each, value));
  if ('list' in shape) return Array.isArray(value) && value.every((each) => fits(shape.list, each));
  if (!isRecord(value)) return false;
  if ('map' in shape) return Object.values(value).every((each) => fits(shape.map, each));
  return Object.entries(shape.of).every(([key, each]) => (Object.hasOwn(value, key) ? fits(each, value[key]) : shape.may?.includes(key) === true));
}
