/**
 * The attacks of FORMAT.md's table on a real gateway: its database file, its stolen keys, the exports its auditor takes through the API, and the
 * documents its contractor holds. Each is found by the command that an auditor runs, which names the entry or the checkpoint.
 */
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCommand } from '../../client/cli/compare.ts';
import { verifyCommand, type VerifyArguments } from '../../client/cli/verify.ts';
import { makeKeyPair } from '../../client/opening.ts';
import { utf8 } from '../../server/ledger/encoding.ts';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { leafHash } from '../../server/ledger/tree.ts';
import { signDetached } from '../../server/sealing/gateway-signature.ts';
import { openStore, type Tx } from '../../server/store/store.ts';
import { collectAll, confirmWith, passphrase, signedWith, statementOf } from '../receipts/confirming.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from '../town.ts';
import { documentAt, entryWith, headsOf, joined, lineOf, linesOf, recomputed, renumbered, withLine } from './tampering.ts';

let town: Town;
let vkey: string;
let seed: Uint8Array;
let transfer: string;
/** As the contractor keeps it. */
let receipt: { document: string; signature: string; entry: number; proof: string };
let earlier: string;
let good: string;
let files = 0;

const databaseOf = (): string => join(town.settings.dataFolder, 'kagibako.db');
const kept = (): string => join(town.folder, 'last-week.db');
const export_ = async (): Promise<string> => (await town.auditor.api.call('ledgerExport', {})).text();

async function later(minutes: number): Promise<void> {
  town.time.advance(minutes);
  await town.running.gateway.tick();
  for (const one of [town.sato, town.takahashi, town.tanaka, town.auditor]) await one.signInAgain();
}

/** One transfer from deposit to wipe; its receipt is signed by the recipient and by the gateway. */
async function journey(): Promise<void> {
  const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date(start));
  await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
  await upload(town.sato, draft.id, '納付書.csv', Buffer.from('被保険者番号\r\n'));
  await town.sato.api.call('submit', { id: draft.id });
  transfer = draft.transfers[0]?.id ?? '';
  const { digest } = await town.takahashi.api.call('transfer', { id: transfer });
  await town.takahashi.api.call('approve', { id: transfer, body: { destination: true, content: true, attachments: true, digest } });
  await later(24 * 60);
  const { notice } = await town.takahashi.api.call('addNotice', { body: { transferIds: [transfer] } });
  await town.takahashi.api.call('handover', { id: notice.id, body: { method: 'in-person', to: town.tanaka.id, at: new Date(town.time.wall()).toISOString() } });
  const collected = await collectAll(town.tanaka, { id: transfer });
  await confirmWith(town.tanaka, collected, await signedWith(await statementOf(town.tanaka, collected), key.privateKey));
  receipt = await town.tanaka.api.call('receipt', { id: transfer });
  await later(3 * 24 * 60);
}

beforeAll(async () => {
  town = await foundTown();
  vkey = town.running.gateway.ledger.vkey;
  await journey();
  seed = await readFile(join(town.settings.keysFolder, 'ledger.key'));
  earlier = await export_();
  await town.restart(async () => copyFile(databaseOf(), kept()));
  await later(60);
  good = await export_();
});
afterAll(async () => {
  await town.close();
});

async function saved(text: string): Promise<string> {
  const file = join(town.folder, `${(files += 1)}.jsonl`);
  await writeFile(file, text);
  return file;
}
interface Ran { readonly code: number; readonly said: string }
async function verify(bundle: string, given: Partial<VerifyArguments> = {}): Promise<Ran> {
  const said: string[] = [];
  return { code: await verifyCommand({ file: await saved(bundle), vkey, ...given }, (line) => void said.push(line)), said: said.join('\n') };
}
async function compare(a: string, b: string): Promise<Ran> {
  const said: string[] = [];
  return { code: await compareCommand({ a: await saved(a), b: await saved(b), vkey }, (line) => void said.push(line)), said: said.join('\n') };
}
const found = ({ code, said }: Ran, ...patterns: RegExp[]): void => {
  expect(code).toBe(1);
  for (const pattern of patterns) expect(said).toMatch(pattern);
};
/** The entries under the first head that no longer fits have this one among them. */
function within(ran: Ran, index: number): void {
  found(ran, /do not fit the signed checkpoint/);
  const [, first, last] = /one of entries (\d+) to (\d+) /.exec(ran.said) ?? [];
  expect(Number(first)).toBeLessThanOrEqual(index);
  expect(Number(last)).toBeGreaterThanOrEqual(index);
}
const stolen = () => ({ seed, origin: linesOf(good)[0]!.match(/"origin":"([^"]+)"/)![1]! });
const entry = (): number => entryWith(good, '"act":"approve"');
const editedEntry = (): string => withLine(good, lineOf(good, entry()), (line) => line.replace('"result":"done"', '"result":"refused"'));

/** Changes the gateway's database while it stands still, and lets the auditor export it. */
async function exportAfter(attack: (tx: Tx) => Promise<unknown>): Promise<string> {
  await town.restart(async () => {
    await copyFile(databaseOf(), `${databaseOf()}.honest`);
    const store = await openStore({ file: databaseOf() });
    await store.change(attack);
    await store.close();
  });
  try {
    await town.auditor.signInAgain();
    return await export_();
  } finally {
    await town.restart(() => putBack(`${databaseOf()}.honest`));
    await town.auditor.signInAgain();
  }
}
async function putBack(file: string): Promise<void> {
  await Promise.all(['-wal', '-shm'].map((end) => rm(`${databaseOf()}${end}`, { force: true })));
  await copyFile(file, databaseOf());
}

describe('attacks on a real gateway', () => {
  it('[H 107] nothing is found where nothing was done: the export, every signature in it, the receipt, the certificate, a 確認書', async () => {
    const record = await saved(linesOf(good)[documentAt(good, 'confirmation-record')]!);
    const certificate = await saved(linesOf(good)[documentAt(good, 'wipe-certificate')]!);
    const { code, said } = await verify(good, { signatures: true, receipt: await saved(JSON.stringify(receipt)), certificate, record });
    expect(said).toMatch(/verdict: good[^]*受領書 \S+: 正しい[^]*受領者の署名は正しく[^]*消去証明書 \S+: 正しい[^]*確認書 \S+ 第1版: 正しい/);
    expect(said).toMatch(/receipt \S+: good — it is the one of entry \d+, unchanged; the gateway's signature holds; the recipient's signature holds/);
    expect(code).toBe(0);
    expect(await compare(earlier, good)).toMatchObject({ code: 0, said: expect.stringContaining('one history') as string });
  });

  it('[H 102] edit: an entry changed in the file, or in the database with its hash, is named', async () => {
    found(await verify(editedEntry()), new RegExp(`entry ${entry()} \\(line`), /edited/);
    const inDatabase = await exportAfter(async (tx) => {
      const { bytes } = await tx.selectFrom('ledger_entries').select('bytes').where('idx', '=', entry()).executeTakeFirstOrThrow();
      const forged = bytes.replace('"result":"done"', '"result":"refused"');
      await tx.updateTable('ledger_entries').set({ bytes: forged, leaf_hash: leafHash(sha256, utf8(forged)) }).where('idx', '=', entry()).execute();
    });
    within(await verify(inDatabase), entry());
    found(await compare(good, inDatabase), /B does not hold by itself/, new RegExp(`entry ${entry()}: its content differs`));
  });

  it('[H 102] delete, insert, reorder: the place is named', async () => {
    const at = lineOf(good, entry());
    const lines = linesOf(good);
    const without = joined(lines.filter((line, i) => i !== at && !line.startsWith(`{"opening":{"index":${entry()},`)));
    found(await verify(without), new RegExp(`entry ${entry()} \\(line ${at + 1}\\): entries are not in sequence`));
    found(await compare(good, recomputed(renumbered(without), stolen())), /rewritten/, new RegExp(`entry ${entry()}: A has an entry that was taken out of B`));
    found(await verify(joined(lines.toSpliced(at, 0, lines[at]!))), new RegExp(`entry ${entry() + 1} \\(line ${at + 2}\\): entries are not in sequence`));
    found(await verify(joined(lines.with(at, lines[lineOf(good, entry() + 1)]!).with(lineOf(good, entry() + 1), lines[at]!))), new RegExp(`entry ${entry()} \\(line ${at + 1}\\)`));
  });

  it('[H 102] cut the tail: the file is found by its header, the database by a checkpoint or an export that anyone kept', async () => {
    const cut = joined(linesOf(good).slice(0, linesOf(good).findLastIndex((line, i) => line.startsWith('{"checkpoint"') && i < linesOf(good).length - 1) + 1));
    found(await verify(cut), /the export ends early/);
    const size = entryWith(good, '"act":"issue-document"');
    const inDatabase = await exportAfter(async (tx) => {
      await tx.deleteFrom('ledger_entries').where('idx', '>=', size).execute();
      await tx.deleteFrom('ledger_checkpoints').where('size', '>', size).execute();
      for (let level = 0; level < 20; level += 1) await tx.deleteFrom('ledger_nodes').where('level', '=', level).where('idx', '>=', Math.floor(size / 2 ** level)).execute();
    });
    const checkpoint = await saved(headsOf(good).at(-1)!);
    found(await verify(inDatabase, { checkpoints: [checkpoint] }), /shorter than the checkpoint you hold/);
    const proof = await saved(receipt.proof);
    found(await verify(inDatabase, { checkpoints: [proof] }), /shorter than the checkpoint you hold|history differs from the checkpoint/);
    found(await compare(good, inDatabase), new RegExp(`entries alike from the beginning: ${size}、`), new RegExp(`entry ${size}: `));
  });

  it('[H 102] replace by last week\'s copy: the database file put back is found by comparing, at once and after it went on', async () => {
    await town.restart(async () => {
      await copyFile(databaseOf(), `${databaseOf()}.now`);
      await putBack(kept());
    });
    town.time.advance(60);
    await town.auditor.signInAgain();
    const restored = await export_();
    found(await compare(good, restored), /verdict: NOT good — B went back to an older state of \d+ entries \(an old image was restored\)/);
    found(await verify(restored, { checkpoints: [await saved(headsOf(good).at(-1)!)] }), /shorter than the checkpoint you hold|history differs/);
    await town.restart(() => putBack(`${databaseOf()}.now`));
    await town.auditor.signInAgain();
  });

  it('[H 102] recompute the whole tree, or re-sign it with the stolen log key: every kept checkpoint, receipt and export contradicts it', async () => {
    within(await verify(recomputed(editedEntry(), null)), entry());
    const forged = recomputed(editedEntry(), stolen());
    expect((await verify(forged)).code).toBe(0);
    found(await verify(forged, { checkpoints: [await saved(receipt.proof)] }), /history differs from the checkpoint you hold/);
    found(await compare(good, forged), /rewritten/, new RegExp(`entry ${entry()}: its content differs`), /cannot both be true: A \d+ \S+、B \d+ /);
  });

  it('[H 102] show two auditors different logs: comparing names the entry and the two checkpoints', async () => {
    const from = entry();
    const other = recomputed(joined(linesOf(good).map((line) => {
      const index = Number(/^\{"entry":.*"index":(\d+)/.exec(line)?.[1] ?? -1);
      return index >= from ? line.replace(/"at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{3}Z"/, '"at":"$1.777Z"') : line;
    })), stolen());
    expect((await verify(other)).code).toBe(0);
    found(await compare(good, other), /a split view/, new RegExp(`entry ${from}: from here on they differ`), /checkpoints that cannot both be true/);
  });

  it('[H 102] edit a wipe certificate: in the export, in the database with the stolen signing key, or in the hands of its holder', async () => {
    const index = entryWith(good, '"kind":"wipe-certificate"');
    const at = documentAt(good, 'wipe-certificate');
    found(await verify(withLine(good, at, (line) => line.replace('PASS', 'FAIL'))), new RegExp(`wipe certificate \\S+, entry ${index} \\(line ${at + 1}\\)`), /edited or exchanged/);
    found(await verify(joined(linesOf(good).filter((_, i) => i !== at))), new RegExp(`wipe certificate \\S+, entry ${index}`), /is missing/);
    const key = await readFile(join(town.settings.keysFolder, 'gateway.asc'), 'utf8');
    const inDatabase = await exportAfter(async (tx) => {
      const { document } = await tx.selectFrom('wipe_certificates').select('document').where('transfer_id', '=', transfer).executeTakeFirstOrThrow();
      const forged = document.replace('PASS', 'FAIL');
      await tx.updateTable('wipe_certificates').set({ document: forged, signature: await signDetached(Buffer.from(forged), key) }).where('transfer_id', '=', transfer).execute();
    });
    found(await verify(inDatabase), new RegExp(`wipe certificate \\S+, entry ${index} `), /edited or exchanged/);
    found(await verify(good, { certificate: await saved(linesOf(inDatabase)[documentAt(inDatabase, 'wipe-certificate')]!) }), new RegExp(`wipe certificate \\S+: NOT good — it contradicts entry ${index}`), /the gateway's signature holds/);
  });

  it('[H 102] forge a receipt: with the stolen signing key it verifies by gpg, and the ledger has another or none', async () => {
    const key = await readFile(join(town.settings.keysFolder, 'gateway.asc'), 'utf8');
    const forge = async (change: (document: string) => string): Promise<string> => {
      const document = change(receipt.document);
      return saved(JSON.stringify({ ...receipt, document, signature: await signDetached(Buffer.from(document), key) }));
    };
    const index = entryWith(good, '"kind":"receipt"');
    found(await verify(good, { receipt: await forge((document) => document.replace(/"quantity":\d+/, '"quantity":999')) }), new RegExp(`it contradicts entry ${index}`), /the gateway's signature holds/);
    found(await verify(good, { receipt: await forge((document) => document.replace(/"number":"R8-\d+"/, '"number":"R8-99"')) }), /receipt R8-99: NOT good — the ledger does not have it/);
    found(await verify(good, { receipt: await saved(JSON.stringify({ ...receipt, signature: receipt.signature.replace(/\n[A-Za-z0-9+/]{8}/, '\nAAAAAAAA') })) }), /the gateway's signature does not hold/);
  });
});
