// What a sender does: draft, files, deposit, decision, notice, hand-over, recall. Each is done by whoever is named, right or wrong.
import { createHash, randomBytes } from 'node:crypto';
import { takenFileView, type TransferView } from '../../../server/http/wire/transfers.ts';
import type { Someone } from '../../town.ts';
import { key, type History } from '../history.ts';
import type { Name } from '../world.ts';

/** One step of a history; what the gateway refuses ends it there. */
export type Step = (history: History) => Promise<unknown>;
export interface On { readonly who: Someone; readonly id: string }

const handlers: readonly Name[] = ['tanaka', 'suzuki', 'kondo'];
const clerks: readonly Name[] = ['sato', 'takahashi', 'hirota'];

export const draft: Step = async (history) => {
  const { dice, pools, world } = history;
  // Mostly what people do every day; else anybody, anything, to anyone.
  const lane = dice.chance(0.7) ? dice.pick(world.lanes) : undefined;
  const name = lane?.maker ?? dice.pick([...clerks, ...clerks, 'sato', ...handlers, 'kansa', 'admin'] as const) ?? 'sato';
  const engagement = lane === undefined ? dice.pick(pools.engagements) : world.engagements[lane.engagement];
  const form = dice.pick(engagement?.forms.filter(({ direction }) => (direction === 'to-contractor') === clerks.includes(name)) ?? []) ?? dice.pick(engagement?.forms ?? []);
  if (engagement === undefined || form === undefined) return;
  const firms = dice.chance(0.25) ? world.firms.map(({ id }) => id) : [dice.pick(world.firms)?.id ?? ''];
  const usual = lane?.recipients.slice(0, dice.chance(0.2) ? lane.recipients.length : 1);
  const recipientIds = usual ?? (form.direction === 'to-contractor' ? firms : [dice.pick(world.sections) ?? '']);
  const answers = form.kind === 'inquiry-answer' ? dice.recent(pools.transfers)?.id : undefined;
  const who = await history.as(name);
  const given = { idempotencyKey: key(), body: { engagementId: engagement.id, formId: form.id, recipientIds, quantity: 1 + dice.below(5), ...(dice.chance(0.5) ? { title: `題名 ${String(dice.below(999))}` } : {}), ...(answers === undefined ? {} : { answers }) } };
  // A double click sends the same request twice at once.
  const made = await Promise.allSettled(Array.from({ length: dice.chance(0.2) ? 2 : 1 }, () => who.api.call('addDeposit', given)));
  const first = made.find((one) => one.status === 'fulfilled')?.value;
  if (first === undefined) throw reasonOf(made);
  pools.deposits.push({ id: first.id, maker: name, transfers: first.transfers.map(({ id }) => id) });
  for (const { id, recipient } of first.transfers) pools.transfers.push({ id, maker: name, recipient: recipient.id, engagement: engagement.id, outward: form.direction === 'to-contractor' });
};

const reasonOf = (made: readonly PromiseSettledResult<unknown>[]): unknown => made.find((one) => one.status === 'rejected')?.reason;

/** Twice at once, now and then: both are answered, and neither counts twice. */
export async function click<T>({ dice }: History, call: () => Promise<T>): Promise<T> {
  if (!dice.chance(0.12)) return call();
  const [one, other] = await Promise.allSettled([call(), call()]);
  const done = [one, other].find((result) => result.status === 'fulfilled');
  if (done === undefined) throw reasonOf([one, other]);
  return done.value;
}

export async function upload(history: History, who: Someone, deposit: string): Promise<void> {
  const { dice, pools } = history;
  const marker = `個人情報 ${randomBytes(24).toString('hex')} `;
  const text = dice.chance(0.05) ? '' : `氏名,住所\r\n${marker.repeat(dice.chance(0.2) ? 4_000 : 3)}`;
  const name = dice.chance(0.1) ? '' : `noufu_${randomBytes(9).toString('hex')}${dice.pick(['.csv', '.pdf', '.txt']) ?? ''}`;
  // Now and then a file is not what its name says, and is refused.
  const bytes = Buffer.from(name.endsWith('.pdf') && text !== '' && dice.chance(0.95) ? `%PDF-1.7\n${text}` : text);
  const one = dice.chance(0.15) ? dice.pick(pools.deposits.find(({ id }) => id === deposit)?.transfers ?? []) : undefined;
  const view = takenFileView.parse(await history.send(who, `${who.api.address('addFile', { id: deposit })}${one === undefined ? '' : `?for=${one}`}`, name, bytes));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  pools.acknowledged.push({ deposit: view.id, sha256 });
  pools.secrets.push({ what: 'plaintext', bytes: Buffer.from(marker) });
}

export async function removeFile(history: History, who: Someone, deposit: string): Promise<void> {
  const { transfers } = await who.api.call('deposit', { id: deposit });
  const file = history.dice.pick(transfers.flatMap(({ files }) => files));
  await click(history, () => who.api.call('removeFile', { id: deposit, uploadId: file?.uploadId ?? '0'.repeat(32) }));
  const at = history.pools.acknowledged.findIndex((known) => known.deposit === deposit && known.sha256 === file?.sha256);
  if (at !== -1) history.pools.acknowledged.splice(at, 1);
}

export const submit = (history: History, who: Someone, deposit: string) => click(history, () => who.api.call('submit', { id: deposit }));
export const discard = (history: History, who: Someone, deposit: string) => click(history, () => who.api.call('discard', { id: deposit }));

const seen = async ({ dice }: History, { who, id }: On): Promise<TransferView> => {
  const view = await who.api.call('transfer', { id });
  return dice.chance(0.07) ? { ...view, digest: '0'.repeat(64) } : view;
};

export async function decide(history: History, on: On): Promise<void> {
  const { id, who } = on;
  const { digest } = await seen(history, on);
  if (history.dice.chance(0.2)) await click(history, () => who.api.call('sendBack', { id, body: { reason: '件数が違うため', digest } }));
  else await click(history, () => who.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } }));
}

export async function recall(history: History, { who, id }: On): Promise<void> {
  const { dice } = history;
  await click(history, () => who.api.call('recall', { id, body: { reason: dice.pick(['wrong-recipient', 'wrong-content', 'not-needed', 'other'] as const) ?? 'other', ...(dice.chance(0.5) ? { text: '宛先の誤り' } : {}) } }));
}

/** The notice of one transfer, sometimes with another in the same one. */
export async function notice(history: History, name: Name, { who, id }: On): Promise<void> {
  const { dice, pools } = history;
  const mine = pools.transfers.find((one) => one.id === id);
  const other = dice.chance(0.25) ? dice.recent(dice.chance(0.8) ? pools.transfers.filter((one) => one.recipient === mine?.recipient && one.maker === mine.maker && one.id !== id) : pools.transfers)?.id : undefined;
  const made = await click(history, () => who.api.call('addNotice', { body: { transferIds: other === undefined || other === id ? [id] : [id, other] } }));
  pools.notices.push({ id: made.notice.id, by: name });
  pools.passwords.push(made.password);
}

export async function renew(history: History, { who, id }: On): Promise<void> {
  const made = await click(history, () => who.api.call('renewNotice', { id }));
  history.pools.passwords.push(made.password);
}

export async function handover(history: History, { who, id }: On): Promise<void> {
  const { dice } = history;
  const { addressees } = await who.api.call('notice', { id });
  const method = dice.pick(['in-person', 'registered-post', 'oral', 'other'] as const) ?? 'other';
  const to = dice.chance(0.1) ? '0'.repeat(32) : dice.pick(addressees)?.id ?? '0'.repeat(32);
  const said = { trackingNumber: '1234-5678', telephone: '03-1111-2222', result: dice.pick(['talked', 'absent', 'call-back'] as const) ?? 'talked', reason: '持参したため' };
  const needed = { 'in-person': {}, 'registered-post': { trackingNumber: said.trackingNumber }, 'oral': { telephone: said.telephone, result: said.result }, 'other': { reason: said.reason } }[method];
  await click(history, () => who.api.call('handover', { id, body: { method, to, at: history.now(), ...(dice.chance(0.05) ? {} : needed) } }));
}

export async function call(history: History, { who, id }: On): Promise<void> {
  const { dice } = history;
  const { medium } = await who.api.call('transfer', { id });
  const people = [...(medium?.people ?? []).map((one) => one.id), history.people.tanaka.id, history.people.suzuki.id];
  await click(history, () => who.api.call('addCall', { id, body: { to: dice.pick(people) ?? '', at: history.now(), telephone: '03-1111-2222', result: dice.pick(['talked', 'absent', 'call-back'] as const) ?? 'talked' } }));
}
