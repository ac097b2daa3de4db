// A database that is lost after every key was changed: the copy names keys that are destroyed, and the next start must know those in use.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApi, type Api } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { RecoveryRefused } from '../../server/recovery/refusal.ts';
import { verifyDetached } from '../../server/sealing/gateway-signature.ts';
import { enrol } from '../accounts/authenticator.ts';
import { changeKey, prepareGatewayKey, rotateGatewayKey, rotateLedgerKey, rotateWaitingKey } from '../keys/changing.ts';
import { foundTown, type Town } from '../town.ts';
import { copyOf, exported, fileIn, lose, plain, restoreTown, send } from './lost-town.ts';

describe('a restore after the keys were changed', () => {
  let town: Town;
  beforeEach(async () => {
    town = await foundTown({ policy: plain });
  });
  afterEach(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const half = async (): Promise<Api> => {
    const api = createApi({ base: town.running.origins.ward, fetch: createSignedFetch(town.running.origins.ward).fetch });
    expect(await api.call('signIn', { body: { login: town.sato.login, password: town.sato.password } })).toEqual({ secondFactor: ['code'] });
    return api;
  };
  const certificates = () => town.running.gateway.store.read.selectFrom('gateway_certificates').select(['fingerprint', 'certificate', 'announced_at', 'from_at', 'until_at', 'statement']).orderBy('fingerprint').execute();

  it('starts with the keys in use, tells of the certificates what was told before, and takes no one-time code whose secret is gone [H 88]', async () => {
    const app = await enrol(town, town.sato);
    await send(town, '写しの前.csv');
    const copy = fileIn(town, 'one.backup');
    await copyOf(town, copy);
    const { vkey } = town.running.gateway.ledger;
    // Every key once, the signing key twice and a third one announced.
    await town.restart(async () => {
      await changeKey(town, rotateLedgerKey);
      await changeKey(town, rotateWaitingKey);
      await changeKey(town, rotateGatewayKey);
      await changeKey(town, prepareGatewayKey);
      await changeKey(town, rotateGatewayKey);
      await changeKey(town, prepareGatewayKey);
    });
    const before = await certificates();
    expect(before.map(({ from_at: from, until_at: until }) => [from !== null, until !== null]).sort()).toEqual([[false, false], [false, true], [true, false], [true, true]]);
    const bundle = await exported(town.running, fileIn(town, 'ledger.jsonl'));
    await town.restart(async () => {
      await lose(town);
      expect(await restoreTown(town, copy, { bundles: [bundle], vkeys: [vkey] })).toMatchObject({ codesLost: 1, cited: null });
    });
    // The old key's signatures went with the old database; what was announced is signed again by both.
    expect(await certificates()).toEqual(before.map((row) => ({ ...row, statement: row.from_at === null && row.announced_at !== null ? row.statement : null })));
    const views = await town.tanaka.api.call('gatewayCertificates', {});
    const { change } = views.find(({ state }) => state === 'next') ?? {};
    for (const [signature, by] of [[change?.signedByOld, 'current'], [change?.signedByNew, 'next']] as const) {
      await verifyDetached(Buffer.from(change?.statement ?? ''), signature ?? '', views.find(({ state }) => state === by)?.certificate ?? '');
    }
    const { bytes } = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'restore').executeTakeFirstOrThrow();
    expect(JSON.parse(bytes)).toMatchObject({ facts: { codesLost: 1 } });
    // Not in force without the second factor, and no fault: what the owner has left is a recovery code.
    await expect((await half()).call('secondStep', { body: { code: app.code() } })).rejects.toMatchObject({ problem: { code: 'SECOND_FACTOR_WRONG' } });
    expect((await (await half()).call('secondStep', { body: { code: app.recoveryCodes[0] ?? '' } })).account.name).toBe('佐藤 恵');
    // The next change of keys is not held up by it; what was announced is used.
    await town.restart(async () => {
      await changeKey(town, rotateWaitingKey);
      await changeKey(town, rotateGatewayKey);
    });
    expect((await certificates()).find(({ until_at: until }) => until === null)?.fingerprint).toBe(before.find(({ from_at: from, announced_at: at }) => from === null && at !== null)?.fingerprint);
  });

  it('is refused where the keys folder is from before the change and no export names the key in use; nothing is restored', async () => {
    const copy = fileIn(town, 'one.backup');
    await copyOf(town, copy);
    const [keys, former] = [town.settings.keysFolder, fileIn(town, 'former-keys')];
    await cp(keys, former, { recursive: true });
    await town.restart(async () => { await changeKey(town, rotateGatewayKey); });
    const bundle = await exported(town.running, fileIn(town, 'ledger.jsonl'));
    const cut = fileIn(town, 'cut.jsonl');
    await writeFile(cut, (await readFile(bundle, 'utf8')).replace(/"certificates":\[[^\]]*\]/, '"certificates":[]'));
    await town.restart(async () => {
      await lose(town);
      const present = fileIn(town, 'present-keys');
      await cp(keys, present, { recursive: true });
      await cp(former, keys, { recursive: true });
      expect(await restoreTown(town, copy, { bundles: [cut] }).catch((error: unknown) => (error instanceof RecoveryRefused ? error.code : error))).toBe('KEY_LOST');
      await cp(present, keys, { recursive: true });
      await restoreTown(town, copy, { bundles: [bundle] });
    });
    expect((await certificates()).length).toBe(2);
  });
});
