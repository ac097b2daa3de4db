// `kagibako admin administrator`: one more administrator, or a disabled one enabled again; on a stopped gateway. Where two administrators are there, the page does it.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { administratorOnMachine } from '../../server/accounts/administrator-on-machine.ts';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { newAccount } from '../../server/http/wire/administration.ts';
import { line } from '../../server/http/wire/words.ts';
import { siteOf, withRooms } from '../../server/keys/rooms.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { onThisMachine, showInitial, type Asked } from './on-this-machine.ts';

const given = z.object({ code: z.string().min(1), login: newAccount.shape.login, name: newAccount.shape.name.optional(), again: z.literal(true).optional(), by: line(100) })
  .refine(({ name, again }) => (name === undefined) !== (again === undefined), { error: '--name か --again のどちらか一方 / either --name or --again' });

const WHY: Readonly<Record<string, string>> = {
  NOT_FOUND: 'その団体か利用者はありません / no such municipality or person', LOGIN_TAKEN: 'その利用者IDは使われています / that login is taken', NOTHING_CHANGED: '停止した管理者ではありません / not a disabled administrator',
};

/** Returns the exit code (on-this-machine.ts). */
export function administratorCommand(asked: Asked): Promise<number> {
  return onThisMachine({
    given,
    act: async ({ code, login, name = null, by }, settings, out) => {
      const { initial, entry } = await withRooms(siteOf(settings), { time: systemTime, random: randomBytes }, async (rooms) => {
        const done = await administratorOnMachine({ ...rooms, hasher: createPasswordHasher() }, { code, login, name, by });
        await rooms.ledger.sign();
        return done;
      });
      if (initial === null) out(`管理者 ${login} を再開しました（記録 ${entry}）。パスワードは前のままです。 / administrator ${login} may sign in again (entry ${entry}), with the password as before.`);
      else {
        out(`管理者 ${login} を加えました（記録 ${entry}）。 / administrator ${login} was added (entry ${entry}).`);
        showInitial(initial, out);
      }
    },
    why: ({ code: why }, { login, code }) => `${WHY[why] ?? why}: ${login}（${code}）。何も変えていません。 / nothing was changed.`,
  }, asked);
}
