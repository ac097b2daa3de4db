// `kagibako admin administrator`: one more administrator, or a disabled one enabled again; on a stopped gateway. Where two administrators are there, the page does it.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readSettings, SettingsRefused } from '../../config/settings.ts';
// The command line is also the operator's tool on the gateway's own machine; hence these imports of the server.
import { administratorOnMachine } from '../../server/accounts/administrator-on-machine.ts';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { AccountRefused } from '../../server/accounts/refusal.ts';
import { japanDay } from '../../server/engagements/japan-time.ts';
import { newAccount } from '../../server/http/wire/administration.ts';
import { line } from '../../server/http/wire/words.ts';
import { KeysRefused } from '../../server/keys/keys.ts';
import { siteOf, withRooms } from '../../server/keys/rooms.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { StoreRefused } from '../../server/store/refusal.ts';

const given = z.object({ code: z.string().min(1), login: newAccount.shape.login, name: newAccount.shape.name.optional(), again: z.literal(true).optional(), by: line(100) })
  .refine(({ name, again }) => (name === undefined) !== (again === undefined), { error: '--name か --again のどちらか一方 / either --name or --again' });

const WHY: Readonly<Record<string, string>> = {
  NOT_FOUND: 'その団体か利用者はありません / no such municipality or person', LOGIN_TAKEN: 'その利用者IDは使われています / that login is taken', NOTHING_CHANGED: '停止した管理者ではありません / not a disabled administrator',
};

/** Takes the options, the environment and where lines go; returns the exit code: 0 done, 1 refused and nothing changed, 2 wrong options. */
export async function administratorCommand(options: unknown, environment: Readonly<Record<string, string | undefined>>, out: (line: string) => void): Promise<number> {
  const parsed = given.safeParse(options);
  if (!parsed.success) {
    out(`指定に誤りがあります / wrong options:\n${z.prettifyError(parsed.error)}`);
    return 2;
  }
  const { login, name = null, code, by } = parsed.data;
  try {
    const { initial, entry } = await withRooms(siteOf(readSettings(environment)), { time: systemTime, random: randomBytes }, async (rooms) => {
      const done = await administratorOnMachine({ ...rooms, hasher: createPasswordHasher() }, { code, login, name, by });
      await rooms.ledger.sign();
      return done;
    });
    if (initial === null) out(`管理者 ${login} を再開しました（記録 ${entry}）。パスワードは前のままです。 / administrator ${login} may sign in again (entry ${entry}), with the password as before.`);
    else {
      out(`管理者 ${login} を加えました（記録 ${entry}）。 / administrator ${login} was added (entry ${entry}).`);
      out(`  初期パスワード / initial password: ${initial.password}`);
      out(`  一度だけ表示しました。${japanDay(initial.validUntil)} まで使え、最初のサインインで変えます。 / Shown this once; valid until then, changed at the first sign-in.`);
    }
    return 0;
  } catch (error) {
    if (error instanceof AccountRefused) out(`${WHY[error.code] ?? error.code}: ${login}（${code}）。何も変えていません。 / nothing was changed.`);
    else if (error instanceof StoreRefused || error instanceof KeysRefused || error instanceof SettingsRefused) out(error.message);
    else throw error;
    return 1;
  }
}
