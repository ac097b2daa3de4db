// For which keys an engagement seals: a recipient's RSA key only where its terms say so. OpenPGP pads an RSA session key by PKCS#1 v1.5, whoever asks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTransfer } from '../../server/transfers/rows.ts';
import { changeTerms } from '../records/contract-steps.ts';
import { certificateOf, type KeptKey } from '../sealing/kept-keys.ts';
import { confirmedCertificate, draftFor, foundTown, type Town } from '../town.ts';

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(async () => {
  expect(town.faults).toEqual([]);
  await town.close();
});

const toFirm = async () => (await town.sato.api.call('engagements', {})).find((one) => one.id === town.engagement.id)?.recipients.find((one) => one.party.id === town.firm.id);
const draft = () => draftFor(town.sato, town, { recipientIds: [town.firm.id] });
/** The fingerprints that a deposit made now is sealed for. */
async function sealedNow(): Promise<string[]> {
  const id = (await draft()).transfers[0]?.id ?? '';
  const { document } = await town.running.gateway.store.read.selectFrom('transfers').select('document').where('id', '=', id).executeTakeFirstOrThrow();
  return parseTransfer(document).certificates.map((one) => one.fingerprint);
}
const confirmed = async (key: KeptKey) => (await confirmedCertificate(town.tanaka, town.sato, Buffer.from(await certificateOf(key)).toString('base64'))).fingerprint;

describe('a recipient with an RSA key', () => {
  let rsa: string;

  it('is not sealed for, and the page says so before the deposit does, unless the engagement takes such keys [ASVS 11.3.1]', async () => {
    expect(await toFirm()).toMatchObject({ ready: false, reason: 'no-certificate' });
    rsa = await confirmed('rsa3072');
    expect(await toFirm()).toMatchObject({ ready: false, reason: 'rsa-certificate', confirmed: 0 });
    await expect(draft()).rejects.toMatchObject({ problem: { code: 'RECIPIENT_KEYS_RSA', status: 409, facts: { recipient: '株式会社みどり印刷' } } });
  });

  it('is sealed for its other keys alone', async () => {
    const curve = await confirmed('plain');
    expect(await toFirm()).toMatchObject({ ready: true, reason: null, confirmed: 1 });
    expect(await sealedNow()).toEqual([curve]);
    await changeTerms(town, { recipientKeys: 'any' });
    expect(await toFirm()).toMatchObject({ ready: true, confirmed: 2 });
    expect((await sealedNow()).sort()).toEqual([curve, rsa].sort());
  });

  it('stays a recipient where the engagement is from before the choice', async () => {
    const { store } = town.running.gateway;
    const { terms } = await store.read.selectFrom('engagements').select('terms').where('id', '=', town.engagement.id).executeTakeFirstOrThrow();
    const { recipientKeys, ...former } = JSON.parse(terms ?? '') as Record<string, unknown>;
    expect(recipientKeys).toBe('any');
    for (const kept of [JSON.stringify(former), null]) {
      await store.change((tx) => tx.updateTable('engagements').set({ terms: kept }).where('id', '=', town.engagement.id).execute());
      expect(await toFirm()).toMatchObject({ ready: true, confirmed: 2 });
    }
  });
});
