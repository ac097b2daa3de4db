import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair, type KeyPair } from '../../client/opening.ts';
import { generateGatewayKey, signDetached, verifyDetached } from '../../server/sealing/gateway-signature.ts';
import { canonical, type JsonValue } from '../../server/ledger/canonical.ts';
import { changeTerms } from '../records/contract-steps.ts';
import { collectable } from '../hostile/steps.ts';
import { addPerson, confirmedCertificate, foundTown, start, type Someone, type Town } from '../town.ts';
import { collectAll, confirmWith, passphrase, signedWith, statementOf } from './confirming.ts';

describe('a receipt that its recipient signs', () => {
  let town: Town;
  let key: KeyPair;
  let foreign: KeyPair;
  let second: Someone;
  let gateway: string;
  beforeAll(async () => {
    town = await foundTown();
    key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date(start));
    foreign = await makeKeyPair({ name: '別の会社', passphrase }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    second = await addPerson(town, town.admin, { role: 'handler', login: 'yamada', name: '山田 花', contractorId: town.firm.id }, town.firm.page);
    await town.admin.api.call('addRosterEntry', { id: town.engagement.id, body: { contractorId: town.firm.id, accountId: second.id, role: 'handler', startsOn: '2026-04-01' } });
    gateway = await (await town.sato.api.call('gatewayCertificate', {})).text();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const collected = async () => {
    const { transfer } = await collectable(town);
    await second.signInAgain();
    return collectAll(town.tanaka, transfer);
  };
  const entriesOf = async (id: string) => (await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'result', 'bytes']).where('transfer_id', '=', id).orderBy('idx').execute())
    .map(({ act, result, bytes }) => ({ act, result, facts: (JSON.parse(bytes) as { facts?: Record<string, unknown> }).facts ?? {} }));
  const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  const edited = (statement: string, change: (one: Record<string, JsonValue>) => void): string => {
    const value = JSON.parse(statement) as Record<string, JsonValue>;
    change(value);
    return canonical(value);
  };
  const refuses = async (id: string, confirming: Promise<unknown>, code: string) => {
    await expect(confirming).rejects.toMatchObject({ problem: { code } });
    // Nothing is half done: no confirmation, no receipt, no statement; the refusal is in the ledger.
    expect((await town.tanaka.api.call('transfer', { id })).state).toBe('collected');
    await expect(town.tanaka.api.call('receipt', { id })).rejects.toMatchObject({ problem: { status: 404 } });
    expect(await town.running.gateway.store.read.selectFrom('receipt_statements').select('fingerprint').where('transfer_id', '=', id).execute()).toEqual([]);
    expect((await entriesOf(id)).at(-1)).toMatchObject({ act: 'confirm', result: 'refused' });
  };

  it('states what was delivered, to whom, and when, and nothing of the content', async () => {
    const transfer = await collected();
    const statement = await statementOf(town.tanaka, transfer);
    expect(JSON.parse(statement)).toEqual({
      kind: '受領の申告', version: 1, municipality: { id: expect.any(String) as unknown, name: 'あさぎり区' }, transfer: { id: transfer.id, number: transfer.number }, engagement: { id: town.engagement.id, title: town.engagement.title },
      sender: { id: town.section.id, name: '福祉部 介護保険課' }, recipient: { id: town.firm.id, name: '株式会社みどり印刷' }, person: { id: town.tanaka.id, name: '田中 誠' },
      files: transfer.files.map(({ size, sha256: hash, bodySize, bodySha256 }) => ({ size, sha256: hash, bodySize, bodySha256 })), digest: transfer.digest,
      collected: { from: transfer.collection?.startedAt, to: transfer.collection?.completedAt }, at: expect.any(String) as unknown,
    });
    expect(statement).toBe(canonical(JSON.parse(statement) as JsonValue));
    expect(statement).not.toContain('noufu');
    await expect(statementOf(town.sato, transfer)).rejects.toMatchObject({ problem: { code: 'NOT_RECIPIENT' } });
    await confirmWith(town.tanaka, transfer);
    await expect(statementOf(town.tanaka, transfer)).rejects.toMatchObject({ problem: { code: 'ALREADY_CONFIRMED' } });
  });

  it('is countersigned by the gateway, and its entries hold the hashes of both', async () => {
    const transfer = await collected();
    expect(transfer.signing).toMatchObject({ required: false, keys: [{ fingerprint: key.fingerprint }] });
    expect((await town.sato.api.call('transfer', { id: transfer.id })).signing).toBeNull();
    const signed = await signedWith(await statementOf(town.tanaka, transfer), key.privateKey);
    expect((await confirmWith(town.tanaka, transfer, signed)).state).toBe('confirmed');
    for (const who of [town.tanaka, town.sato, town.auditor]) {
      if (who === town.auditor) await who.signInAgain();
      const receipt = await who.api.call('receipt', { id: transfer.id });
      await verifyDetached(Buffer.from(receipt.document), receipt.signature, gateway);
      expect(JSON.parse(receipt.document)).toMatchObject({ signedBy: 'recipient and gateway', statement: signed.statement, statementSignature: signed.signature, recipientFingerprint: key.fingerprint });
      expect(receipt.statement).toMatchObject({ document: signed.statement, signature: signed.signature, fingerprint: key.fingerprint });
      await verifyDetached(Buffer.from(signed.statement), signed.signature, receipt.statement?.certificate ?? '');
      const entries = await entriesOf(transfer.id);
      expect(entries.find(({ act }) => act === 'confirm')?.facts).toMatchObject({ digest: transfer.digest, quantity: 3, statement: sha256(signed.statement), signedWith: key.fingerprint });
      expect(entries.filter(({ act }) => act === 'issue-document').map(({ facts }) => facts)).toEqual([{ kind: 'receipt', number: expect.stringMatching(/^R8-\d+$/) as unknown, sha256: sha256(receipt.document) }]);
    }
  });

  it('says so where the recipient did not sign', async () => {
    const transfer = await collected();
    await confirmWith(town.tanaka, transfer);
    const receipt = await town.tanaka.api.call('receipt', { id: transfer.id });
    expect(JSON.parse(receipt.document)).toMatchObject({ signedBy: 'gateway', note: expect.stringContaining('Signed by the gateway alone') as unknown });
    expect([receipt.statement, receipt.document.includes('statementSignature')]).toEqual([null, false]);
  });

  it('is refused for a statement of another transfer, another person or another content', async () => {
    const [other, transfer] = [await collected(), await collected()];
    const statement = await statementOf(town.tanaka, transfer);
    const wrong = [
      await statementOf(town.tanaka, other), await statementOf(second, transfer), `${statement} `, edited(statement, (one) => (one['digest'] = '0'.repeat(64))), edited(statement, (one) => (one['more'] = 1)),
      edited(statement, (one) => (one['files'] = [])), JSON.stringify(JSON.parse(statement), null, 1), 'null', '{}',
    ];
    const { signature } = await signedWith(statement, key.privateKey);
    for (const one of wrong) await refuses(transfer.id, confirmWith(town.tanaka, transfer, { statement: one, signature }), 'RECEIPT_STATEMENT_CHANGED');
    // The other one is no better when its signature fits.
    await refuses(transfer.id, confirmWith(town.tanaka, transfer, await signedWith(await statementOf(town.tanaka, other), key.privateKey)), 'RECEIPT_STATEMENT_CHANGED');
  });

  it('is refused for a statement of before the collection, of the future, or of more than a day ago', async () => {
    const transfer = await collected();
    const statement = await statementOf(town.tanaka, transfer);
    const at = (ms: number): string => edited(statement, (one) => (one['at'] = new Date(ms).toISOString()));
    const to = Date.parse(transfer.collection?.completedAt ?? '');
    for (const ms of [to - 1, town.time.wall() + 3_600_000]) await refuses(transfer.id, confirmWith(town.tanaka, transfer, await signedWith(at(ms), key.privateKey)), 'RECEIPT_STATEMENT_CHANGED');
    const signed = await signedWith(statement, key.privateKey);
    town.time.advance(24 * 60 + 1);
    for (const who of [town.tanaka, town.sato]) await who.signInAgain();
    await refuses(transfer.id, confirmWith(town.tanaka, transfer, signed), 'RECEIPT_STATEMENT_CHANGED');
    expect((await confirmWith(town.tanaka, transfer, await signedWith(await statementOf(town.tanaka, transfer), key.privateKey))).state).toBe('confirmed');
  });

  it('is refused for a signature that does not fit, or that a foreign, unconfirmed or withdrawn key made', async () => {
    const transfer = await collected();
    const statement = await statementOf(town.tanaka, transfer);
    const { signature } = await signedWith(await statementOf(town.tanaka, transfer), key.privateKey);
    const confirmed = (given: string) => confirmWith(town.tanaka, transfer, { statement, signature: given });
    if (statement !== await statementOf(town.tanaka, transfer)) await refuses(transfer.id, confirmed(signature), 'RECEIPT_SIGNATURE_BAD');
    const over = async (text: string) => signDetached(Buffer.from(text), (await generateGatewayKey('偽の鍵箱', new Date(start))).privateKey, new Date(town.time.wall()));
    for (const bad of ['x', '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n']) await refuses(transfer.id, confirmed(bad), 'RECEIPT_SIGNATURE_BAD');
    await refuses(transfer.id, confirmed((await signedWith(edited(statement, (one) => (one['digest'] = '1'.repeat(64))), key.privateKey)).signature), 'RECEIPT_SIGNATURE_BAD');
    await refuses(transfer.id, confirmed(await over(statement)), 'RECEIPT_KEY_UNKNOWN');
    await refuses(transfer.id, confirmed((await signedWith(statement, foreign.privateKey)).signature), 'RECEIPT_KEY_UNKNOWN');
    // The firm's own new key, before anybody has compared its fingerprint; then withdrawn.
    const made = await town.tanaka.api.call('addCertificate', { body: { certificate: foreign.certificate, label: '新しい端末' } });
    await refuses(transfer.id, confirmed((await signedWith(statement, foreign.privateKey)).signature), 'RECEIPT_KEY_UNKNOWN');
    await town.sato.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.words } });
    await town.tanaka.api.call('withdrawCertificate', { id: made.id });
    await refuses(transfer.id, confirmed((await signedWith(statement, foreign.privateKey)).signature), 'RECEIPT_KEY_UNKNOWN');
  });

  it('is found when it was forged with the stolen key of the gateway: the ledger has no entry of it', async () => {
    const transfer = await collected();
    await confirmWith(town.tanaka, transfer, await signedWith(await statementOf(town.tanaka, transfer), key.privateKey));
    const receipt = await town.tanaka.api.call('receipt', { id: transfer.id });
    const forged = edited(receipt.document, (one) => (one['quantity'] = 99_999));
    const signature = await signDetached(Buffer.from(forged), await readFile(join(town.folder, 'keys', 'gateway.asc'), 'utf8'), new Date(town.time.wall()));
    await verifyDetached(Buffer.from(forged), signature, gateway);
    const issued = (await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'issue-document').execute()).map(({ bytes }) => bytes);
    expect([issued.filter((bytes) => bytes.includes(sha256(receipt.document))).length, issued.filter((bytes) => bytes.includes(sha256(forged))).length]).toEqual([1, 0]);
  });

  it('is needed where the terms say so, and then nothing is confirmed without it', async () => {
    await town.admin.signInAgain();
    await changeTerms(town, { receiptSignature: 'required' });
    await changeTerms(town, { mediumGapMinutes: 45 });
    const transfer = await collected();
    expect(transfer.signing?.required).toBe(true);
    await refuses(transfer.id, confirmWith(town.tanaka, transfer), 'RECEIPT_SIGNATURE_NEEDED');
    expect((await confirmWith(town.tanaka, transfer, await signedWith(await statementOf(town.tanaka, transfer), key.privateKey))).state).toBe('confirmed');
    await town.admin.signInAgain();
    expect((await town.admin.api.call('engagements', {})).find((one) => one.id === town.engagement.id)?.terms).toMatchObject({ receiptSignature: 'required', mediumGapMinutes: 45 });
  });
});
