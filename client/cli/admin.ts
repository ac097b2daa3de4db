// `kagibako admin init`: makes data folder, keys and the first administrator of a municipality. No web page can do this: whoever may run
// it already owns the machine. The initial password is told to the terminal once and is kept nowhere but as its hash.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AccountRefused } from '../../server/accounts/refusal.ts';
import { readSettings, SettingsRefused } from '../../config/settings.ts';
import { KeysRefused } from '../../server/keys/keys.ts';
import { japanDay } from '../../server/engagements/japan-time.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { newAccount } from '../../server/http/wire/administration.ts';
import { line } from '../../server/http/wire/words.ts';
// The command line is also the operator's tool on the gateway's own machine; hence this import of the server.
import { initialise } from '../../server/running.ts';
import { StoreRefused } from '../../server/store/refusal.ts';

const given = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/, 'a-z, 0-9, -; 2 to 32'), municipality: line(100), login: newAccount.shape.login, name: line(100),
});

/** Takes the options, the environment and where lines go; returns the exit code: 0 made, 1 refused, 2 wrong options. */
export async function adminInit(options: unknown, environment: Readonly<Record<string, string | undefined>>, out: (line: string) => void): Promise<number> {
  const parsed = given.safeParse(options);
  if (!parsed.success) {
    out(`指定に誤りがあります / wrong options:\n${z.prettifyError(parsed.error)}`);
    return 2;
  }
  const { code, municipality, login, name } = parsed.data;
  try {
    const settings = readSettings(environment);
    const { initial } = await initialise(settings, { time: systemTime, random: randomBytes }, { code, name: municipality, login, adminName: name });
    out(`${municipality}（${code}）と最初の管理者を作りました。 / Made ${code} and its first administrator.`);
    out(`  データ / data: ${settings.dataFolder}`);
    out(`  鍵 / keys: ${settings.keysFolder}　控えを取ってください（keys/README.md）。 / Keep a copy: see keys/README.md.`);
    out(`  利用者ID / login: ${login}（団体が2つ以上のとき / with several municipalities: ${login}@${code}）`);
    out(`  初期パスワード / initial password: ${initial.password}`);
    out(`  一度だけ表示しました。${japanDay(initial.validUntil)} まで使え、最初のサインインで変えます。 / Shown this once; valid until then, changed at the first sign-in.`);
    return 0;
  } catch (error) {
    const told = reasonOf(error, code);
    if (told === null) throw error;
    out(told);
    return 1;
  }
}

function reasonOf(error: unknown, code: string): string | null {
  if (error instanceof AccountRefused && error.code === 'NAME_TAKEN') return `団体コード ${code} はもうあります。何も変えていません。 / ${code} exists already; nothing was changed.`;
  if (error instanceof StoreRefused || error instanceof KeysRefused || error instanceof SettingsRefused) return error.message;
  return null;
}
