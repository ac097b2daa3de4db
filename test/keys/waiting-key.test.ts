import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSealed, openFile, openSealed } from '../../client/collecting.ts';
import { makeKeyPair, unlockPrivateKey, type KeyPair } from '../../client/opening.ts';
import { findOnDisk, inEveryForm } from '../crash/disk.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from '../town.ts';
import { changeKey, keysIn, openedBy, rotateWaitingKey } from './changing.ts';

const passphrase = 'みどり の つくえ 3';
const payload = Buffer.from('被保険者番号,氏名\r\n0000000001,髙橋 﨑子\r\n'.repeat(50));

describe('the waiting key is changed while a draft is open and a transfer waits for its notice', () => {
  let town: Town;
  let key: KeyPair;
  let before: Buffer;
  let draft = '';
  let waiting = '';

  beforeAll(async () => {
    town = await foundTown();
    key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    const ready = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    waiting = ready.transfers[0]?.id ?? '';
    await upload(town.sato, ready.id, '送る.csv', payload);
    await town.sato.api.call('submit', { id: ready.id });
    const { digest } = await town.takahashi.api.call('transfer', { id: waiting });
    await town.takahashi.api.call('approve', { id: waiting, body: { destination: true, content: true, attachments: true, digest } });
    const open = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    draft = open.id;
    await upload(town.sato, draft, '一つ目.csv', payload);
    before = (await keysIn(town)).get('waiting.key') ?? Buffer.alloc(0);
    expect(await openedBy(town, before)).toBe(3);
    await town.restart(async () => {
      expect(await changeKey(town, rotateWaitingKey)).toMatchObject({ transfers: 2 });
    });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('the old key is nowhere on the disk and opens nothing of the folder; the new one opens what the old one did', async () => {
    const after = await keysIn(town);
    expect([...after.keys()]).toEqual(['gateway.asc', 'ledger.key', 'waiting.key']);
    expect(after.get('waiting.key')?.equals(before)).toBe(false);
    expect(await openedBy(town, before)).toBe(0);
    expect(await openedBy(town, after.get('waiting.key') ?? before)).toBe(3);
    expect(await findOnDisk([town.folder], inEveryForm('old waiting key', before))).toEqual([]);
  });

  it('the draft takes another file, is deposited, and its first file opens as well', async () => {
    await upload(town.sato, draft, '二つ目.csv', payload);
    const submitted = await town.sato.api.call('submit', { id: draft });
    expect(submitted.transfers[0]).toMatchObject({ state: 'awaiting-approval', fileCount: 2 });
    const id = submitted.transfers[0]?.id ?? '';
    await town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest: submitted.transfers[0]?.digest ?? '' } });
    await handOver(id);
    expect(await collect(id)).toEqual([payload, payload]);
  });

  it('the transfer that waited gets its notice and opens', async () => {
    await handOver(waiting);
    expect(await collect(waiting)).toEqual([payload]);
  });

  it('the ledger tells it once, without anything of a key', async () => {
    const rows = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'rotate-waiting-key').execute();
    expect(rows.map(({ bytes }) => JSON.parse(bytes) as unknown)).toMatchObject([{ facts: { transfers: 2 }, actor: { system: true }, result: 'done' }]);
    expect(Object.keys((JSON.parse(rows[0]?.bytes ?? '{}') as { facts: object }).facts)).toEqual(['transfers']);
  });

  const passwords = new Map<string, string>();
  async function handOver(id: string): Promise<void> {
    town.time.advance(21 * 60);
    await town.sato.signInAgain();
    await town.tanaka.signInAgain();
    await town.takahashi.signInAgain();
    const shown = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    passwords.set(id, shown.password);
    await town.sato.api.call('handover', { id: shown.notice.id, body: { method: 'in-person', to: shown.notice.addressees[0]?.id ?? '', at: new Date(town.time.wall()).toISOString() } });
  }

  async function collect(id: string): Promise<Buffer[]> {
    const { api } = town.tanaka;
    const sealed = await fetchSealed(api, { id }, await (await api.call('gatewayCertificate', {})).text());
    const session = await openSealed(sealed, passwords.get(id) ?? '', [await unlockPrivateKey(key.privateKey, passphrase)]);
    return Promise.all(sealed.manifest.files.map(async (file) => Buffer.from(await new Response(await openFile(api, sealed, id, file, session)).arrayBuffer())));
  }
});
