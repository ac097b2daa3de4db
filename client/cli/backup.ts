// `kagibako backup` and `kagibako restore`, on the gateway's own machine: a copy without any lock, and a database made of one and the newer ledger that others hold.
// Exit codes: 0 done; 1 refused, and nothing was changed; 2 wrong use.
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { readSettings, SettingsRefused, type Settings } from '../../config/settings.ts';
import { readKeys, KeysRefused } from '../../server/keys/keys.ts';
import { siteOf } from '../../server/keys/rooms.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { toBase64 } from '../../server/ledger/encoding.ts';
import { LedgerRefused } from '../../server/ledger/refusal.ts';
import { acts } from '../../server/ledger/act-names.ts';
import type { BroughtBack } from '../../server/recovery/bring-back.ts';
import { backUp } from '../../server/recovery/backup.ts';
import { RecoveryRefused } from '../../server/recovery/refusal.ts';
import { restore } from '../../server/recovery/restore.ts';
import { StoreRefused } from '../../server/store/refusal.ts';
import { VaultFailed, errno } from '../../server/vault/failure.ts';

type Out = (line: string) => void;
type Environment = Readonly<Record<string, string | undefined>>;
export interface RestoreOptions { readonly backup: string; readonly ledger?: readonly string[]; readonly checkpoint?: readonly string[]; readonly vkey?: readonly string[]; readonly witness?: readonly string[] }

/** Takes the file to be written (without one: a name with the time, in the folder of today), the environment and where lines go; returns the exit code. */
export async function backupCommand({ to }: { readonly to?: string }, environment: Environment, out: Out): Promise<number> {
  return told(environment, out, async (settings) => {
    const now = new Date(systemTime.wall()).toISOString();
    const file = resolve(to ?? `kagibako-${now.replace(/[-:]|\.\d+/g, '')}.backup`);
    const { ledgerSeed } = await readKeys(settings.keysFolder);
    const made = await backUp({ databaseFile: join(settings.dataFolder, 'kagibako.db'), ledgerOrigin: settings.ledgerOrigin, ledgerSeed, to: file, now, random: randomBytes });
    out(`写しを取りました: ${file} / copied`);
    out(`  データベース ${made.bytes}バイト、台帳 ${made.size}件、根 ${toBase64(made.root)} / database ${made.bytes} bytes, ledger of ${made.size} entries with that root`);
    out('  錠・鍵・封緘したファイルは入っていません。名簿・授受の名前・パスワードのハッシュが入っています。暗号化して、別の場所に置き、古い写しは捨ててください。 / No lock, key or sealed file is in it; names and password hashes are: encrypt it, keep it elsewhere, destroy older ones.');
  });
}

/** Takes the options, the environment and where lines go; returns the exit code. */
export async function restoreCommand(options: RestoreOptions, environment: Environment, out: Out): Promise<number> {
  return told(environment, out, async (settings) => {
    const { backup: copy, ledger: bundles = [], checkpoint: checkpoints = [], vkey: vkeys = [], witness: witnesses = [] } = options;
    tell(await restore({ site: siteOf(settings), copy, bundles, checkpoints, vkeys, witnesses, time: systemTime, random: randomBytes }), settings, out);
  });
}

function tell(done: BroughtBack, settings: Settings, out: Out): void {
  out(`復元しました: 写しの台帳 ${done.copied}件、その後の記録 ${done.size - done.copied}件 / restored: ${done.copied} entries of the copy and ${done.size - done.copied} newer ones`);
  if (done.cited !== null) out(`  台帳の終わりが失われたので、新しい名前 ${settings.ledgerOrigin} で始めました。最初の記録が、前の名前の検証点（${done.cited}件）を引いています。監査人に新しい公開鍵を、立会人にも渡してください。 / The end of the ledger is lost: a new origin was opened; its first entry cites the former head of ${done.cited} entries. Give auditors and witnesses the new key.`);
  out(`  その後に消去されていた授受を消去済みにしたもの / wiped since, wiped here: ${done.wiped}`);
  out(`  待っていたので終わらせた授受（もう一度預け入れる） / waited, to be deposited again: ${done.again}`);
  if (done.unknown.length > 0) out(`  そのうち、写しの後に作られたもの（画面に出ません。送った人に知らせてください） / of these, made after the copy (on no page: tell their senders): ${done.unknown.join(', ')}`);
  if (done.takenBack > 0) out(`  その後に取り消されていた権限を、取り消したもの / rights that had been taken away since: ${done.takenBack}`);
  if (done.codesLost > 0) out(`  待機中の鍵が写しの後に替わったため、ワンタイムコードが使えなくなった人（回復コードで入るか、管理者2人が第二要素を再設定する） / people whose one-time codes went with a waiting key that is gone (a recovery code, or a reset by two administrators): ${done.codesLost}`);
  const lost = [...done.acts].filter(([act]) => redo.some((one) => act.startsWith(one)));
  if (lost.length > 0) out(`  写しの後に行われ、データにないもの（監査人と見て、必要ならもう一度行う） / done after the copy and not in the data (look with the auditor, do again what is needed): ${lost.map(([act, count]) => `${nameOf(act)} ${count}`).join('、')}`);
  out('  監査人に知らせ、次の検証点を渡してください。 / Tell the auditor, and give this head:');
  out(done.checkpoint);
}

/** Acts of people whose rows are not in the copy. */
const redo = ['add-', 'change-', 'accept-', 'return-roster', 'submit-', 'register-', 'confirm-certificate', 'confirm-terminal', 'confirm-paper', 'correct-', 'open-paper', 'grant-', 'agree-', 'record', 'renew-engagement', 'reset-password', 'approve-administrator', 'hold', 'lift-hold', 'review-log', 'found-', 'deliver'];
const nameOf = (act: string): string => Object.entries(acts).find(([name]) => name === act)?.[1] ?? act;

async function told(environment: Environment, out: Out, work: (settings: Settings) => Promise<void>): Promise<number> {
  try {
    await work(readSettings(environment));
    return 0;
  } catch (error) {
    if (!isExpected(error)) throw error;
    out(error.message);
    return 1;
  }
}

const isExpected = (error: unknown): error is Error => [RecoveryRefused, StoreRefused, KeysRefused, SettingsRefused, LedgerRefused, VaultFailed].some((kind) => error instanceof kind) || ['ENOENT', 'ENOSPC', 'EDQUOT', 'EACCES', 'EIO', 'EROFS'].includes(errno(error) ?? '');
