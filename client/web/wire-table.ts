// Run when the pages are built: makes, from the one table of routes, what a page must know to call them. Addresses of all; the shapes of
// answers in two parts, those needed before anybody is signed in and the rest.
import { z } from 'zod';
import type { Route } from '../../server/http/wire/route.ts';
import { routes, type RouteName } from '../../server/http/wire/routes.ts';
import { addressesOf } from '../api.ts';
import type { Address } from '../calls.ts';
import type { Shape } from './app/shape.ts';

type Shapes = Readonly<Partial<Record<RouteName, Shape>>>;
export interface WireTable {
  readonly addresses: Readonly<Record<RouteName, Address>>;
  /** Answers that are read before anybody is signed in. */
  readonly first: Shapes;
  readonly rest: Shapes;
}

/** What the application asks before it knows whose part to load. */
const FIRST: readonly string[] = ['gateway', 'session', 'signIn', 'secondStep', 'askPasskey', 'passkeySignIn', 'changePassword', 'setPreferences'];
/** Rules within a type that the server has held already. */
const FINER: readonly string[] = ['$schema', 'additionalProperties', 'propertyNames', 'format', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'description', 'default'];

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

function plain(node: Node): Shape {
  if (Array.isArray(node['type'])) return { either: strings(node['type']).map((type) => plain({ ...node, type })) };
  switch (node['type']) {
    case undefined: return 'unknown';
    case 'string': case 'boolean': case 'null': case 'number': return node['type'];
    case 'integer': return 'number';
    case 'array': return { list: isNode(node['items']) ? shapeOfNode(node['items']) : 'unknown' };
    case 'object': return objectShape(node);
    default: throw new Error(`a type that a page can check was expected, not ${String(node['type'])}; teach client/web/wire-table.ts`);
  }
}

function objectShape(node: Node): Shape {
  if (!isNode(node['properties'])) return { map: isNode(node['additionalProperties']) ? shapeOfNode(node['additionalProperties']) : 'unknown' };
  const of = Object.fromEntries(Object.entries(node['properties']).map(([key, value]) => [key, isNode(value) ? shapeOfNode(value) : 'unknown']));
  const required = strings(node['required']);
  const may = Object.keys(of).filter((key) => !required.includes(key));
  return may.length === 0 ? { of } : { of, may };
}

/** The shape of one node of a JSON schema. Throws on a word of JSON Schema that it does not know, so that nothing goes unchecked by accident. */
function shapeOfNode(node: Node): Shape {
  const known = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'items', 'properties', 'required', ...FINER];
  const strange = Object.keys(node).filter((word) => !known.includes(word));
  if (strange.length > 0) throw new Error(`words of JSON Schema that a page can check were expected, not ${strange.join(', ')}; teach client/web/wire-table.ts`);
  if (Array.isArray(node['enum'])) return { one: node['enum'] };
  if ('const' in node) return { one: [node['const']] };
  const either = [...nodes(node['anyOf']), ...nodes(node['oneOf'])];
  return either.length > 0 ? { either: either.map(shapeOfNode) } : plain(node);
}

/** The shape of what a schema gives. */
export function shapeOf(schema: z.ZodType): Shape {
  const made: unknown = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output', unrepresentable: 'any' });
  return isNode(made) ? shapeOfNode(made) : 'unknown';
}

/** The parts of the table, as app/wire.ts and app/wire-shapes.ts export them. */
export function wireTable(): WireTable {
  const shapes = Object.entries<Route>(routes).flatMap(([name, { answer }]): [string, Shape][] => ('media' in answer ? [] : [[name, shapeOf(answer)]]));
  const part = (first: boolean): Shapes => Object.fromEntries(shapes.filter(([name]) => FIRST.includes(name) === first));
  return { addresses: addressesOf(), first: part(true), rest: part(false) };
}
