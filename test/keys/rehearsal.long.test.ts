// All of the gateway's own keys and one of a recipient's are changed in a row, while a transfer is under way; at the end it is received, wiped, and the
// whole ledger verified by whoever trusts the first key, the last, or kept a receipt of before.
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSealed, openFile, openSealed } from '../../client/collecting.ts';
import { makeKeyPair, unlockPrivateKey, type KeyPair } from '../../client/opening.ts';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { createSigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { parseProof } from '../../server/ledger/tlog-proof.ts';
import { verifyBundle } from '../../server/ledger/verify.ts';
import { verifyDetached } from '../../server/sealing/gateway-signature.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from '../town.ts';
import { changeKey, keysIn, openedBy, prepareGatewayKey, rotateGatewayKey, rotateLedgerKey, rotateWaitingKey } from './changing.ts';

const passphrase = 'みどり の つくえ 3';
const payload = Buffer.from('被保険者番号,氏名\r\n0000000001,髙橋 﨑子\r\n'.repeat(50));

describe('every key is changed in a row with a transfer under way', () => {
  let town: Town;
  let old: KeyPair;
  let vkeys: string[] = [];
  const checkpoints: string[] = [];
  let id = '';
  let before: Map<string, Buffer>;
  let earlierReceipt: { document: string; signature: string; proof: string };

  const vkeyNow = (): string => town.running.gateway.ledger.vkey;
  const checkpoint = async (): Promise<string> => (await town.auditor.api.call('checkpoint', {})).text();
  const pass = async (minutes: number): Promise<void> => {
    town.time.advance(minutes);
    for (const who of [town.sato, town.takahashi, town.tanaka, town.auditor, town.admin]) await who.signInAgain();
  };

  async function send(name: string): Promise<string> {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, name, payload);
    const submitted = await town.sato.api.call('submit', { id: draft.id });
    const transfer = submitted.transfers[0]?.id ?? '';
    await town.takahashi.api.call('approve', { id: transfer, body: { destination: true, content: true, attachments: true, digest: submitted.transfers[0]?.digest ?? '' } });
    return transfer;
  }

  /** Notice, hand-over, collection under the certificates of their time, confirmation. */
  async function receive(transfer: string, key: KeyPair): Promise<void> {
    await pass(21 * 60);
    const { notice, password } = await town.sato.api.call('addNotice', { body: { transferIds: [transfer] } });
    await town.sato.api.call('handover', { id: notice.id, body: { method: 'in-person', to: notice.addressees[0]?.id ?? '', at: new Date(town.time.wall()).toISOString() } });
    const { api } = town.tanaka;
    const sealed = await fetchSealed(api, { id: transfer }, await api.call('gatewayCertificates', {}));
    expect(sealed.manifest.recipientFingerprints).toEqual([key.fingerprint]);
    const session = await openSealed(sealed, password, [await unlockPrivateKey(key.privateKey, passphrase)]);
    for (const file of sealed.manifest.files) expect(Buffer.from(await new Response(await openFile(api, sealed, transfer, file, session)).arrayBuffer()).equals(payload)).toBe(true);
    const { digest } = await api.call('transfer', { id: transfer });
    await api.call('confirm', { id: transfer, body: { quantity: 3, opened: true, digest } });
  }

  beforeAll(async () => {
    town = await foundTown();
    old = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, old.certificate);
    await receive(await send('先に送ったもの.csv'), old);
    const [first] = (await town.tanaka.api.call('searchTransfers', { body: {} })).transfers;
    earlierReceipt = await town.tanaka.api.call('receipt', { id: first?.id ?? '' });
    id = await send('途中のもの.csv');
    before = await keysIn(town);
    vkeys = [vkeyNow()];
    checkpoints.push(parseProof(earlierReceipt.proof).checkpoint, await checkpoint());
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('ledger, waiting and signing key are changed, the ledger\'s twice, and each start goes on', async () => {
    await town.restart(async () => { await changeKey(town, rotateLedgerKey); });
    vkeys.push(vkeyNow());
    checkpoints.push(await checkpoint());
    await town.restart(async () => {
      await changeKey(town, rotateWaitingKey);
      await changeKey(town, prepareGatewayKey);
    });
    await pass(60);
    await town.restart(async () => {
      await changeKey(town, rotateGatewayKey);
      await changeKey(town, rotateLedgerKey);
    });
    vkeys.push(vkeyNow());
    checkpoints.push(await checkpoint());
    expect(new Set(vkeys).size).toBe(3);
    const after = await keysIn(town);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, bytes] of before) expect(after.get(name)?.equals(bytes), name).toBe(false);
    expect(await openedBy(town, before.get('waiting.key') ?? new Uint8Array(32))).toBe(0);
  });

  it('the recipient changes its key by two persons: the transfer under way still opens with the old one, the next with the new one', async () => {
    const next = await makeKeyPair({ name: '株式会社みどり印刷（新）', passphrase }, new Date(town.time.wall()));
    await receive(id, old);
    const made = await town.tanaka.api.call('addCertificate', { body: { certificate: next.certificate, label: '新しい端末' } });
    await town.sato.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.words } });
    const former = (await town.tanaka.api.call('certificates', {})).find((one) => one.fingerprint === old.fingerprint);
    await town.tanaka.api.call('withdrawCertificate', { id: former?.id ?? '' });
    await receive(await send('あとのもの.csv'), next);
  });

  it('what was signed before holds under the certificate of then, what is signed now under that of now', async () => {
    const [former, now] = await town.tanaka.api.call('gatewayCertificates', {});
    await verifyDetached(Buffer.from(earlierReceipt.document), earlierReceipt.signature, former?.certificate ?? '');
    const receipt = await town.tanaka.api.call('receipt', { id });
    await verifyDetached(Buffer.from(receipt.document), receipt.signature, now?.certificate ?? '');
    await expect(verifyDetached(Buffer.from(receipt.document), receipt.signature, former?.certificate ?? '')).rejects.toThrow();
  });

  it('the whole export is good for whoever trusts the first key or the last, with every checkpoint kept on the way', async () => {
    await pass(25 * 60);
    await town.running.gateway.tick();
    await town.auditor.signInAgain();
    expect(await town.running.gateway.store.read.selectFrom('transfers').select('state').distinct().execute()).toEqual([{ state: 'wiped' }]);
    checkpoints.push(await checkpoint());
    const bundle = new Uint8Array(await (await town.auditor.api.call('ledgerExport', {})).arrayBuffer());
    const verify = (trusted: readonly string[] | undefined, known = checkpoints) => verifyBundle((async function* () { yield await Promise.resolve(bundle); })(), { sha256, verifyEd25519, known, ...(trusted === undefined ? {} : { vkeys: trusted }) });
    for (const trusted of [...vkeys.map((vkey) => [vkey]), undefined]) expect(await verify(trusted), trusted?.join() ?? 'its own').toMatchObject({ ok: true, header: { vkeys } });
    const stranger = createSigner(town.settings.ledgerOrigin, new Uint8Array(32).fill(9)).vkey;
    expect(await verify([stranger])).toMatchObject({ ok: false, firstBad: { code: 'KEY' } });
  });

  it('each checkpoint bears what its time asks for', () => {
    const ids = checkpoints.map((note) => parseNote(note).signatures.map((one) => one.keyId));
    const idOf = (at: number): string => vkeys[at]?.split('+')[1] ?? '';
    expect(ids).toEqual([[idOf(0)], [idOf(0)], [idOf(0), idOf(1)], [idOf(1), idOf(2)], [idOf(2)]]);
    const sizes = checkpoints.map((note) => parseCheckpoint(parseNote(note).text).size);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  it('the ledger tells each change once, and a stolen old seed signs nothing: put back, it stops the start', async () => {
    const acts = ['rotate-ledger-key', 'rotate-waiting-key', 'announce-gateway-key', 'rotate-gateway-key', 'register-certificate', 'confirm-certificate', 'withdraw-certificate'];
    const rows = await town.running.gateway.store.read.selectFrom('ledger_entries').select('act').where('act', 'in', acts).orderBy('idx').execute();
    expect(rows.map(({ act }) => act)).toEqual(['register-certificate', 'confirm-certificate', 'rotate-ledger-key', 'rotate-waiting-key', 'announce-gateway-key', 'rotate-gateway-key', 'rotate-ledger-key', 'register-certificate', 'confirm-certificate', 'withdraw-certificate']);
    for (const name of ['ledger.key', 'waiting.key', 'gateway.asc']) {
      const path = `${town.settings.keysFolder}/${name}`;
      const now = await readFile(path);
      await town.restart(async () => {
        await writeFile(path, before.get(name) ?? '');
        await expect(changeKey(town, () => Promise.resolve())).rejects.toThrow(name);
        await writeFile(path, now);
      });
    }
  });
});
