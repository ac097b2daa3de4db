// What the operator's commands on the gateway's own machine have in common: options are checked, and a refusal is told in words with nothing changed. No page can do what
// they do: whoever may run them already owns the machine.
import { z } from 'zod';
import { readSettings, SettingsRefused, type Settings } from '../../config/settings.ts';
// The command line is also the operator's tool on the gateway's own machine; hence these imports of the server.
import type { InitialPassword } from '../../server/accounts/people.ts';
import { AccountRefused } from '../../server/accounts/refusal.ts';
import { japanDay } from '../../server/engagements/japan-time.ts';
import { KeysRefused } from '../../server/keys/keys.ts';
import { LedgerRefused } from '../../server/ledger/refusal.ts';
import { StoreRefused } from '../../server/store/refusal.ts';
import { RewrapRefused } from '../../server/transfers/rewrap.ts';

export type Out = (line: string) => void;
/** What a command is given from outside: options, environment, and where lines go. */
export interface Asked { readonly options: unknown; readonly environment: Readonly<Record<string, string | undefined>>; readonly out: Out }

export interface OperatorsCommand<Given> {
  readonly given: z.ZodType<Given>;
  readonly act: (given: Given, settings: Settings, out: Out) => Promise<void>;
  /** Why an account was refused, in words; null where that is not expected. */
  readonly why: (refused: AccountRefused, given: Given) => string | null;
}

/** Returns the exit code: 0 done, 1 refused and nothing changed, 2 wrong options. Throws what nobody expects. */
export async function onThisMachine<Given>({ given, act, why }: OperatorsCommand<Given>, { options, environment, out }: Asked): Promise<number> {
  const parsed = given.safeParse(options);
  if (!parsed.success) {
    out(`指定に誤りがあります / wrong options:\n${z.prettifyError(parsed.error)}`);
    return 2;
  }
  try {
    await act(parsed.data, readSettings(environment), out);
    return 0;
  } catch (error) {
    const told = error instanceof AccountRefused ? why(error, parsed.data) : isTold(error) ? error.message : null;
    if (told === null) throw error;
    out(told);
    return 1;
  }
}

const isTold = (error: unknown): error is Error => [StoreRefused, KeysRefused, SettingsRefused, LedgerRefused, RewrapRefused].some((one) => error instanceof one);

/** Shows an initial password, the only time. */
export function showInitial({ password, validUntil }: InitialPassword, out: Out): void {
  out(`  初期パスワード / initial password: ${password}`);
  out(`  一度だけ表示しました。${japanDay(validUntil)} まで使え、最初のサインインで変えます。 / Shown this once; valid until then, changed at the first sign-in.`);
}
