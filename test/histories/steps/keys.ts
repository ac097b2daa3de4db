// A new key in the place of one of the gateway's own, while it is stopped, and a cosignature that an auditor brings.
import { KeysRefused } from '../../../server/keys/keys.ts';
import type { Rooms } from '../../../server/keys/rooms.ts';
import { changeKey, prepareGatewayKey, rotateGatewayKey, rotateLedgerKey, rotateWaitingKey } from '../../keys/changing.ts';
import type { History } from '../history.ts';
import { names } from '../world.ts';
import { click, type Step } from './sending.ts';

async function rotateLedger({ pools, vkeys }: History, rooms: Rooms, by: string): Promise<void> {
  const { to, checkpoint } = await rotateLedgerKey(rooms, by);
  vkeys.push(to);
  pools.checkpoints.push(checkpoint);
}

/** One of the commands `kagibako admin rotate-…`, between two runs of the gateway. */
export const keys: Step = (history) => {
  const act = history.dice.pick([
    (rooms: Rooms, by: string) => rotateLedger(history, rooms, by), (rooms: Rooms, by: string) => rotateLedger(history, rooms, by),
    rotateWaitingKey, rotateWaitingKey, prepareGatewayKey, rotateGatewayKey,
  ] as const) ?? rotateWaitingKey;
  return history.restart(() => changeKey<unknown>(history, act).catch((error: unknown) => {
    // A next key that is announced already is not announced again.
    if (!(error instanceof KeysRefused)) throw error;
  }));
};

/** The newest head, cosigned by a witness that no line reaches; sometimes not whole, or by somebody who is no auditor. */
export const cosignature: Step = async (history) => {
  const { dice, pools, witnesses, time } = history;
  const { api } = await history.as(dice.chance(0.9) ? 'kansa' : dice.pick(names) ?? 'sato');
  const note = await (await api.call('checkpoint', {})).text();
  const { checkpoint, size } = witnesses.cosigned(note, Math.floor(time.wall() / 1000));
  const given = dice.chance(0.85) ? checkpoint : dice.pick([note, checkpoint.replace(`\n${String(size)}\n`, `\n${String(size + 7)}\n`), '検証点ではない']) ?? note;
  await click(history, () => api.call('addCosignatures', { body: { checkpoint: given } }));
  if (given === checkpoint) pools.brought.push(size);
  pools.checkpoints.push(note);
};
