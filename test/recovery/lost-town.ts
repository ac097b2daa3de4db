// A town whose database is lost: copied at one moment, gone on with, and restored from the copy and what others hold.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '../../config/settings.ts';
import { readKeys } from '../../server/keys/keys.ts';
import { siteOf } from '../../server/keys/rooms.ts';
import { backUp } from '../../server/recovery/backup.ts';
import { restore, type RestoreGiven } from '../../server/recovery/restore.ts';
import type { BroughtBack } from '../../server/recovery/bring-back.ts';
import { run, type RunningGateway } from '../../server/running.ts';
import { draftFor, upload, type Town } from '../town.ts';

export const plain = { locks: 'password' as const, approval: { 'to-contractor': false, 'to-section': false } };

/** Sends one file; released at once. Returns the transfer's id. */
export async function send(town: Town, name: string, bytes: Uint8Array = Buffer.from(`中身 ${name} `.repeat(200))): Promise<string> {
  const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
  await upload(town.sato, draft.id, name, bytes);
  const { transfers: [transfer] } = await town.sato.api.call('submit', { id: draft.id });
  return transfer?.id ?? '';
}

export async function recall(town: Town, id: string): Promise<void> {
  await town.sato.api.call('recall', { id, body: { reason: 'not-needed' } });
  await town.running.gateway.tick();
}

export async function copyOf(town: Town, to: string, reach?: (label: string) => void | Promise<void>) {
  const { ledgerSeed } = await readKeys(town.settings.keysFolder);
  const { databaseFile, ledgerOrigin } = siteOf(town.settings);
  return backUp({ databaseFile, ledgerOrigin, ledgerSeed, to, now: new Date(town.time.wall()).toISOString(), random: randomBytes, ...(reach === undefined ? {} : { reach }) });
}

/** The export of its one municipality, as an auditor keeps it. */
export async function exported(running: RunningGateway, to: string): Promise<string> {
  const { gateway } = running;
  const { id } = await gateway.store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
  const lines: string[] = [];
  for await (const line of gateway.ledger.exportBundle(id)) lines.push(line);
  await writeFile(to, lines.join(''));
  return to;
}

/** Loses the data folder, vault and all. The gateway must be stopped. */
export async function lose(town: Town): Promise<string> {
  const lost = `${town.settings.dataFolder}-lost-${randomBytes(3).toString('hex')}`;
  await rename(town.settings.dataFolder, lost);
  await mkdir(town.settings.dataFolder, { mode: 0o700 });
  return lost;
}

export type Files = Partial<Pick<RestoreGiven, 'bundles' | 'checkpoints' | 'vkeys' | 'witnesses' | 'reach'>>;

export function restoreTown(town: Town, copy: string, files: Files = {}, origin = town.settings.ledgerOrigin): Promise<BroughtBack> {
  return restore({ site: { ...siteOf(town.settings), ledgerOrigin: origin }, copy, bundles: [], checkpoints: [], vkeys: [], witnesses: [], ...files, time: town.time, random: randomBytes });
}

/** What lies in the data folder; empty where nothing was restored. */
export const dataIn = (town: Town): Promise<string[]> => readdir(town.settings.dataFolder);

/** A gateway on the restored data, under another name of the ledger. */
export function runUnder(town: Town, origin: string, faults: string[]): Promise<RunningGateway> {
  const environment = { KAGIBAKO_DATA: town.settings.dataFolder, KAGIBAKO_KEYS: town.settings.keysFolder, KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0', KAGIBAKO_LEDGER_ORIGIN: origin };
  return run(readSettings(environment), { time: town.time, random: randomBytes, tickEvery: 0, webFolder: null, fault: (id, error) => faults.push(`${id} ${String(error)}`) });
}

export const fileIn = (town: Town, name: string): string => join(town.folder, name);
