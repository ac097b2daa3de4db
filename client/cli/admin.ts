// `kagibako admin init`: makes data folder, keys and the first administrator of a municipality. No web page can do this: whoever may run
// it already owns the machine. The initial password is told to the terminal once and is kept nowhere but as its hash.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { newAccount } from '../../server/http/wire/administration.ts';
import { line } from '../../server/http/wire/words.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { initialise } from '../../server/running.ts';
import { onThisMachine, showInitial, type Asked } from './on-this-machine.ts';

const given = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/, 'a-z, 0-9, -; 2 to 32'), municipality: line(100), login: newAccount.shape.login, name: line(100),
});

/** Returns the exit code (on-this-machine.ts). */
export function adminInit(asked: Asked): Promise<number> {
  return onThisMachine({
    given,
    act: async ({ code, municipality, login, name }, settings, out) => {
      const { initial } = await initialise(settings, { time: systemTime, random: randomBytes }, { code, name: municipality, login, adminName: name });
      out(`${municipality}（${code}）と最初の管理者を作りました。 / Made ${code} and its first administrator.`);
      out(`  データ / data: ${settings.dataFolder}`);
      out(`  鍵 / keys: ${settings.keysFolder}　控えを取ってください（keys/README.md）。 / Keep a copy: see keys/README.md.`);
      out(`  利用者ID / login: ${login}（団体が2つ以上のとき / with several municipalities: ${login}@${code}）`);
      showInitial(initial, out);
    },
    why: (refused, { code }) => (refused.code === 'NAME_TAKEN' ? `団体コード ${code} はもうあります。何も変えていません。 / ${code} exists already; nothing was changed.` : null),
  }, asked);
}
