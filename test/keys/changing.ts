// Changes one of the gateway's own keys between two starts of a town, in this process; and looks at what lies in its keys folder.
import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareGatewayKey, rotateGatewayKey } from '../../server/keys/gateway-key.ts';
import { rotateLedgerKey } from '../../server/keys/ledger-key.ts';
import { siteOf, withRooms, type Rooms } from '../../server/keys/rooms.ts';
import { rotateWaitingKey } from '../../server/keys/waiting-key.ts';
import { draftContext, waitingContext } from '../../server/transfers/key-files.ts';
import { parseTransfer } from '../../server/transfers/rows.ts';
import { unwrapWaiting } from '../../server/sealing/waiting.ts';
import type { Town } from '../town.ts';

export { prepareGatewayKey, rotateGatewayKey, rotateLedgerKey, rotateWaitingKey };

/** To be called while the gateway is stopped (`town.restart(() => changeKey(…))`). */
export function changeKey<Done>(town: Pick<Town, 'settings' | 'time'>, act: (rooms: Rooms, by: string) => Promise<Done>, by = '情報 花子'): Promise<Done> {
  return withRooms(siteOf(town.settings), { time: town.time, random: randomBytes }, (rooms) => act(rooms, by));
}

/** The bytes of each file of the keys folder, by name. */
export async function keysIn(town: Pick<Town, 'settings'>): Promise<Map<string, Buffer>> {
  const names = (await readdir(town.settings.keysFolder)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(town.settings.keysFolder, name))] as const)));
}

/** How many files of the vault's locks this key opens, whatever transfer and use they are of. */
export async function openedBy(town: Pick<Town, 'settings' | 'running'>, key: Uint8Array): Promise<number> {
  const rows = await town.running.gateway.store.read.selectFrom('transfers').select('document').execute();
  const contexts = rows.map((row) => parseTransfer(row.document).id).flatMap((id) => [draftContext(id), waitingContext(id)]);
  const folder = join(town.settings.dataFolder, 'vault', 'locks');
  let opened = 0;
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    if (contexts.some((context) => isOpened(bytes, key, context))) opened += 1;
  }
  return opened;
}

function isOpened(bytes: Uint8Array, key: Uint8Array, context: string): boolean {
  try {
    unwrapWaiting(bytes, key, context);
    return true;
  } catch {
    return false;
  }
}
