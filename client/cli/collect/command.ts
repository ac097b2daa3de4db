// `kagibako collect`: fetches, sealed, whatever waits for this terminal's recipient into a folder, and lets the gateway record it as collected. Opens nothing
// and confirms nothing: that takes a person. Guarantees its exit code (unattended/ending.ts).
import { setTimeout as wait } from 'node:timers/promises';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { TransferSummary } from '../../../server/http/wire/transfers.ts';
import { OpeningFailed } from '../../opening-failed.ts';
import { fetchAs, wrongCertificate, type CertificateFiles } from '../unattended/certified-fetch.ts';
import { exits, failureOf, untilReached, type Exit } from '../unattended/ending.ts';
import { guarded } from '../unattended/guarded.ts';
import { callAs } from '../unattended/line.ts';
import { createTeller, type Mouth } from '../unattended/telling.ts';
import { openCollectLedger } from './ledger.ts';
import { dropParts, pack, renewLock, type PackParts } from './packing.ts';

export interface CollectArguments extends CertificateFiles {
  readonly into: string;
  readonly gateway: string;
  readonly key: string;
  /** Seconds between looks; without it, it looks once and ends. */
  readonly every?: string | undefined;
}

const shape = z.object({ gateway: z.url({ protocol: /^https?$/ }), every: z.coerce.number().min(1).max(86_400).optional() });

/** Takes the arguments, returns the exit code. Throws nothing but bugs. */
export async function collectCommand(given: CollectArguments, around: Mouth & { readonly signal: AbortSignal }): Promise<Exit> {
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const message = `wrong options:\n${z.prettifyError(parsed.error)}`;
    createTeller(around).tell('wrong', { message }, ['指定に誤りがあります', message]);
    return exits.wrong;
  }
  const { every } = parsed.data;
  const gateway = new URL(parsed.data.gateway).origin;
  const [teller, folder] = [createTeller(around), resolve(given.into)];
  const by = await fetchAs(given).catch((error: unknown) => wrongCertificate(teller, error));
  if (by === null) return exits.wrong;
  await mkdir(join(folder, '.kagibako'), { recursive: true, mode: 0o700 }).catch(() => undefined);
  return guarded({ teller, folder: join(folder, '.kagibako') }, async () => {
    const caller = await callAs(gateway, given.key, around.now, by);
    const ledger = await openCollectLedger(join(folder, '.kagibako', 'collected.jsonl'), around.now);
    const pause = (milliseconds: number): Promise<void> => wait(milliseconds, undefined, { signal: around.signal });
    const parts: PackParts = { caller, ledger, teller, folder, gateway, pause, signal: around.signal };
    try {
      for (let failed = 0; ;) {
        failed += await collectWaiting(parts);
        if (every === undefined) return failed === 0 ? exits.done : exits.refused;
        await pause(every * 1000);
      }
    } finally {
      await ledger.close();
    }
  });
}

/** Works off what waits now; returns how many could not be had. */
async function collectWaiting(parts: PackParts): Promise<number> {
  const { ledger, teller, signal, pause } = parts;
  const told = (): void => teller.tell('waiting', {}, ['鍵箱につながりません。待ってから続けます。', 'the gateway is not reached; going on after a pause']);
  let failed = 0;
  for (const transfer of await untilReached(() => waiting(parts), { signal, pause, told })) {
    const standing = ledger.standings.get(transfer.id);
    if (standing?.state === 'failed') continue;
    try {
      await untilReached(() => (standing?.state === 'fetched' ? renew(parts, transfer) : fetchOne(parts, transfer)), { signal, pause, told });
    } catch (error) {
      await tellFailed(parts, transfer, error);
      failed += 1;
    }
  }
  return failed;
}

/** What lies ready on the line for the recipient, oldest first, whether it is here already or not. */
async function waiting({ caller: { api } }: PackParts): Promise<TransferSummary[]> {
  const found: TransferSummary[] = [];
  for (const state of ['released', 'collecting', 'collected'] as const) {
    for (let after: string | null = ''; after !== null;) {
      const page: { transfers: TransferSummary[]; next: string | null } = await api.call('transfers', { query: { state, limit: 200, ...(after === '' ? {} : { after }) } });
      found.push(...page.transfers.filter(({ direction, route, lockReady }) => direction === 'to-contractor' && route === 'line' && lockReady));
      after = page.next;
    }
  }
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

async function fetchOne(parts: PackParts, { id, number }: TransferSummary): Promise<void> {
  const folder = await pack(parts, id, number);
  parts.teller.tell('fetched', { id, number, folder }, [`受け取りました: 授受番号 ${number} → ${folder}`, `collected: transfer ${number} to ${folder}`]);
}

async function renew(parts: PackParts, { id, number }: TransferSummary): Promise<void> {
  const { lockSha256 } = await parts.caller.api.call('transfer', { id });
  if (await renewLock(parts, { id, number, lockSha256 })) parts.teller.tell('lock-renewed', { id, number }, [`パスワードが作り直されました: 授受番号 ${number}。新しい錠に替えました。`, `a new password was made for transfer ${number}; its lock was replaced`]);
}

/** One that cannot be had stops no other. Throws on what is no matter of this transfer: the line, the credential, our own disk. */
async function tellFailed(parts: PackParts, { id, number }: TransferSummary, error: unknown): Promise<void> {
  const failure = failureOf(error);
  if (failure?.kind === 'line' || failure?.kind === 'credential' || (failure === null && !(error instanceof OpeningFailed))) throw error;
  const code = failure !== null ? failure.problem.code : error instanceof OpeningFailed ? error.code : '';
  // Gone for good, or not what was sealed: asking again would be a collection from the start, for which a person gives the reason.
  if (failure === null || failure.problem.status === 410) {
    await parts.ledger.note({ state: 'failed', id, number, code });
    await dropParts(parts, id);
  }
  const words = failure === null ? ['受け取ったファイルが、封緘したものと違います。画面で確かめてください。', 'what came is not what was sealed: look at the page'] as const : [failure.problem.detail.ja, failure.problem.detail.en] as const;
  parts.teller.tell('failed', { id, number, code }, [`受け取れませんでした（${number}）: ${words[0]}`, `not collected (${number}): ${words[1]}`]);
}
