import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpeningFailed, verifyManifest } from '../../client/opening.ts';
import { Refused } from '../../client/api.ts';
import { KeysRefused } from '../../server/keys/keys.ts';
import { manifestBytes, type Manifest } from '../../server/sealing/manifest.ts';
import { readGatewayKey, signDetached, verifyDetached } from '../../server/sealing/gateway-signature.ts';
import { findOnDisk } from '../crash/disk.ts';
import { foundTown, type Town } from '../town.ts';
import { changeKey, keysIn, prepareGatewayKey, rotateGatewayKey } from './changing.ts';

const hash = 'a'.repeat(64);
const manifest: Manifest = {
  version: 1, transfer: 't', number: 'R8-1', municipality: 'あさぎり区', sender: '介護保険課', recipient: 'みどり印刷', engagement: '印刷', form: '印字データ', purpose: '印字', sealedAt: '2026-07-02T05:00:00.000Z',
  lockForm: 'password', bodyFormat: 'seipd1', recipientFingerprints: [], files: [{ name: 'a.csv', size: 1, sha256: hash, body: 'b', bodySize: 2, bodySha256: hash }],
};
const bytes = manifestBytes(manifest);
const bad = new OpeningFailed('SIGNATURE_BAD');

describe('the gateway\'s signing key is announced, then changed, then changed again', () => {
  let town: Town;
  const privateKeys: string[] = [];
  const signatures: string[] = [];
  const list = () => town.tanaka.api.call('gatewayCertificates', {});
  const note = async (): Promise<void> => {
    privateKeys.push((await keysIn(town)).get('gateway.asc')?.toString('utf8') ?? '');
    signatures.push(await signDetached(bytes, privateKeys.at(-1) ?? '', new Date(town.time.wall())));
  };

  beforeAll(async () => {
    town = await foundTown();
    await note();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('before any change there is one certificate, the one that is handed out', async () => {
    const certificate = await (await town.sato.api.call('gatewayCertificate', {})).text();
    expect(await list()).toMatchObject([{ state: 'current', certificate, from: null, until: null, announcedAt: null, change: null }]);
  });

  it('an announced key is handed out with a statement that both keys signed, and signs nothing yet', async () => {
    await town.restart(async () => {
      await changeKey(town, prepareGatewayKey);
      await expect(changeKey(town, prepareGatewayKey)).rejects.toThrow(KeysRefused);
    });
    const [old, next, ...rest] = await list();
    expect([old?.state, next?.state, rest]).toEqual(['current', 'next', []]);
    const { statement, signedByOld, signedByNew } = next?.change ?? { statement: '', signedByOld: '', signedByNew: '' };
    expect(JSON.parse(statement)).toMatchObject({ kind: 'gateway-certificate-change', from: old?.fingerprint, to: next?.fingerprint, certificate: next?.certificate });
    await verifyDetached(Buffer.from(statement), signedByOld, old?.certificate ?? '');
    await verifyDetached(Buffer.from(statement), signedByNew, next?.certificate ?? '');
    await expect(verifyDetached(Buffer.from(statement.replace(next?.fingerprint ?? '-', old?.fingerprint ?? '-')), signedByOld, old?.certificate ?? '')).rejects.toThrow();
    expect(await (await town.sato.api.call('gatewayCertificate', {})).text()).toBe(old?.certificate);
    const early = await signDetached(bytes, (await keysIn(town)).get('gateway.asc.next')?.toString('utf8') ?? '', new Date(town.time.wall()));
    await expect(verifyManifest(bytes, early, await list())).rejects.toThrow(bad);
  });

  it('the announced key takes over; a second change needs no announcement', async () => {
    const announced = (await list()).at(-1)?.fingerprint;
    town.time.advance(60);
    await town.restart(async () => { expect(await changeKey(town, rotateGatewayKey)).toMatchObject({ to: announced }); });
    await note();
    town.time.advance(60);
    await town.restart(async () => { await changeKey(town, rotateGatewayKey); });
    await note();
    const known = await list();
    expect(known.map((one) => one.state)).toEqual(['retired', 'retired', 'current']);
    expect(known.map((one) => one.until)).toEqual([known[1]?.from, known[2]?.from, null]);
    expect(await (await town.sato.api.call('gatewayCertificate', {})).text()).toBe(known[2]?.certificate);
    expect((await readGatewayKey(privateKeys[2] ?? '')).fingerprint).toBe(known[2]?.fingerprint);
  });

  it('what each key signed in its time holds; signed by an old key after its time, it does not', async () => {
    const known = await list();
    for (const signature of signatures) expect(await verifyManifest(bytes, signature, known)).toEqual(manifest);
    for (const key of privateKeys.slice(0, 2)) {
      const late = await signDetached(bytes, key, new Date(town.time.wall() + 3_600_000));
      await expect(verifyManifest(bytes, late, known)).rejects.toThrow(bad);
    }
    const early = await signDetached(bytes, privateKeys[2] ?? '', new Date(town.time.wall() - 3 * 3_600_000)).catch(() => null);
    if (early !== null) await expect(verifyManifest(bytes, early, known)).rejects.toThrow(bad);
    await expect(verifyManifest(bytes, signatures[0] ?? '', known.slice(1))).rejects.toThrow(bad);
  });

  it('old private keys are nowhere on the disk; the ledger has both fingerprints of each change', async () => {
    const lines = privateKeys.slice(0, 2).map((armored) => ({ what: 'old signing key', bytes: Buffer.from(armored.split('\n')[4] ?? armored) }));
    expect(await findOnDisk([town.folder], lines)).toEqual([]);
    expect([...(await keysIn(town)).keys()]).toEqual(['gateway.asc', 'ledger.key', 'waiting.key']);
    const known = (await list()).map((one) => one.fingerprint);
    const rows = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', 'in', ['announce-gateway-key', 'rotate-gateway-key']).orderBy('idx').execute();
    expect(rows.map((row) => JSON.parse(row.bytes) as unknown)).toMatchObject([
      { act: 'announce-gateway-key', facts: { from: known[0], to: known[1] } }, { act: 'rotate-gateway-key', facts: { from: known[0], to: known[1] } }, { act: 'rotate-gateway-key', facts: { from: known[1], to: known[2] } },
    ]);
  });

  it('somebody whose session has ended may read the certificates, as whoever was given a document has to', async () => {
    expect(await list()).toHaveLength(3);
    await expect(town.tanaka.api.call('certificates', {})).rejects.toThrow(Refused);
  });
});
