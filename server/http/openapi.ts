// The OpenAPI document of one side, made from the table of routes: what is not in the table is not served.
import { z } from 'zod';
import type { Side } from '../accounts/person.ts';
import { batchHead } from './wire/batch.ts';
import { BATCH_BYTES, BATCH_FILES, batchMedia } from './wire/batch-limits.ts';
import { problem } from './wire/problem.ts';
import type { Route } from './wire/route.ts';
import { routes } from './wire/routes.ts';

type Json = Record<string, unknown>;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): unknown => z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });

/** OpenAPI 3.1 for the routes of `side`. */
export function openApi(side: Side): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    if (!route.sides.includes(side)) continue;
    const path = `/api/v1${route.path.replace(/[:*]([a-zA-Z]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return { openapi: '3.1.0', info: { title: `Kagibako (鍵箱): ${side}`, version: '1' }, paths };
}

function operation(name: string, route: Route): Json {
  return {
    operationId: name, summary: route.summary, parameters: parameters(route),
    ...(route.body === undefined && route.consumes === undefined ? {} : { requestBody: requestBody(route) }),
    responses: {
      [route.status]: { description: route.summary, ...(route.status === 204 ? {} : { content: content(route) }) },
      default: { description: 'A refusal with its code (RFC 9457)', content: { 'application/problem+json': { schema: jsonSchema(problem, 'output') } } },
    },
    ...(route.roles === 'anyone' ? {} : { 'x-roles': route.roles }),
  };
}

function parameters(route: Route): Json[] {
  const inPath = [...route.path.matchAll(/[:*]([a-zA-Z]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const inQuery = route.query instanceof z.ZodObject ? Object.entries<z.ZodType>(route.query.shape).map(([name, schema]) => ({ name, in: 'query', required: false, schema: jsonSchema(schema, 'input') })) : [];
  const header = route.idempotent === true ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }] : [];
  return [...inPath, ...inQuery, ...header];
}

function requestBody(route: Route): Json {
  if (route.consumes === 'multipart') {
    return { required: true, content: { 'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } } } };
  }
  if (route.consumes === 'batch') {
    const description = `The length of the head in four bytes (big-endian), the head as JSON, then the bytes of the files in its order; at most ${BATCH_FILES} files and ${BATCH_BYTES} bytes in all. The head: ${JSON.stringify(jsonSchema(batchHead, 'input'))}`;
    return { required: true, description, content: { [batchMedia]: { schema: { type: 'string', format: 'binary' } } } };
  }
  return { required: true, content: { 'application/json': { schema: route.body === undefined ? {} : jsonSchema(route.body, 'input') } } };
}

function content(route: Route): Json {
  if ('media' in route.answer) return { [route.answer.media]: { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: jsonSchema(route.answer, 'output') } };
}
