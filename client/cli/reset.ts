// `kagibako admin reset`: a new initial password, or no second factor any more, for one person; on a stopped gateway. Where two administrators are there, the page does it.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readSettings, SettingsRefused } from '../../config/settings.ts';
// The command line is also the operator's tool on the gateway's own machine; hence these imports of the server.
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { AccountRefused } from '../../server/accounts/refusal.ts';
import { resetOnMachine } from '../../server/accounts/reset-on-machine.ts';
import { japanDay } from '../../server/engagements/japan-time.ts';
import { newAccount } from '../../server/http/wire/administration.ts';
import { line } from '../../server/http/wire/words.ts';
import { KeysRefused } from '../../server/keys/keys.ts';
import { siteOf, withRooms } from '../../server/keys/rooms.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { StoreRefused } from '../../server/store/refusal.ts';

const given = z.object({
  code: z.string().min(1), login: newAccount.shape.login, page: z.string().regex(/^[0-9a-f]{32}$/).optional(), what: z.enum(['password', 'second-factor']), by: line(100),
});

/** Takes the options, the environment and where lines go; returns the exit code: 0 reset, 1 refused and nothing changed, 2 wrong options. */
export async function resetCommand(options: unknown, environment: Readonly<Record<string, string | undefined>>, out: (line: string) => void): Promise<number> {
  const parsed = given.safeParse(options);
  if (!parsed.success) {
    out(`指定に誤りがあります / wrong options:\n${z.prettifyError(parsed.error)}`);
    return 2;
  }
  try {
    const { initial, entry } = await withRooms(siteOf(readSettings(environment)), { time: systemTime, random: randomBytes }, async (rooms) => {
      const done = await resetOnMachine({ ...rooms, hasher: createPasswordHasher() }, parsed.data);
      await rooms.ledger.sign();
      return done;
    });
    out(`${parsed.data.login} をリセットしました（記録 ${entry}）。 / ${parsed.data.login} was reset (entry ${entry}).`);
    if (initial === null) out('  二要素認証の登録をすべて外しました。 / Every second factor was removed.');
    else {
      out(`  初期パスワード / initial password: ${initial.password}`);
      out(`  一度だけ表示しました。${japanDay(initial.validUntil)} まで使え、最初のサインインで変えます。 / Shown this once; valid until then, changed at the first sign-in.`);
    }
    return 0;
  } catch (error) {
    if (error instanceof AccountRefused) out(`利用者が見つかりません: ${parsed.data.login}（${parsed.data.code}）。何も変えていません。 / no such person; nothing was changed.`);
    else if (error instanceof StoreRefused || error instanceof KeysRefused || error instanceof SettingsRefused) out(error.message);
    else throw error;
    return 1;
  }
}
