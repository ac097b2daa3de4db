// A recipient changes its OpenPGP key, rehearsed from both sides: the firm's key confirmed by the ward, the section's key by a colleague. Never by one person.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSealed, openFile, openSealed } from '../../client/collecting.ts';
import { makeKeyPair, unlockPrivateKey, type KeyPair } from '../../client/opening.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Someone, type Town } from '../town.ts';

const passphrase = 'みどり の つくえ 3';
const payload = Buffer.from('被保険者番号,氏名\r\n0000000001,髙橋 﨑子\r\n'.repeat(20));
const make = (name: string): Promise<KeyPair> => makeKeyPair({ name, passphrase }, new Date(start));

describe('a recipient changes its key', () => {
  let town: Town;
  let firm: readonly [old: KeyPair, next: KeyPair];
  let section: readonly [old: KeyPair, next: KeyPair];

  beforeAll(async () => {
    town = await foundTown({ policy: { passwordGapMinutes: 0, approval: { 'to-contractor': false, 'to-section': false } } });
    [firm, section] = await Promise.all([Promise.all([make('みどり印刷'), make('みどり印刷 新')]), Promise.all([make('介護保険課'), make('介護保険課 新')])]);
    await confirmedCertificate(town.tanaka, town.sato, firm[0].certificate);
    await confirmedCertificate(town.sato, town.takahashi, section[0].certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  interface Sent { readonly id: string; readonly password: string }
  /** Deposited, and its password given out. */
  async function send(from: Someone, to: string, form: string): Promise<Sent> {
    const draft = await draftFor(from, town, { recipientIds: [to], form });
    await upload(from, draft.id, 'a.csv', payload);
    await from.api.call('submit', { id: draft.id });
    const id = draft.transfers[0]?.id ?? '';
    town.time.advance(1);
    await from.signInAgain();
    const { notice, password } = await from.api.call('addNotice', { body: { transferIds: [id] } });
    await from.api.call('handover', { id: notice.id, body: { method: 'in-person', to: notice.addressees[0]?.id ?? '', at: new Date(town.time.wall()).toISOString() } });
    return { id, password };
  }

  async function opens(who: Someone, { id, password }: Sent, key: KeyPair): Promise<boolean> {
    const sealed = await fetchSealed(who.api, { id }, await who.api.call('gatewayCertificates', {}));
    return openSealed(sealed, password, [await unlockPrivateKey(key.privateKey, passphrase)]).then(async (session) => {
      const [file] = sealed.manifest.files;
      if (file === undefined) return false;
      return Buffer.from(await new Response(await openFile(who.api, sealed, id, file, session)).arrayBuffer()).equals(payload);
    }, () => false);
  }

  it.each([
    ['the firm, confirmed by the ward', () => ({ owner: town.tanaka, confirmer: town.sato, sender: town.sato, to: town.firm.id, form: '納入通知書', keys: firm })],
    ['the section, confirmed by a colleague', () => ({ owner: town.sato, confirmer: town.takahashi, sender: town.tanaka, to: town.section.id, form: '業務報告書', keys: section })],
  ] as const)('%s: what was sent before opens with the old key, the next with the new one only [H 44]', async (_name, side) => {
    const { owner, confirmer, sender, to, form, keys: [old, next] } = side();
    const before = await send(sender, to, form);
    const made = await owner.api.call('addCertificate', { body: { certificate: next.certificate, label: '新しい端末' } });
    await expect(owner.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.words } })).rejects.toMatchObject({ problem: { code: owner === town.sato ? 'CERTIFICATE_SELF_CONFIRMED' : expect.any(String) as string } });
    await expect(confirmer.api.call('confirmCertificate', { id: made.id, body: { fingerprint: old.words } })).rejects.toMatchObject({ problem: { code: 'FINGERPRINT_DIFFERS' } });
    const between = await send(sender, to, form);
    await confirmer.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.words } });
    const former = (await owner.api.call('certificates', {})).find((one) => one.fingerprint === old.fingerprint);
    await owner.api.call('withdrawCertificate', { id: former?.id ?? '' });
    const after = await send(sender, to, form);
    // Not confirmed yet, the new one was not sealed for; withdrawn, the old one is no longer.
    for (const [sent, expected] of [[before, [true, false]], [between, [true, false]], [after, [false, true]]] as const) {
      expect([await opens(owner, sent, old), await opens(owner, sent, next)]).toEqual(expected);
    }
    const acts = await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'result', 'bytes']).where('act', 'in', ['register-certificate', 'confirm-certificate', 'withdraw-certificate']).orderBy('idx').execute();
    const told = acts.map(({ act, result, bytes }) => ({ act, result, ...(JSON.parse(bytes) as { actor: { id: string }; facts?: { fingerprint?: string } }) }));
    const of = (fingerprint: string) => told.filter((one) => one.facts?.fingerprint === fingerprint && one.result === 'done').map(({ act, actor }) => [act, actor.id]);
    expect(of(next.fingerprint)).toEqual([['register-certificate', owner.id], ['confirm-certificate', confirmer.id]]);
    expect(of(old.fingerprint).at(-1)).toEqual(['withdraw-certificate', owner.id]);
    expect(told.filter((one) => one.act === 'confirm-certificate' && one.result === 'refused').length).toBeGreaterThan(0);
  });
});
