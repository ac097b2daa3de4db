// One transfer into its folder, sealed: all that a person needs to open it, by `kagibako open`, on the page, or with gpg. Nothing is opened here.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { fetchSealed } from '../../collecting.ts';
import type { Caller } from '../unattended/line.ts';
import { flushFolder, isThere, writeDurably } from '../durable.ts';
import type { Teller } from '../unattended/telling.ts';
import { waitingWords } from '../unattended/waiting-words.ts';
import { fetchBody, showLastByte } from './body.ts';
import type { CollectLedger } from './ledger.ts';

export interface PackParts {
  readonly caller: Pick<Caller, 'api' | 'fetch'>;
  readonly ledger: CollectLedger;
  readonly teller: Teller;
  readonly folder: string;
  readonly gateway: string;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** `transfer.json`: what stands beside the sealed parts. `bodies` are in the order of the manifest's files. */
export const packed = z.object({
  version: z.literal(1), gateway: z.string(), id: z.string().regex(/^[0-9a-f]{32}$/), number: z.string(), sender: z.string(), form: z.string(), unit: z.string(), quantity: z.int(),
  collectBy: z.string(), lockSha256: z.string(), bodies: z.array(z.string().regex(/^\d{2,6}\.body$/)),
  gatewayCertificates: z.array(z.object({ certificate: z.string(), from: z.string().nullable(), until: z.string().nullable(), state: z.enum(['current', 'retired', 'next']) })),
});
export type Packed = z.infer<typeof packed>;

export const bodyName = (at: number): string => `${String(at + 1).padStart(2, '0')}.body`;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Fetches a transfer whole, and returns its folder. May be run again after any crash. Throws what fetching throws; what came waits. */
export async function pack(parts: PackParts, id: string, number: string): Promise<string> {
  const { ledger, folder, caller: { api } } = parts;
  const target = join(folder, number);
  const place = join(folder, '.kagibako', 'fetching', id);
  if (ledger.standings.get(id)?.state !== 'fetching') await ledger.note({ state: 'fetching', id, number });
  if (!(await isPacked(target, id))) {
    await mkdir(place, { recursive: true, mode: 0o700 });
    const view = await api.call('transfer', { id });
    await fetchParts(parts, view, place);
    await rename(place, target);
    await flushFolder(folder);
    await flushFolder(join(place, '..'));
  }
  const { lockSha256, bodies } = await readPacked(target);
  const { files } = z.object({ files: z.array(z.object({ bodySize: z.number() })) }).parse(JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8')));
  await ledger.note({ state: 'fetched', id, number, files: bodies.length, bytes: files.reduce((sum, file) => sum + file.bodySize, 0), lockSha256 });
  return target;
}

/** The rename was done, and the record of it lost. */
const isPacked = async (target: string, id: string): Promise<boolean> => await isThere(join(target, 'transfer.json')) && (await readPacked(target)).id === id;

/** Throws where it is no such file: `SyntaxError`, `ZodError`, and what reading throws. */
export async function readPacked(folder: string): Promise<Packed> {
  return packed.parse(JSON.parse(await readFile(join(folder, 'transfer.json'), 'utf8')));
}

async function fetchParts(parts: PackParts, view: TransferView, place: string): Promise<void> {
  const { caller: { api, fetch }, teller, pause, signal, gateway } = parts;
  const gatewayCertificates = (await api.call('gatewayCertificates', {})).map(({ certificate, from, until, state }) => ({ certificate, from, until, state }));
  const { manifest, manifestBytes, signature, lock } = await fetchSealed(api, view, gatewayCertificates);
  const bodies = manifest.files.map((_, at) => bodyName(at));
  for (const [at, file] of manifest.files.entries()) {
    await fetchBody({
      address: api.address('body', { id: view.id, fileId: file.body }), fetch, file, path: join(place, bodyName(at)), pause, signal,
      onBytes: (done) => teller.progress(`${view.number} ${bodyName(at)}`, done, file.bodySize),
      onCut: (asked) => teller.tell('waiting', { id: view.id, number: view.number }, waitingWords(asked)),
    });
  }
  await beCounted(parts, view.id, manifest.files);
  await writeDurably(join(place, 'manifest.json'), manifestBytes);
  await writeDurably(join(place, 'manifest.json.asc'), signature);
  await writeDurably(join(place, 'gateway.asc'), gatewayCertificates.find(({ state }) => state === 'current')?.certificate ?? '');
  await writeDurably(join(place, 'lock.pgp'), lock);
  await writeDurably(join(place, 'HOW-TO-OPEN.txt'), howToOpen(view));
  // The last: a folder with it has everything.
  const about: Packed = {
    version: 1, gateway, id: view.id, number: view.number, sender: view.sender.name, form: view.form.name, unit: view.form.unit, quantity: view.quantity, collectBy: view.collectBy, lockSha256: sha256(lock), bodies, gatewayCertificates,
  };
  await writeDurably(join(place, 'transfer.json'), `${JSON.stringify(about, null, 1)}\n`);
}

/** How often the gateway is asked to count what it has delivered. */
const ASKED = 3;

/** The gateway records the collection when every byte has gone out; one that died on the way may have missed the end of it. */
async function beCounted({ caller: { api, fetch }, pause }: PackParts, id: string, files: readonly { readonly body: string; readonly bodySize: number; readonly bodySha256: string }[]): Promise<void> {
  for (let asked = 0; asked < ASKED; asked += 1) {
    if ((await api.call('transfer', { id })).state !== 'collecting') return;
    if (asked > 0) await pause(1000);
    for (const file of files) await showLastByte({ address: api.address('body', { id, fileId: file.body }), fetch, file });
  }
}

/** Takes the new lock into the folder of a transfer whose password was made anew; nothing where the folder has been moved away. */
export async function renewLock({ ledger, folder, caller: { api } }: PackParts, { id, number, lockSha256 }: Pick<TransferView, 'id' | 'number' | 'lockSha256'>): Promise<boolean> {
  const target = join(folder, number);
  if (lockSha256 === null || ledger.standings.get(id)?.lockSha256 === lockSha256 || !(await isPacked(target, id))) return false;
  const lock = new Uint8Array(await (await api.call('lock', { id })).arrayBuffer());
  const about = await readPacked(target);
  // The lock before what names it: between the two, opening says "changed", never "another password".
  await writeDurably(join(target, 'lock.pgp'), lock);
  await writeDurably(join(target, 'transfer.json'), `${JSON.stringify({ ...about, lockSha256: sha256(lock) }, null, 1)}\n`);
  await ledger.note({ state: 'lock-renewed', id, number, lockSha256: sha256(lock) });
  return true;
}

/** What was begun and will never be whole goes. */
export async function dropParts({ folder }: Pick<PackParts, 'folder'>, id: string): Promise<void> {
  await rm(join(folder, '.kagibako', 'fetching', id), { recursive: true, force: true });
}

/** With a byte order mark and CRLF, for Windows' own editor. */
function howToOpen({ number, lockForm }: TransferView): string {
  const key = lockForm === 'both' ? ' --key KEY.asc' : '';
  return `\uFEFF${[
    `授受番号 / transfer ${number}`, '',
    'このフォルダーのファイルは封緘（暗号化）してあります。パスワードは、別にお渡しするパスワード通知書にあります。',
    'The files in this folder are sealed. The password stands on the notice that is handed over separately.', '',
    `  kagibako open ${number}${key}`, '',
    '鍵箱の画面で開くこともできます。gpg で開く手順は、鍵箱の server/sealing/FORMAT.md にあります。',
    'The pages open it too; the recipe for gpg is in server/sealing/FORMAT.md.', '',
  ].join('\r\n')}`;
}
