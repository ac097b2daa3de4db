// What a recipient does: collect whole, cut, resumed and again; confirm; and the medium, with what comes back of it.
import { createHash } from 'node:crypto';
import { signStatement } from '../../../client/receipt.ts';
import type { History } from '../history.ts';
import { names } from '../world.ts';
import { click, type On } from './sending.ts';

/** The documents that come before the bodies. */
export async function look({ dice }: History, { who, id }: On): Promise<void> {
  await (await who.api.call(dice.pick(['manifest', 'manifestSignature', 'lock'] as const) ?? 'lock', { id })).arrayBuffer();
}

/** All bodies, or one of them in one of the ways in which a line treats it. */
export async function collect(history: History, { who, id }: On): Promise<void> {
  const { dice } = history;
  const { files } = await who.api.call('transfer', { id });
  const way = dice.pick(['whole', 'whole', 'whole', 'cut', 'tail', 'ranges', 'beyond'] as const);
  for (const { id: fileId, bodySize } of files) {
    const body = (headers: Record<string, string>, signal?: AbortSignal) => who.api.call('body', { id, fileId, headers, ...(signal === undefined ? {} : { signal }) });
    const middle = Math.floor(bodySize / 2);
    if (way === 'cut') await cut((signal) => body({}, signal));
    else if (way === 'tail') await (await body({ range: `bytes=${String(middle)}-` })).arrayBuffer();
    else if (way === 'beyond') await (await body({ range: `bytes=${String(bodySize + 5)}-` })).arrayBuffer();
    else if (way === 'ranges') await both([body({ range: `bytes=0-${String(middle)}` }), body({ range: `bytes=${String(middle)}-` })].map(async (part) => (await part).arrayBuffer()));
    else await (await body({})).arrayBuffer();
  }
  // The answer waits until what went out is counted.
  await who.api.call('transfer', { id });
}

/** Waits for all answers, also when one of them is a refusal. */
async function both(parts: readonly Promise<unknown>[]): Promise<void> {
  const refused = (await Promise.allSettled(parts)).find((part) => part.status === 'rejected');
  if (refused !== undefined) throw refused.reason;
}

/** The line breaks after the first bytes. */
async function cut(begin: (signal: AbortSignal) => Promise<Response>): Promise<void> {
  const line = new AbortController();
  const response = await begin(line.signal);
  await response.body?.getReader().read();
  line.abort();
}

export async function collectAgain(history: History, { who, id }: On): Promise<void> {
  await click(history, () => who.api.call('collectAgain', { id, body: { reason: '端末の故障のため' } }));
}

/** What the recipient signs to have received; sometimes with somebody else's key, or over other words. */
async function signed({ dice, world }: History, { who, id }: On): Promise<{ statement: string; signature: string } | undefined> {
  const owner = names.find((name) => world.visitors[name].id === who.id);
  const own = owner === undefined ? undefined : world.keys[owner];
  const key = dice.chance(0.9) ? own : world.keys.kondo;
  if (key === undefined) return undefined;
  const statement = await (await who.api.call('receiptStatement', { id })).text();
  const signature = await signStatement(statement, key);
  return { statement: dice.chance(0.05) ? statement.replace('受領の申告', '受領の申立') : statement, signature };
}

export async function confirm(history: History, on: On): Promise<void> {
  const { dice } = history;
  const { who, id } = on;
  const { quantity, digest } = await who.api.call('transfer', { id });
  const said = { quantity: dice.chance(0.2) ? quantity + 1 : quantity, opened: !dice.chance(0.1), digest: dice.chance(0.05) ? '0'.repeat(64) : digest, ...(dice.chance(0.6) ? { reason: '1件が重複のため' } : {}) };
  const receipt = dice.chance(0.6) ? await signed(history, on) : undefined;
  await click(history, () => who.api.call('confirm', { id, body: { ...said, ...(receipt === undefined ? {} : { receipt }) } }));
}

/** Whatever may be done about the medium, and at times what may not. */
export async function medium(history: History, { who, id }: On): Promise<unknown> {
  const { dice } = history;
  const view = await who.api.call('transfer', { id });
  const act = dice.chance(0.85) ? dice.pick(view.mediumMay) : dice.pick(['use-media', 'write-medium', 'hand-over-medium', 'confirm-on-paper', 'return-medium', 'return-notice', 'lose-medium'] as const);
  const at = history.now();
  const person = dice.pick(view.medium?.people ?? [])?.id ?? '0'.repeat(32);
  switch (act) {
    case 'use-media': return click(history, () => who.api.call('useMedia', { id, body: { reason: dice.pick(['line-down', 'no-line', 'other'] as const) ?? 'other', ...(dice.chance(0.5) ? { text: '回線の障害のため' } : {}) } }));
    case 'write-medium': return click(history, () => who.api.call('writeMedium', { id }));
    case 'take-medium': return (await who.api.call('medium', { id })).arrayBuffer();
    case 'hand-over-medium': return click(history, () => who.api.call('handOverMedium', { id, body: { to: person, at, method: 'in-person', count: 1 } }));
    case 'confirm-on-paper': return click(history, () => who.api.call('confirmOnPaper', { id, body: { by: person, quantity: view.quantity, opened: true, digest: view.digest } }));
    case 'return-medium': case 'return-notice': return click(history, () => who.api.call('giveBack', { id, body: { what: act === 'return-medium' ? 'medium' : 'notice', at, from: person } }));
    case 'lose-medium': return click(history, () => who.api.call('loseMedium', { id, body: { what: dice.pick(['medium', 'notice'] as const) ?? 'medium', at, place: '駅', text: '車内に置き忘れた' } }));
    case 'check-medium': return checkMedium(history, { who, id });
    case undefined: return;
  }
}

/** The lock as it came on the disc is compared, or something that it is not. */
async function checkMedium(history: History, { who, id }: On): Promise<void> {
  const bytes = Buffer.from(createHash('sha256').update(id).digest());
  await history.send(who, who.api.address('checkMedium', { id }), 'lock.pgp', bytes);
}
