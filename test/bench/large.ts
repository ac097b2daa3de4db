// `npm run bench -- large`: twenty gigabytes in one file up, both ways of sending, and down again, through one process of the gateway: its resident memory and its speed.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { uploadResumable } from '../../client/upload-resumable.ts';
import { draftFor } from '../town.ts';
import { leanGet } from './peers/lean-get.ts';
import { watchMemory, type Peak } from './memory.ts';
import { rate, show } from './numbers.ts';
import { timed } from './peers/openssh.ts';
import { under, type Given, type Outcome, type Part } from './part.ts';
import { makePayload, readPayload } from './payload.ts';
import { collectable, firmOf, release, type Ready } from './sent.ts';
import { openSite, type Site } from './site.ts';
import { mustFit } from './wipe.ts';

interface Step { readonly label: string; readonly seconds: number; readonly peak: Peak }

async function run({ folder, sizeInBytes, sizeInMiB, say }: Given): Promise<Outcome> {
  // The first body may still be on its way out when the second is whole.
  await mustFit(folder, 2 * sizeInMiB);
  const payload = join(folder, 'payload.bin');
  // One file, read again from its beginning as often as it takes: the disk holds the body once.
  await makePayload(payload, Math.min(sizeInBytes, 512 * 2 ** 20));
  const site = await openSite(join(folder, 'gateway'));
  const steps: Step[] = [];
  const step = async (label: string, work: () => Promise<unknown>): Promise<void> => {
    let seconds = 0;
    const peak = await watchMemory(site.pid, async () => { seconds = await timed(work); });
    steps.push({ label, seconds, peak });
    say(`${label}: ${seconds.toFixed(1)} s, ${show(rate(sizeInBytes, seconds))} MB/s, ${show(peak.duringMiB)} MiB`);
  };
  await step('up, one multipart request, SEIPDv1', () => site.ingest(payload, sizeInBytes, 'seipd1'));
  let ready: Ready | null = null;
  await step('up, resumable, SEIPDv2-GCM', async () => { ready = await sendResumable(site, payload, sizeInBytes); });
  await step('down, SEIPDv2-GCM', () => collect(ready));
  await site.close();
  const ever = steps.at(-1)?.peak.everMiB;
  return {
    lines: [
      `One file of ${sizeInMiB} MiB up twice and down once, in one process of the gateway. The first upload is removed (and overwritten) while the second comes; what is collected is hashed by the client.`, '', '| | MB/s | time | most memory meanwhile, MiB |', '|---|---|---|---|',
      ...steps.map(({ label, seconds, peak }) => `| ${label} | ${show(rate(sizeInBytes, seconds))} | ${seconds.toFixed(0)} s | ${show(peak.duringMiB)} |`), '', `Most since the start of the process (VmHWM): ${show(ever)} MiB.`,
    ],
    goals: [under(`resident memory, ${sizeInMiB} MiB in one file up and down`, 220, ever, 'MiB')],
    plots: [{ name: 'large', title: `Resident memory of the gateway, one file of ${sizeInMiB} MiB`, unit: 'MiB', marks: [{ label: 'goal: 220', value: 220 }], bars: steps.map(({ label, peak }) => ({ label, value: peak.duringMiB ?? 0, isOurs: true })) }],
    versions: [],
  };
}

/** As page and command send it. Returns what the firm asks for. */
async function sendResumable(site: Site, payload: string, sizeInBytes: number): Promise<Ready> {
  const { clerk, origins } = site;
  const draft = await draftFor(clerk, { engagement: site.engagements['seipd2-gcm'] }, { recipientIds: [firmOf(site, 0).id], key: randomBytes(12).toString('hex') });
  await uploadResumable({
    source: repeatedSource(payload, sizeInBytes), endpoint: `${origins.ward}/api/uploads`, metadata: { depositId: draft.id, filename: 'noufu_20.bin', idempotencyKey: randomBytes(12).toString('hex') }, sign: () => clerk.line.headers(),
    find: () => Promise.resolve(null), onBytes: () => undefined, onCut: () => undefined, onAddress: () => undefined, signal: new AbortController().signal,
  });
  return collectable(site, 0, await release(site, draft));
}

/** The payload again and again, from any place on. */
export function repeatedSource(payload: string, sizeInBytes: number) {
  return {
    size: sizeInBytes, close: () => undefined,
    slice: (start: number, end: number) => Promise.resolve(Object.assign(Readable.from(after(readPayload(payload, end), start), { objectMode: false, highWaterMark: 1 << 20 }), { size: end - start })),
  };
}

async function* after(pieces: AsyncIterable<Uint8Array>, start: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const piece of pieces) {
    if (at + piece.length > start) yield piece.subarray(Math.max(0, start - at));
    at += piece.length;
  }
}

async function collect(ready: Ready | null): Promise<void> {
  if (ready === null) throw new Error('expected the transfer to be ready');
  const hash = createHash('sha256');
  await leanGet({ address: ready.address, headers: ready.headers, bytes: ready.bodySize, see: (piece) => { hash.update(piece); } });
  if (hash.digest('hex') !== ready.bodySha256) throw new Error('expected the body that the manifest tells of, got other bytes');
}

export const large: Part = { name: 'large', title: 'Twenty gigabytes in one file', usual: { sizeInMiB: 20_480, rounds: 1, count: 1 }, quick: { sizeInMiB: 512, rounds: 1, count: 1 }, longest: 15, run };
