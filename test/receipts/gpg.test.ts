// What a recipient signed and what the gateway countersigned, both checked by gpg alone: with a key that gpg made and one that our own client made.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeKeyPair, unlockPrivateKey } from '../../client/opening.ts';
import { signStatement } from '../../client/receipt.ts';
import { collectable } from '../hostile/steps.ts';
import { makeGpgKey, openGpg, type Gpg } from '../sealing/gpg.ts';
import { needs } from '../setup/programs.ts';
import { confirmedCertificate, foundTown, type Town } from '../town.ts';
import { collectAll, confirmWith, passphrase, statementOf } from './confirming.ts';

describe('a receipt, checked by gpg', () => {
  let town: Town;
  let gpg: Gpg;
  beforeAll(async () => {
    // The town's clock stands still: a minute ahead, so that no key that gpg makes meanwhile is of its future.
    town = await foundTown({ from: Date.now() + 60_000 });
    gpg = await openGpg();
    await gpg.run([...now(), '--import'], await (await town.tanaka.api.call('gatewayCertificate', {})).text());
  });
  afterAll(async () => {
    await gpg.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  /** The machine's clock as gpg shall see it: the town's. */
  const now = () => ['--faked-system-time', String(Math.ceil(town.time.wall() / 1000) + 1)];

  /** Saves the receipt as the page does, and has gpg check the recipient's signature and the gateway's. */
  async function expectVerified(id: string, into: string): Promise<void> {
    const folder = join(gpg.home, into);
    await mkdir(folder);
    const { document, signature, statement } = await town.tanaka.api.call('receipt', { id });
    const files = { 'receipt.json': document, 'receipt.json.asc': signature, 'statement.json': statement?.document ?? '', 'statement.json.asc': statement?.signature ?? '', 'recipient.asc': statement?.certificate ?? '' };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    // The certificate as the gateway keeps it is enough: a stranger has no other.
    const stranger = await openGpg();
    try {
      const imported = await stranger.run([...now(), '--import', join(folder, 'recipient.asc')]);
      expect(imported.code, `${imported.stderr}\n${statement?.certificate ?? ''}`).toBe(0);
      const mine = await stranger.run([...now(), '--status-fd', '1', '--verify', join(folder, 'statement.json.asc'), join(folder, 'statement.json')]);
      expect([mine.code, mine.stdout.toString()], mine.stderr).toEqual([0, expect.stringContaining('VALIDSIG') as unknown]);
      expect(mine.stdout.toString()).toContain(statement?.fingerprint);
      await writeFile(join(folder, 'statement.json'), `${statement?.document ?? ''}\n`);
      expect((await stranger.run([...now(), '--verify', join(folder, 'statement.json.asc'), join(folder, 'statement.json')])).code).not.toBe(0);
    } finally {
      await stranger.close();
    }
    const gateways = await gpg.run([...now(), '--verify', join(folder, 'receipt.json.asc'), join(folder, 'receipt.json')]);
    expect(gateways.code, gateways.stderr).toBe(0);
    expect(JSON.parse(document)).toMatchObject({ signedBy: 'recipient and gateway', statement: statement?.document, statementSignature: statement?.signature });
  }

  needs('gpg', 'holds when gpg signed the statement, by the command that people are shown', async () => {
    const certificate = await makeGpgKey(gpg, 'みどり印刷', 'curve25519');
    const { fingerprint } = await confirmedCertificate(town.tanaka, town.sato, `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${Buffer.from(certificate).toString('base64')}\n-----END PGP PUBLIC KEY BLOCK-----\n`);
    const transfer = await collectAll(town.tanaka, (await collectable(town)).transfer);
    const statement = await statementOf(town.tanaka, transfer);
    await writeFile(join(gpg.home, 'statement.json'), statement);
    const signed = await gpg.run([...now(), '--armor', '--detach-sign', '--local-user', fingerprint, '-o', '-', join(gpg.home, 'statement.json')]);
    expect((await confirmWith(town.tanaka, transfer, { statement, signature: signed.stdout.toString() })).state).toBe('confirmed');
    await expectVerified(transfer.id, 'by-gpg');
  });

  needs('gpg', 'holds when a subkey signed, of a key whose primary only certifies', async () => {
    await gpg.run(['--quick-gen-key', 'さくら', 'ed25519', 'cert', '0']);
    const primary = /^fpr:+([0-9A-F]{40}):/mu.exec((await gpg.run(['--with-colons', '--list-keys', 'さくら'])).stdout.toString())?.[1] ?? '';
    await gpg.run(['--quick-add-key', primary, 'ed25519', 'sign', '0']);
    await gpg.run(['--quick-add-key', primary, 'cv25519', 'encr', '0']);
    const certificate = (await gpg.run(['--armor', '--export', 'さくら'])).stdout.toString();
    await confirmedCertificate(town.tanaka, town.sato, certificate);
    const transfer = await collectAll(town.tanaka, (await collectable(town)).transfer);
    const statement = await statementOf(town.tanaka, transfer);
    const signed = await gpg.run([...now(), '--armor', '--detach-sign', '--local-user', primary, '-o', '-'], statement);
    await confirmWith(town.tanaka, transfer, { statement, signature: signed.stdout.toString() });
    await expectVerified(transfer.id, 'by-subkey');
  });

  needs('gpg', 'holds when our own client made the key and signed with it', async () => {
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase }, new Date(town.time.wall()));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    const transfer = await collectAll(town.tanaka, (await collectable(town)).transfer);
    const statement = await statementOf(town.tanaka, transfer);
    const signature = await signStatement(statement, await unlockPrivateKey(key.privateKey, passphrase));
    await confirmWith(town.tanaka, transfer, { statement, signature });
    await expectVerified(transfer.id, 'by-client');
  });
});
