// `kagibako admin reset`: a new initial password, or no second factor any more, for one person; on a stopped gateway. Where two administrators are there, the page does it.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { resetOnMachine } from '../../server/accounts/reset-on-machine.ts';
import { newAccount } from '../../server/http/wire/administration.ts';
import { line } from '../../server/http/wire/words.ts';
import { siteOf, withRooms } from '../../server/keys/rooms.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { onThisMachine, showInitial, type Asked } from './on-this-machine.ts';

const given = z.object({
  code: z.string().min(1), login: newAccount.shape.login, page: z.string().regex(/^[0-9a-f]{32}$/).optional(), what: z.enum(['password', 'second-factor']), by: line(100),
});

/** Returns the exit code (on-this-machine.ts). */
export function resetCommand(asked: Asked): Promise<number> {
  return onThisMachine({
    given,
    act: async (wanted, settings, out) => {
      const { initial, entry } = await withRooms(siteOf(settings), { time: systemTime, random: randomBytes }, async (rooms) => {
        const done = await resetOnMachine({ ...rooms, hasher: createPasswordHasher() }, wanted);
        await rooms.ledger.sign();
        return done;
      });
      out(`${wanted.login} をリセットしました（記録 ${entry}）。 / ${wanted.login} was reset (entry ${entry}).`);
      if (initial === null) out('  二要素認証の登録をすべて外しました。 / Every second factor was removed.');
      else showInitial(initial, out);
    },
    why: (_refused, { login, code }) => `利用者が見つかりません: ${login}（${code}）。何も変えていません。 / no such person; nothing was changed.`,
  }, asked);
}
