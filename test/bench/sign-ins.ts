// Strangers at sign-in: what a transaction of the database costs a person at work while 50 sign-ins run at once, against idle.
import { request } from 'node:http';
import { routes } from '../../server/http/wire/routes.ts';
import { quantile } from './numbers.ts';
import type { Site } from './site.ts';

const atOnce = 50;
const bursts = 5;
const idleCount = 300;

export interface Latency { readonly count: number; readonly medianMs: number; readonly p99Ms: number; readonly maxMs: number }
export interface SignInReport {
  readonly idle: Latency;
  readonly underSignIns: Latency;
  readonly bursts: number;
  readonly atOnce: number;
  /** Of each burst, how many sign-ins were told to come back later (503), and how long it took until the last was answered. */
  readonly turnedAway: readonly number[];
  readonly burstMs: readonly number[];
}

/** Measures on a site at rest. The transaction is one authenticated POST that inserts a row and a ledger entry and commits with fsync. */
export async function measureSignIns(site: Site): Promise<SignInReport> {
  const times = { idle: [] as number[], busy: [] as number[] };
  const one = async (into: number[]): Promise<void> => {
    const begun = performance.now();
    await site.admin.api.call('addSection', { body: { name: `課 ${into === times.idle ? 'i' : 'b'}${into.length}`, telephone: '03-0000-1111' } });
    into.push(performance.now() - begun);
  };
  for (let i = 0; i < idleCount; i += 1) await one(times.idle);
  const turnedAway: number[] = [];
  const burstMs: number[] = [];
  for (let burst = 0; burst < bursts; burst += 1) {
    const begun = performance.now();
    const state = { waiting: atOnce };
    const strangers = Promise.all(Array.from({ length: atOnce }, (_, at) => signInWrongly(site.origins.ward, burst * atOnce + at).finally(() => { state.waiting -= 1; })));
    while (state.waiting > 0) await one(times.busy);
    turnedAway.push((await strangers).filter((status) => status === 503).length);
    burstMs.push(performance.now() - begun);
  }
  return { idle: latency(times.idle), underSignIns: latency(times.busy), bursts, atOnce, turnedAway, burstMs };
}

/** A stranger of its own each time, with an address and a login of its own: whoever tries twice would be slowed down, and no password looked at. Returns the status. */
function signInWrongly(origin: string, stranger: number): Promise<number> {
  const body = JSON.stringify({ login: `stranger${String(stranger)}`, password: 'これは ちがう パスワード 1234' });
  return new Promise((resolve, reject) => {
    const headers = { origin, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request(`${origin}/api/v1${routes.signIn.path}`, { method: 'POST', headers, localAddress: `127.0.1.${String(1 + stranger)}` }, (response) => {
      response.resume().once('end', () => { resolve(response.statusCode ?? 0); });
    });
    asked.once('error', reject).end(body);
  });
}

function latency(times: readonly number[]): Latency {
  return { count: times.length, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99), maxMs: quantile(times, 1) };
}
