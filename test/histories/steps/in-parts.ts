// Files in parts: begun, gone on with after pauses and restarts, dropped, or left for the clock to sweep; at times from the wrong place, or longer than was said.
import { createHash, randomBytes } from 'node:crypto';
import { metadataOf } from '../../http/uploads/tus-line.ts';
import type { History } from '../history.ts';
import type { Name } from '../world.ts';
import type { Step } from './sending.ts';

interface Begun { readonly path: string; readonly deposit: string; readonly maker: Name; readonly bytes: Buffer }
const known = new WeakMap<History, Begun[]>();

function begunIn(history: History): Begun[] {
  const begun = known.get(history) ?? [];
  known.set(history, begun);
  return begun;
}

export const inParts: Step = async (history) => {
  const { dice } = history;
  const begun = begunIn(history);
  const one = dice.chance(0.6) ? dice.recent(begun) : undefined;
  const at = one ?? await begin(history);
  for (let go = at !== undefined; go && at !== undefined && begun.includes(at); go = dice.chance(0.5)) {
    await goOn(history, at);
    if (dice.chance(0.15)) await history.restart();
    if (dice.chance(0.1)) {
      // Longer than a pipeline waits for its line.
      history.time.advance(3);
      await history.running.gateway.tick();
    }
  }
};

async function ask(history: History, name: Name, method: string, path: string, headers: Readonly<Record<string, string>>, body?: Uint8Array): Promise<Response> {
  const who = await history.as(name);
  const line = history.noted(who.id, who.line.fetch);
  const { side } = history.world.visitors[name];
  return line(new URL(path, history.running.origins[side]).href, { method, headers: { 'tus-resumable': '1.0.0', ...headers }, ...(body === undefined ? {} : { body: Buffer.from(body) }) });
}

async function begin(history: History): Promise<Begun | undefined> {
  const { dice, pools } = history;
  const deposit = dice.recent(pools.deposits);
  if (deposit === undefined) return undefined;
  const marker = `個人情報 ${randomBytes(24).toString('hex')} `;
  const bytes = Buffer.from(`氏名,住所\r\n${marker.repeat(dice.chance(0.3) ? 10_000 : 40)}`);
  const maker = dice.chance(0.9) ? deposit.maker : dice.pick(['takahashi', 'tanaka', 'kansa'] as const) ?? deposit.maker;
  const said = { depositId: deposit.id, filename: `in_parts_${randomBytes(9).toString('hex')}.csv`, ...(dice.chance(0.5) ? { sha256: sha256(bytes) } : {}) };
  const answer = await ask(history, maker, 'POST', '/api/uploads', { 'upload-length': String(bytes.length), 'upload-metadata': metadataOf(said) });
  if (!answer.ok) return undefined;
  pools.secrets.push({ what: 'plaintext in parts', bytes: Buffer.from(marker) });
  const begun = { path: new URL(answer.headers.get('location') ?? '').pathname, deposit: deposit.id, maker, bytes };
  begunIn(history).push(begun);
  return begun;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function goOn(history: History, begun: Begun): Promise<void> {
  const { dice, pools } = history;
  const { path, deposit, maker, bytes } = begun;
  const forget = (): void => void begunIn(history).splice(begunIn(history).indexOf(begun), 1);
  const waiting = (await (await history.as(maker)).api.call('unfinished', { id: deposit })).find(({ id }) => path.endsWith(id));
  if (waiting === undefined) {
    forget();
    return;
  }
  if (dice.chance(0.08)) {
    if ((await ask(history, maker, 'DELETE', path, {})).ok) forget();
    return;
  }
  const wrong = dice.chance(0.06) ? 1 : 0;
  const more = dice.chance(0.05) ? Buffer.from('x') : Buffer.alloc(0);
  const end = dice.chance(0.5) ? bytes.length : waiting.offset + 1 + dice.below(bytes.length - waiting.offset);
  const part = Buffer.concat([bytes.subarray(waiting.offset, end), more]);
  const answer = await ask(history, maker, 'PATCH', path, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(waiting.offset + wrong) }, part);
  if (answer.status !== 200) return;
  pools.acknowledged.push({ deposit, sha256: sha256(bytes) });
  forget();
}
