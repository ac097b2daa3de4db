// What the machine's own watching asks, on a listener of its own: is it alive, does it serve, how does it stand. It knows no session, takes no body, has no
// other path, and tells counts and codes only; so it may be asked by a program that may see nothing of the transfers.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';
import type { Standing } from './standing.ts';

export interface OperatingParts {
  readonly standing: () => Promise<Standing>;
  readonly metrics: Metrics;
  /** Whether the gateway is being stopped. */
  readonly stopping: () => boolean;
  readonly fault: (error: unknown) => void;
}

interface Told { readonly status: number; readonly type: string; readonly text: string }

const json = (status: number, value: unknown): Told => ({ status, type: 'application/json; charset=utf-8', text: `${JSON.stringify(value)}\n` });
/** A disk with less than this free takes no deposit: an assumption, far above what the ledger and a wipe need. */
const LEAST_FREE = 64 * 1024 ** 2;

/** Why nobody should be sent here now; none when it serves. What only limits it (a silent scanner, a waiting mail) is an alarm, not a reason. */
export function reasonsAgainst(found: Pick<Standing, 'bytes' | 'clockLeapt'>, stopping: boolean): string[] {
  return [...(stopping ? ['STOPPING'] : []), ...(found.bytes.free < LEAST_FREE ? ['DISK_FULL'] : []), ...(found.clockLeapt ? ['CLOCK_LEAPT'] : [])];
}

/** `/healthz`: the process answers. `/readyz`: 200 or 503 with reasons and alarms, by code. `/metrics`: Prometheus text. Everything else: 404; other methods: 405. */
export function operatingListener(parts: OperatingParts): RequestListener {
  const paths: Readonly<Record<string, () => Promise<Told>>> = {
    '/healthz': () => Promise.resolve({ status: 200, type: 'text/plain; charset=utf-8', text: 'alive\n' }),
    '/readyz': () => ready(parts),
    '/metrics': async () => ({ status: 200, ...await parts.metrics.told() }),
  };
  return (request, response) => {
    answer(paths, request).catch((error: unknown): Told => {
      parts.fault(error);
      return json(503, { ready: false, reasons: ['NO_ANSWER'] });
    }).then((told) => { send(request, response, told); }, parts.fault);
  };
}

async function answer(paths: Readonly<Record<string, () => Promise<Told>>>, { method, url = '' }: IncomingMessage): Promise<Told> {
  const [path = ''] = url.split('?');
  const found = Object.hasOwn(paths, path) ? paths[path] : undefined;
  if (found === undefined) return json(404, { code: 'NOT_FOUND', paths: Object.keys(paths) });
  if (method !== 'GET' && method !== 'HEAD') return json(405, { code: 'METHOD_NOT_ALLOWED', allowed: ['GET', 'HEAD'] });
  return found();
}

async function ready({ standing, stopping }: OperatingParts): Promise<Told> {
  const found = await standing();
  const reasons = reasonsAgainst(found, stopping());
  return json(reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons, alarms: found.alarms, cleartext: found.cleartext });
}

function send({ method }: IncomingMessage, response: ServerResponse, { status, type, text }: Told): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-length': Buffer.byteLength(text), ...(status === 405 ? { allow: 'GET, HEAD' } : {}) });
  response.end(method === 'HEAD' ? undefined : text);
}
