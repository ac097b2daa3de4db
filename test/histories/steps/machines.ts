// Unattended terminals: registered by one administrator, confirmed by another, sending in parts, revoked; and the standing approvals that they send under.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createApi } from '../../../client/api.ts';
import { makeTerminalKey } from '../../../client/terminal-key.ts';
import { terminalLine } from '../../../client/terminal-line.ts';
import { metadataOf } from '../../http/uploads/tus-line.ts';
import { key, type History } from '../history.ts';
import { click, type Step } from './sending.ts';

interface Machine { readonly id: string; readonly words: string; readonly keyFile: string }
const machines = new WeakMap<History, Machine[]>();
const approvals = new WeakMap<History, string[]>();
const nobody = '0'.repeat(32);

/** What the terminals send: the first form of the first engagement, which asks for an approval each time. */
const sentIn = ({ world }: History) => ({ engagement: world.engagements[0]?.id ?? nobody, form: world.engagements[0]?.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? nobody, recipient: world.firms[0]?.id ?? nobody });

export const machine: Step = async (history) => {
  const { dice } = history;
  const made = machines.get(history) ?? [];
  machines.set(history, made);
  const one = dice.recent(made);
  if (one === undefined || dice.chance(0.25)) {
    const registered = await register(history);
    made.push(registered);
    if (dice.chance(0.8)) await confirm(history, registered);
    if (dice.chance(0.6)) await send(history, registered);
    return;
  }
  switch (dice.below(8)) {
    case 0: return confirm(history, one);
    case 1: case 2: {
      const who = await history.as(dice.pick(['admin', 'kanri', 'sato'] as const) ?? 'admin');
      return click(history, () => who.api.call('revokeUnattended', { id: one.id, body: { reason: '端末を入れ替えるため' } }));
    }
    default: return send(history, one);
  }
};

async function register(history: History): Promise<Machine> {
  const { dice, world } = history;
  const keyFile = join(world.folder, `terminal-${randomBytes(4).toString('hex')}.pem`);
  const { publicLine } = await makeTerminalKey(keyFile);
  const who = await history.as(dice.chance(0.9) ? 'admin' : dice.pick(['kanri', 'sato'] as const) ?? 'admin');
  const lastDay = dice.pick(['2026-12-31', '2026-12-31', '2026-07-04']) ?? '2026-12-31';
  const made = await who.api.call('registerUnattended', { body: { name: `夜間送信機 ${String(dice.below(99))}`, publicKey: publicLine, scope: 'send', responsibleId: world.visitors.sato.id, engagementIds: [sentIn(history).engagement], lastDay } });
  return { id: made.id, words: made.words, keyFile };
}

async function confirm(history: History, { id, words }: Machine): Promise<void> {
  const { dice } = history;
  const who = await history.as(dice.chance(0.85) ? 'kanri' : 'admin');
  await click(history, () => who.api.call('confirmUnattended', { id, body: { fingerprint: dice.chance(0.1) ? 'AAAA' : words } }));
}

/** A night's work: a draft, a file in two parts, the submit. Now and then it ends in the middle, or the gateway does. */
async function send(history: History, { keyFile }: Machine): Promise<void> {
  const { dice, pools, world } = history;
  const { engagement, form, recipient } = sentIn(history);
  const responsible = world.visitors.sato.id;
  const come = async () => {
    const origin = history.running.origins.ward;
    const line = await terminalLine(origin, keyFile, () => history.time.wall());
    return { origin, line, api: createApi({ base: origin, fetch: history.noted(responsible, line.fetch) }) };
  };
  const { api } = await come();
  const made = await api.call('addDeposit', { idempotencyKey: key(), body: { engagementId: engagement, formId: form, recipientIds: [recipient], quantity: 1 } });
  pools.deposits.push({ id: made.id, maker: 'sato', transfers: made.transfers.map(({ id }) => id) });
  for (const { id } of made.transfers) pools.transfers.push({ id, maker: 'sato', recipient, engagement, outward: true });
  const marker = `個人情報 ${randomBytes(24).toString('hex')} `;
  const bytes = Buffer.from(marker.repeat(40));
  pools.secrets.push({ what: 'plaintext of a terminal', bytes: Buffer.from(marker) });
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: Uint8Array): Promise<Response> => {
    const { origin, line } = await come();
    const url = new URL(path, origin).href;
    const said = { 'tus-resumable': '1.0.0', ...headers };
    const signed = history.noted(responsible, async (input, init) => fetch(input, { ...init, headers: { ...said, ...await line.sign(method, url, said) } }));
    return signed(url, { method, ...(body === undefined ? {} : { body: Buffer.from(body) }) });
  };
  const begun = await ask('POST', '/api/uploads', { 'upload-length': String(bytes.length), 'upload-metadata': metadataOf({ depositId: made.id, filename: `yakan_${randomBytes(9).toString('hex')}.csv` }) });
  if (!begun.ok) return;
  const path = new URL(begun.headers.get('location') ?? '').pathname;
  const part = (from: number, to: number): Promise<Response> => ask('PATCH', path, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) }, bytes.subarray(from, to));
  await part(0, 1000);
  if (dice.chance(0.1)) return;
  if (dice.chance(0.15)) await history.restart();
  if ((await part(1000, bytes.length)).status === 200) pools.acknowledged.push({ deposit: made.id, sha256: createHash('sha256').update(bytes).digest('hex') });
  await (await come()).api.call('submit', { id: made.id });
}

export const approval: Step = async (history) => {
  const { dice } = history;
  const granted = approvals.get(history) ?? [];
  approvals.set(history, granted);
  const one = dice.recent(granted);
  const { engagement, form, recipient } = sentIn(history);
  if (one === undefined || dice.chance(0.3)) {
    const who = await history.as(dice.chance(0.85) ? 'takahashi' : dice.pick(['sato', 'hirota'] as const) ?? 'takahashi');
    const body = { formId: form, recipientId: recipient, weekdays: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 1440, maxFiles: dice.pick([1, 50]) ?? 50, maxBytes: 1_000_000, lastDay: '2026-12-31' };
    const made = await who.api.call('grantStandingApproval', { id: engagement, body });
    const newest = made.approvals.toSorted((a, b) => b.number - a.number)[0];
    if (newest !== undefined) granted.push(newest.id);
    if (newest !== undefined && dice.chance(0.8)) await agree(history, newest.id);
    return;
  }
  if (dice.chance(0.4)) return agree(history, one);
  const who = await history.as(dice.pick(['takahashi', 'sato', 'tanaka'] as const) ?? 'takahashi');
  return click(history, () => who.api.call('revokeStandingApproval', { id: one, body: { reason: '業務の変更' } }));
};

async function agree(history: History, id: string): Promise<void> {
  const who = await history.as(history.dice.chance(0.85) ? 'sato' : history.dice.pick(['takahashi', 'hirota'] as const) ?? 'sato');
  await click(history, () => who.api.call('agreeStandingApproval', { id }));
}
