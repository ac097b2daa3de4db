#!/usr/bin/env node
// The `kagibako` command. Exit codes: 0 done or good; 1 refused, tampered with, or a step of the demo does not hold; 2 wrong use,
// or a file that cannot be read. The only importer of commander; reads the environment as server/main.ts does.
// Each command loads its own parts: `verify` must run where no database driver, PDF maker or password hasher does.
import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import type { CertificateFiles } from './unattended/certified-fetch.ts';

const out = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

interface VerifyOptions {
  readonly vkey?: string; readonly checkpoint?: string[]; readonly witness?: string[]; readonly json?: boolean; readonly receipt?: string; readonly signature?: string; readonly certificate?: string;
  readonly record?: string; readonly code?: string[]; readonly gatewayCertificate?: string; readonly recipientCertificate?: string[]; readonly signatures?: boolean;
}
interface DemoOptions { readonly engagement?: string; readonly serve?: boolean; readonly folder?: string; readonly small?: boolean }

interface SendOptions {
  readonly gateway: string; readonly key: string; readonly engagement: string; readonly form: string; readonly recipient: string[]; readonly quantity: string; readonly title?: string; readonly watch?: string; readonly once?: boolean;
  readonly quiet: string; readonly every: string; readonly marker?: string; readonly after: string; readonly ledger?: string; readonly again?: boolean; readonly json?: boolean;
}
interface CollectOptions extends CertificateFiles { readonly into: string; readonly gateway: string; readonly key: string; readonly every?: string; readonly json?: boolean }
interface OpenOptions extends CertificateFiles {
  readonly into?: string; readonly key?: string[]; readonly passwordFd?: number; readonly passphraseFd?: number; readonly gatewayCertificate?: string; readonly confirm: boolean; readonly login?: string; readonly signInFd?: number;
  readonly page?: string; readonly quantity?: string; readonly json?: boolean;
}

const program = new Command('kagibako')
  .description('鍵箱 / Kagibako: the gateway between a municipality and its contractors')
  .addHelpText('after', '\n終了コード / exit codes: 0 よい・完了 / good, done; 1 断られた・改ざん・不成立 / refused, tampered, does not hold; 2 使い方の誤り・読めない / wrong use, unreadable')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

const admin = program.command('admin').description('鍵箱のある端末での管理 / on the gateway\'s own machine').exitOverride();
admin.command('init').description('データ・鍵・最初の管理者を作る / make data folder, keys and the first administrator').exitOverride()
  .requiredOption('--code <code>', '団体コード / short name of the municipality, e.g. asagiri')
  .requiredOption('--municipality <name>', '団体名 / its name, e.g. あさぎり区')
  .requiredOption('--login <login>', '管理者の利用者ID / the administrator\'s login')
  .requiredOption('--name <name>', '管理者の氏名 / the administrator\'s name')
  .action(async (options: unknown) => {
    const { adminInit } = await import('./admin.ts');
    process.exitCode = await adminInit({ options, environment: process.env, out });
  });

admin.command('reset').description('パスワードか二要素認証をリセットする（停止中に） / reset a password or a second factor (while stopped)').exitOverride()
  .requiredOption('--code <code>', '団体コード / short name of the municipality')
  .requiredOption('--login <login>', '利用者ID / the person\'s login')
  .option('--page <id>', '受託事業者の人のとき、専用ページのアドレスの /p/ の後の部分 / for a contractor\'s person: what follows /p/ in the page\'s address')
  .requiredOption('--what <what>', 'password | second-factor')
  .requiredOption('--by <name>', 'リセットする人の氏名 / who resets it')
  .action(async (options: unknown) => {
    const { resetCommand } = await import('./reset.ts');
    process.exitCode = await resetCommand({ options, environment: process.env, out });
  });

admin.command('administrator').description('管理者を加える、又は再開する。承認できる管理者がほかにいないとき（停止中に） / add an administrator, or enable one again, where nobody could approve it (while stopped)').exitOverride()
  .requiredOption('--code <code>', '団体コード / short name of the municipality')
  .requiredOption('--login <login>', '利用者ID / the administrator\'s login')
  .option('--name <name>', '加える人の氏名 / who is added')
  .option('--again', '停止した管理者を再開する / enable a disabled administrator again')
  .requiredOption('--by <name>', '行う人の氏名 / who does it')
  .action(async (options: unknown) => {
    const { administratorCommand } = await import('./administrator.ts');
    process.exitCode = await administratorCommand({ options, environment: process.env, out });
  });

const ROTATED = { ledger: '台帳に署名する鍵を交換する / a new key for the ledger', waiting: '待機中の鍵を包む鍵を交換する / a new key for what waits at rest', gateway: '鍵箱の署名鍵を交換する / a new OpenPGP signing key' } as const;
for (const which of ['ledger', 'waiting', 'gateway'] as const) {
  const command = admin.command(`rotate-${which}-key`).description(`${ROTATED[which]}（停止中に / while stopped）`).exitOverride()
    .requiredOption('--by <name>', '交換した人の氏名 / who changes it');
  if (which === 'gateway') command.option('--prepare', '次の鍵を予告するだけで、まだ使わない / only announce the next key');
  command.action(async (options: unknown) => {
    const { rotateCommand } = await import('./rotate.ts');
    process.exitCode = await rotateCommand(which, { options, environment: process.env, out });
  });
}

interface RestoreOptions { readonly backup: string; readonly ledger?: string[]; readonly checkpoint?: string[]; readonly vkey?: string[]; readonly witness?: string[] }
program.command('backup').description('錠のない写しを取る。動いていてもよい / copy the database without any lock, running or not').exitOverride()
  .option('--to <file>', '写しの名前 / the file to be written')
  .action(async (options: { readonly to?: string }) => {
    const { backupCommand } = await import('./backup.ts');
    process.exitCode = await backupCommand(options, process.env, out);
  });
program.command('restore').description('写しと、新しい台帳から、データベースを作る（停止中に） / make the database anew from a copy and the newer ledger').exitOverride()
  .requiredOption('--backup <file>', '写し / the copy')
  .option('--ledger <file...>', '台帳の書き出し（団体ごとに最新のもの） / exports, the newest of each municipality')
  .option('--checkpoint <file...>', '手元の検証点・受領書の証明 / checkpoints or receipt proofs that somebody kept')
  .option('--vkey <vkey...>', '信頼する台帳の公開鍵 / further keys of the ledger that are trusted').option('--witness <vkey...>', '立会人の公開鍵 / keys of witnesses')
  .action(async (options: RestoreOptions) => {
    const { restoreCommand } = await import('./backup.ts');
    process.exitCode = await restoreCommand(options, process.env, out);
  });

program.command('verify').description('書き出した台帳を検証する / check a ledger export offline').exitOverride()
  .argument('<file>', '台帳 / the export')
  .option('--vkey <vkey>', '別の経路で得た台帳の公開鍵 / the ledger\'s key, had by another way')
  .option('--checkpoint <file...>', '手元の検証点・受領書の証明 / checkpoints or receipt proofs that you kept')
  .option('--witness <vkey...>', '立会人の公開鍵 / keys of witnesses')
  .option('--receipt <file>', '受領書 / a receipt (JSON)')
  .option('--signature <file>', '受領書・証明書の署名 / its detached signature, if it is a file of its own')
  .option('--certificate <file>', '消去証明書 / a wipe certificate (JSON)')
  .option('--record <file>', '確認書 / a confirmation record (JSON)')
  .option('--code <code...>', '紙の照合コード / the code on a paper')
  .option('--gateway-certificate <file>', '別の経路で得た鍵箱の証明書 / the gateway\'s OpenPGP certificate, had by another way')
  .option('--recipient-certificate <file...>', '受領者の証明書 / the recipient\'s OpenPGP certificate')
  .option('--signatures', 'すべての文書の署名も確かめる / check the signature of every document too')
  .option('--json', 'JSON 1行で / one line of JSON')
  .action(async (file: string, { checkpoint, witness, recipientCertificate, code, ...options }: VerifyOptions) => {
    const { verifyCommand } = await import('./verify.ts');
    process.exitCode = await verifyCommand({ file, checkpoints: checkpoint, witnesses: witness, recipientCertificates: recipientCertificate, codes: code, ...options }, out);
  });

program.command('compare').description('二つの台帳の出力を比べる / compare two ledger exports offline').exitOverride()
  .argument('<bundleA>', '台帳 / an export')
  .argument('<bundleB>', '別の台帳 / another export')
  .option('--vkey <vkey>', '別の経路で得た台帳の公開鍵 / the ledger\'s key, had by another way')
  .option('--json', 'JSON 1行で / one line of JSON')
  .action(async (a: string, b: string, options: { readonly vkey?: string; readonly json?: boolean }) => {
    const { compareCommand } = await import('./compare.ts');
    process.exitCode = await compareCommand({ a, b, ...options }, out);
  });

interface WitnessOptions { readonly folder: string; readonly log: string[]; readonly host: string; readonly port: string; readonly certificate?: string; readonly key?: string }
const witness = program.command('witness').description('台帳に立ち会い、検証点に副署する / witness a ledger: cosign its checkpoints').exitOverride();
const witnessFolder = ['--folder <folder>', '鍵と覚えのフォルダー / where its key and memory are', 'witness'] as const;
witness.command('init').description('立会いの鍵を作る / make the witness\'s key').exitOverride()
  .requiredOption('--name <name>', '鍵の名前（例 audit.example.lg.jp/witness） / the key\'s name').option(...witnessFolder)
  .action(async (options: { name: string; folder: string }) => {
    const { witnessInit } = await import('./witness/command.ts');
    process.exitCode = await witnessInit(options, out);
  });
witness.command('serve').description('鍵箱からの申込みを受ける / answer the gateway').exitOverride()
  .requiredOption('--log <vkey...>', '台帳の公開鍵 / the ledger\'s vkey').requiredOption('--port <port>', 'ポート / port')
  .option('--host <address>', '待ち受けるアドレス / address to listen on', '127.0.0.1').option(...witnessFolder)
  .option('--certificate <file>', 'TLSの証明書（PEM）。127.0.0.1 のほかでは要る / its TLS certificate, needed for any address but loopback').option('--key <file>', 'その秘密鍵（PEM）。SIGHUP で両方を読み直す / its private key; SIGHUP reads both again')
  .action(async ({ folder, log, host, port, certificate, key }: WitnessOptions) => {
    const { witnessServe } = await import('./witness/command.ts');
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
    });
    process.exitCode = await witnessServe({ folder, logs: log, host, port, certificate, key, stopped, onRenewal: (renew) => void process.on('SIGHUP', renew) }, out);
  });
witness.command('cosign').description('書き出した台帳に接続せずに副署する / cosign an export offline').exitOverride()
  .argument('<file>', '書き出した台帳、又は申込み / an export, or a request').requiredOption('--log <vkey...>', '台帳の公開鍵 / the ledger\'s vkey').option(...witnessFolder)
  .action(async (file: string, { folder, log }: WitnessOptions) => {
    const { witnessCosign } = await import('./witness/command.ts');
    process.exitCode = await witnessCosign({ file, folder, logs: log }, out);
  });

program.command('sign-receipt').description('受領の申告に、自分の鍵で署名する / sign a statement of receipt with your own key').exitOverride()
  .argument('<statement>', '申告 / the statement (statement.json)')
  .requiredOption('--key <file>', '鍵のファイル / the private key file')
  .option('--passphrase-fd <n>', 'パスフレーズを読む記述子。ないときは端末でたずねる / descriptor to read the passphrase from; else the terminal asks', (text) => Number.parseInt(text, 10))
  .addHelpText('after', '\n<statement>.asc を書く / writes it\n終了コード / exit codes: 0 署名した / signed; 1 署名していない（パスフレーズ・鍵） / not signed (passphrase, key); 2 使い方の誤り・読み書きできない / wrong use, no statement, unreadable')
  .action(async (file: string, options: { readonly key: string; readonly passphraseFd?: number }) => {
    const { signReceiptCommand } = await import('./sign-receipt.ts');
    process.exitCode = await signReceiptCommand({ file, ...options }, out);
  });

const descriptor = (text: string): number => Number.parseInt(text, 10);
const line = { gateway: ['--gateway <origin>', '鍵箱のアドレス（例 https://kagibako.example.lg.jp） / the gateway\'s address'], key: ['--key <file>', '端末の鍵のファイル / this terminal\'s key file'], json: ['--json', '1行に1つのJSONで（config/README.md） / one JSON object per line'] } as const;

program.command('send').description('ファイルを送る。--watch でフォルダーを見張る / send files once, or all that comes to rest in a folder').exitOverride()
  .argument('[paths...]', '一緒に送るファイル、又はフォルダー / files, or one folder, to send together')
  .requiredOption(...line.gateway).requiredOption(...line.key)
  .requiredOption('--engagement <name|id>', '業務 / engagement').requiredOption('--form <name|id>', '帳票 / form').requiredOption('--recipient <name|id...>', '送付先 / recipients')
  .requiredOption('--quantity <n|lines|rows>', '件数。lines は行数、rows は見出しを除く行数 / count; lines counts lines, rows leaves out each heading')
  .option('--title <text>', '件名 / title')
  .option('--watch <folder>', '見張るフォルダー / folder to watch').option('--once', '1回だけ見て終わる（タイマー用） / look once and end, for a timer')
  .option('--quiet <seconds>', 'この間、変わらないものを送る / send what does not change for so long', '30').option('--every <seconds>', '見る間隔 / between looks', '5')
  .option('--marker <suffix>', '完了の印（例 .done）のあるものだけを送る / send only what has this marker beside it')
  .option('--after <move|delete|keep>', '送ったファイルをどうするか / what becomes of files that were sent', 'move')
  .option('--ledger <folder>', '送ったものの台帳の場所（既定は .kagibako） / where the ledger of what went is').option('--again', '送ったものをもう一度送る / send once more what was sent').option(...line.json)
  .action(async (paths: string[], options: SendOptions) => {
    const [{ sendCommand }, { surroundings }] = await Promise.all([import('./send/command.ts'), import('./unattended/surroundings.ts')]);
    process.exitCode = await sendCommand({ paths, recipients: options.recipient, ...options }, surroundings(options.json === true));
  });

const certificate = {
  file: ['--client-certificate <file>', 'クライアント証明書（求める業務のとき） / client certificate, where an engagement asks for one'], key: ['--client-key <file>', 'その鍵 / its private key'],
} as const;

program.command('collect').description('届いたものを封緘のまま受け取る / fetch, still sealed, whatever waits').exitOverride()
  .requiredOption('--into <folder>', '受け取る先 / where to').requiredOption(...line.gateway).requiredOption(...line.key)
  .option('--every <seconds>', 'この間隔で続ける。ないときは1回 / go on at this interval; without it, once').option(...certificate.file).option(...certificate.key).option(...line.json)
  .action(async (options: CollectOptions) => {
    const [{ collectCommand }, { surroundings }] = await Promise.all([import('./collect/command.ts'), import('./unattended/surroundings.ts')]);
    process.exitCode = await collectCommand(options, surroundings(options.json === true));
  });

program.command('open').description('受け取ったものを開き、受領を確認する（人が行う） / open what was collected and confirm receipt, attended').exitOverride()
  .argument('<folder>', 'collect が作ったフォルダー / a folder that collect made')
  .option('--into <folder>', '開いたファイルの置き場所 / where the plain files go').option('--key <file...>', '自分の鍵のファイル / your private key files')
  .option('--password-fd <n>', 'パスワードを読む記述子 / descriptor to read the password from', descriptor).option('--passphrase-fd <n>', '鍵のパスフレーズを読む記述子 / descriptor for the passphrase', descriptor)
  .option('--gateway-certificate <file>', '別の経路で得た鍵箱の証明書 / the gateway\'s certificate, had by another way')
  .option('--no-confirm', '受領を確認しない / do not confirm receipt').option('--login <login>', '利用者ID / your login').option('--sign-in-fd <n>', 'サインインのパスワードを読む記述子 / descriptor for the sign-in password', descriptor)
  .option('--page <id>', '事業者のページ / your firm\'s page, as its address has it').option('--quantity <n>', '数えた件数 / what you counted').option(...certificate.file).option(...certificate.key).option(...line.json)
  .action(async (folder: string, { key, ...options }: OpenOptions) => {
    const [{ openCommand }, { surroundings }] = await Promise.all([import('./open/command.ts'), import('./unattended/surroundings.ts')]);
    process.exitCode = await openCommand({ folder, keys: key ?? [], ...options }, surroundings(options.json === true));
  });
for (const name of ['send', 'collect', 'open']) program.commands.find((one) => one.name() === name)?.addHelpText('after', `\n終了コード / exit codes: 0 完了・することがない / done, nothing to do; 1 断られた・失敗したものがある / something was refused or failed; 2 使い方の誤り・読み書きできない / wrong use, unreadable;
  3 この端末・人は認められない / credential not accepted; 4 鍵箱につながらない（何も失われない） / gateway not reached, nothing lost; 5 同じ台帳で実行中 / already running`);

program.command('terminal-key').description('自動転送端末の鍵を作り、公開鍵と指紋を表示する / make the key of an unattended terminal').exitOverride()
  .argument('<file>', '鍵のファイル / the key file')
  .addHelpText('after', '\n終了コード / exit codes: 0 作った・表示した / made or shown; 1 鍵でない・ほかの人が読める / no such key, or others can read it; 2 使い方の誤り / wrong use')
  .action(async (file: string) => {
    const { terminalKeyCommand } = await import('./terminal-key.ts');
    process.exitCode = await terminalKeyCommand({ file }, out);
  });

program.command('demo').description('架空の区で1回の授受を最後まで行う / one transfer through the whole journey').exitOverride()
  .option('--engagement <paper>', '資料どおりに演じる（S0〜S4） / play one of the five papers as written')
  .option('--serve', '終わったら画面を開いたままにする / leave the portal up')
  .option('--folder <folder>', '置き場所（空のフォルダー） / where to leave everything')
  .option('--small', '件数を減らす（500件） / fewer rows')
  .action(async ({ engagement, ...options }: DemoOptions) => {
    if (!existsSync(new URL('./demo', import.meta.url))) {
      out('ここには実演がありません（運用に要るものだけの組み立てです）。プロジェクトのフォルダーで npm run demo を実行してください。 / The demo is not here: this holds only what operation needs. Run npm run demo in the project\'s folder.');
      process.exitCode = 2;
      return;
    }
    if (engagement !== undefined) {
      const { paperCommand } = await import('./papers/command.ts');
      process.exitCode = await paperCommand({ engagement, ...options }, out);
      return;
    }
    const { demoCommand } = await import('./demo/command.ts');
    process.exitCode = await demoCommand(options, out);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(`続けられません / cannot go on: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
