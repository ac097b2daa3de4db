// The requests to attack with: every route of the table that a role may call, with a body of its own shape. Routes that would end the attack itself are left out.
import { z } from 'zod';
import type { Route } from '../../server/http/wire/route.ts';
import { routes } from '../../server/http/wire/routes.ts';
import type { Attacker, Target } from './town.ts';

export interface Asked { readonly name: string; readonly method: string; readonly path: string; readonly body: string | null }

/** They end the session, close the account or take the password away that the tool came in with. */
const ending = /^(?:signIn|secondStep|signOut|changePassword|changeAccount|disable|resetPassword|changeSettings|changeEngagement|endSessions)/i;
const nobody = '0'.repeat(32);

/** `mark` is set behind each text: sqlmap tries what stands before it. */
export function requestsOf({ role, side }: Pick<Attacker, 'role' | 'side'>, own: Target['own'], mark: string): Asked[] {
  return Object.entries<Route>(routes).filter(([name, route]) => !ending.test(name) && route.sides.includes(side) && (route.roles === 'anyone' || route.roles.includes(role)) && route.consumes === undefined)
    .map(([name, route]): Asked => {
      const path = route.path.replace(/[:*]([a-zA-Z]+)/g, (_, parameter: string) => `${own[parameter] ?? nobody}${mark}`);
      const query = route.query === undefined ? '' : queryOf(schemaOf(route.query), mark);
      return { name, method: route.method, path: `/api/v1${path}${query}`, body: route.body === undefined ? null : JSON.stringify(sampleOf(schemaOf(route.body), mark)) };
    });
}

const shape = z.looseObject({
  type: z.string().optional(), properties: z.record(z.string(), z.unknown()).optional(), items: z.unknown().optional(), enum: z.array(z.unknown()).optional(), const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(), oneOf: z.array(z.unknown()).optional(), minimum: z.number().optional(), minItems: z.number().optional(), pattern: z.string().optional(),
});
type Shape = z.infer<typeof shape>;

const schemaOf = (of: z.ZodType): Shape => shape.parse(z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' }));

function queryOf(schema: Shape, mark: string): string {
  const pairs = Object.entries(schema.properties ?? {}).map(([name, inner]) => `${name}=${encodeURIComponent(String(sampleOf(shape.parse(inner), '')))}${mark}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Something of this shape, each text with the mark behind it. */
function sampleOf(schema: Shape, mark: string): unknown {
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return sampleOf(shape.parse(first), mark);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sampleOf(shape.parse(inner), mark)]));
    case 'array': return (schema.minItems ?? 0) === 0 && schema.items === undefined ? [] : [sampleOf(shape.parse(schema.items ?? {}), mark)];
    case 'integer': case 'number': return Math.max(1, schema.minimum ?? 1);
    case 'boolean': return true;
    default: return `${schema.pattern?.includes('0-9a-f') === true ? nobody : 'a'}${mark}`;
  }
}
