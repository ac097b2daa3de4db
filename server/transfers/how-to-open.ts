// HOW-TO-OPEN.txt on a medium, in Japanese and English: the recipe of sealing/FORMAT.md with the very names that lie beside it. Pure.
import type { Engagement } from '../engagements/engagement.ts';
import type { Transfer } from './transfer.ts';

export interface HowTo { readonly transfer: Transfer; readonly engagement: Engagement; readonly municipality: string; readonly opened: readonly { readonly body: string; readonly name: string }[] }

/** With a byte order mark and CRLF, for Windows' own editor. */
export function howToOpen(given: HowTo): string {
  return `\uFEFF${[...japanese(given), '', '-'.repeat(60), '', ...english(given), ''].join('\r\n')}`;
}

const nameOf = (engagement: Engagement, id: string): string => [...engagement.sections, ...engagement.contractors].find((party) => party.id === id)?.name ?? '';
/** GnuPG 2.x reads SEIPD version 1 only. */
const readsGpg = (transfer: Transfer): boolean => transfer.bodyFormat === 'seipd1';

/** The commands, the same in both languages; `#` begins what is not typed. */
function commands({ transfer, opened }: HowTo, words: { password: string; passphrase: string; windows: string }): string[] {
  const both = transfer.lockForm === 'both';
  const key = both ? 'key.pgp' : 'lock.pgp';
  const lines = (gpg: boolean): string[] => [
    ...(both ? [gpg ? `  gpg -o key.pgp -d lock.pgp        # ${words.password}` : `  sq decrypt -o key.pgp lock.pgp    # ${words.password}`] : []),
    ...opened.flatMap(({ body, name }) => {
      const whole = body.replace('.body', '.pgp');
      const said = both ? words.passphrase : words.password;
      return ['', `  cat ${key} ${body} > ${whole}`, `  # ${words.windows}: copy /b ${key}+${body} ${whole}`,
        gpg ? `  gpg -o ${name} -d ${whole}        # ${said}` : `  sq decrypt${both ? ' --recipient-key private.pgp' : ''} -o ${name} ${whole}    # ${said}`];
    }),
  ];
  return [...(readsGpg(transfer) ? ['GnuPG 2.2:', ...lines(true), ''] : []), 'sq 0.27:', ...lines(false)];
}

function japanese(given: HowTo): string[] {
  const { transfer, engagement, municipality } = given;
  const section = engagement.sections.find((party) => party.id === transfer.senderId || party.id === transfer.recipientId);
  return [
    '開き方', '', `授受番号　${transfer.number}`, `送り主　　${municipality} ${nameOf(engagement, transfer.senderId)}`, `送付先　　${nameOf(engagement, transfer.recipientId)}`, '',
    'この媒体のファイルは封緘（暗号化）してあります。パスワードはこの媒体にはありません。別の機会にお渡しするパスワード通知書にあります。',
    ...(transfer.lockForm === 'both' ? ['開くには、パスワードと、送付先が登録した鍵の両方が要ります。'] : []),
    'フォルダーをパソコンの作業用の場所に写してから、次の順に行ってください。', '',
    '1. 送り主を確かめる（gateway.asc のフィンガープリントは、鍵箱の画面か電話で確かめます）', '  gpg --import gateway.asc', '  gpg --verify manifest.json.asc manifest.json', '',
    '2. 開く（パスワードは空白を入れずに入力します）', ...commands(given, { password: 'パスワード', passphrase: '鍵のパスフレーズ', windows: 'Windowsの場合' }), '',
    'PowerShell の > は使わないでください（中身が壊れます）。cmd /c copy /b … を使います。',
    'gpg が 0 以外で終わったときは、できたファイルを使わずに消してください。', '開いたファイルの SHA-256 が manifest.json の値と同じことを確かめてください。',
    `終わったら、途中のファイル（${transfer.lockForm === 'both' ? 'key.pgp、' : ''}01.pgp など）を消してください。`, '',
    '媒体とパスワード通知書は、別々の鍵付きキャビネットに保管してください。', `開けないとき、なくしたとき　${section?.name ?? ''}　電話 ${section?.telephone ?? ''}`,
  ];
}

function english(given: HowTo): string[] {
  const { transfer, engagement } = given;
  return [
    'How to open', '', `Transfer  ${transfer.number}`, `From      ${nameOf(engagement, transfer.senderId)}`, `To        ${nameOf(engagement, transfer.recipientId)}`, '',
    'The files on this medium are sealed. The password is not on it: it stands on the notice that is handed over on another occasion.',
    ...(transfer.lockForm === 'both' ? ['Opening takes both the password and the key that the recipient registered.'] : []),
    'Copy the folder to a working place first, then:', '',
    '1. Check the sender (compare the fingerprint of gateway.asc on the page or by telephone)', '  gpg --import gateway.asc', '  gpg --verify manifest.json.asc manifest.json', '',
    '2. Open (type the password without spaces)', ...commands(given, { password: 'the password', passphrase: 'the passphrase of the key', windows: 'Windows' }), '',
    'Never use > of PowerShell (it corrupts bytes); use cmd /c copy /b ...', 'If gpg ends with anything but 0, delete the file that it left.',
    'Compare the SHA-256 of each opened file with manifest.json, then delete key.pgp and the .pgp files.', '', 'Keep medium and notice in different locked cabinets.',
  ];
}
