// I3 at the end of a history: whoever asks for a lock gets it only of a transfer that is out, and only if it is the recipient's.
import { Refused } from '../../client/api.ts';
import type { History } from './history.ts';
import type { Name } from './world.ts';

const out = ['released', 'collecting', 'collected'];
/** So many of the last transfers are asked for. */
const looked = 3;

/** Returns what came out and must not have. The refusals are entries, to be reconciled. */
export async function collectable(history: History): Promise<string[]> {
  const { tape, world, dice } = history;
  const wrong: string[] = [];
  const rows = await tape.all('SELECT id, state, recipient_id FROM transfers ORDER BY rowid DESC LIMIT ?', [looked]);
  const askers: readonly Name[] = [...world.firms.map(({ handler }) => handler), 'sato', 'hirota'];
  for (const { id, state, recipient_id: recipient } of rows) {
    const own = world.firms.find((firm) => firm.id === recipient)?.handler ?? (recipient === world.sections[1] ? 'hirota' : 'sato');
    for (const name of [own, dice.pick(askers) ?? own]) {
      const firm = world.firms.find(({ handler }) => handler === name);
      const party = firm?.id ?? world.sections[name === 'hirota' ? 1 : 0];
      if (await isGiven(history, name, String(id)) && (!out.includes(String(state)) || party !== recipient)) wrong.push(`transfer ${String(id)}: ${name} got the lock of what is ${String(state)} (I3)`);
    }
  }
  return wrong;
}

async function isGiven(history: History, name: Name, id: string): Promise<boolean> {
  try {
    await (await (await history.as(name)).api.call('lock', { id })).arrayBuffer();
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
