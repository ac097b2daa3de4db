// 枠、共通の語、状態。
export const frame = {
  tab: '{{page}}｜鍵箱', name: '鍵箱', skip: '本文へ移動', menu: 'メニュー', loading: '読み込んでいます', nav: '主な画面', signOut: 'サインアウトする',
  side: { staff: '職員用', handler: '受託事業者用', auditor: '監査（閲覧のみ）', administrator: '管理', ward: '職員用', contractor: '受託事業者用' },
  noScanner: 'ウイルス検査をしていません', alarm: '管理者に知らせています：{{codes}}',
  alarms: { CLOCK_LEAPT: '時計が大きく動きました', LEDGER_UNSIGNED: '台帳に署名できません', WIPE_FAILED: '消去が終わっていません', SCANNER_SILENT: 'ウイルス検査が応答しません', SYSLOG_SILENT: '台帳を転送できません', WITNESS_REFUSED: '立会人が台帳を拒みました', other: '警報 {{code}}' },
  noPage: '専用ページのアドレスを開いてください', noPageMore: '受託事業者の専用ページは、担当課からお知らせしたアドレス（/p/ で始まります）で開きます。',
  notFound: '見つかりませんでした', notFoundMore: 'アドレスが違うか、この画面では扱えないものです。アドレスを確かめるか、ホームに戻ってください。', home: 'ホームに戻る',
  help: 'ヘルプ', offline: '通信できません。{{time}}の内容を表示しています。つながるまで操作は受け付けません。', readAt: '下の内容は、{{time}}に読み込んだものです。',
  languageJa: '日本語', languageEn: 'English', person_one: '{{count}}人', person_other: '{{count}}人',
};
export const field = { required: '※必須', optional: '※任意', missing: '{{label}}を入力してください。', choose: '{{label}}を選んでください。', errors: '次の{{count}}か所を直してください。' };
export const act = { close: '閉じる', reload: 'もう一度読み込む', back: '戻る', more: '続きを表示する', stay: 'この画面に残る', leave: '離れる', print: '印刷する', copy: 'コピーする', copied: 'コピーしました' };
export const problem = { code: '番号 {{code}}（お問い合わせのときにお伝えください）', wait: 'あと{{seconds}}秒お待ちください。', again: 'もう一度操作できます。' };
export const when = { today: '本日', left_one: 'あと{{count}}日', left_other: 'あと{{count}}日', late_one: '{{count}}日超過', late_other: '{{count}}日超過', lateToday: '期限を過ぎました' };
export const unit = { files_one: '{{count}}ファイル', files_other: '{{count}}ファイル', quantity: '{{n}}{{unit}}', bytes: '{{size}}（{{bytes}}バイト）' };
export const state = {
  overdue: '期限超過', unscanned: '未検査',
  draft: { word: '下書き', more: 'まだ送っていません。' },
  'awaiting-approval': { word: '承認待ち', more: '二人目の確認を待っています。' },
  returned: { word: '差戻し', more: '作成した人が直します。' },
  'released-no-lock': { word: '通知待ち', more: '相手の画面には、まだ表示されていません。' },
  released: { word: '受取待ち', more: '相手が受け取れます。' },
  collecting: { word: '受取中', more: '相手が受け取っている途中です。' },
  collected: { word: '受領確認待ち', more: '相手が内容を確かめています。' },
  confirmed: { word: '受領確認済', more: '相手が受領を確認しました。' },
  recalled: { word: '取消', more: '受け取れません。' },
  expired: { word: '期限切れ', more: '受け取られないまま期限を過ぎました。' },
  discarded: { word: '破棄', more: '送らずに破棄しました。' },
  wiping: { word: '消去中', more: '鍵箱のデータを消去しています。' },
  'wipe-failed': { word: '消去失敗', more: '消去をやり直しています。' },
  wiped: { word: '消去済', more: '鍵箱にデータは残っていません。' },
};
export const display = { title: '表示の設定', short: '表示の設定', more: '選ぶとすぐに変わります。次のサインインからも、どの端末でも同じ表示になります。', theme: '明るさ', light: '明るい', dark: '暗い', device: '端末に合わせる', language: '言語', toSignIn: 'サインインの設定（パスワード・二要素認証）', toHappenings: 'サインインの状況を見る' };
export const fault = { title: '表示できませんでした', notShown: '画面を表示できませんでした。', notLoaded: '画面の一部を読み込めませんでした。', more: '鍵箱のデータは操作の前のままです。もう一度読み込んでください。続くときは、次の番号を管理者に伝えてください。' };
export const signIn = {
  title: 'サインイン', login: '利用者ID', password: 'パスワード', show: '表示する', hide: '隠す', submit: 'サインインする', trouble: 'サインインできないとき',
  troubleMore: '初期パスワードの期限が切れたとき、パスワードを忘れたとき、認証アプリをなくしたときは、管理者に連絡してください。管理者が2人で確かめて、手続きをします。',
  ended: '操作がなかったため、サインアウトしました。預け入れたデータに変わりはありません。もう一度サインインしてください。',
  out: 'サインアウトしました。',
  first: '新しいパスワードを決める', firstMore: '初めてのサインインです。これから使うパスワードを決めてください。', rule: '15文字以上。ことばを並べてもかまいません。',
  current: '今のパスワード（初期パスワード）', next: '新しいパスワード', again: '新しいパスワード（確認のためもう一度）', differ: '2回の入力が一致しません。', change: '新しいパスワードに変える',
  now: '今のパスワード', second: '確認コードの入力', secondMore: '認証アプリに表示された6桁の数字を入力してください。', code: '確認コード', confirmCode: '確認する', useRecovery: '予備コードを使う', recovery: '予備コード', recoveryMore: '登録のときに控えた予備コードのうち、まだ使っていないものを1つ入力してください。', useCode: '認証アプリの確認コードを使う', beginAgain: 'サインインをやり直す', byPasskey: 'パスキーを使う', passkeyAlone: 'パスキーでサインインする', stopped: '端末で本人を確かめられませんでした。もう一度押すか、ほかの方法を使ってください。', wanted: '二要素認証の登録をお願いします。', wantedLink: 'サインインの設定を開く',
  short: '15文字以上にしてください。今は{{count}}文字です。', changed: '新しいパスワードに変えました。次からは新しいパスワードでサインインしてください。',
  ending: 'まもなくサインアウトします', endingMore: '{{time}}に自動的にサインアウトします。保存した下書きは残り、入力中の内容は残りません。続けるときは「続けて使う」を押してください。', stay: '続けて使う',
  goOn: '時刻まで使う', endingForGood: 'サインインから10時間になるため、{{time}}に自動的にサインアウトします。保存した下書きは残り、入力中の内容は残りません。続けるときは、いったんサインアウトして、サインインし直してください。', help: '困ったとき・連絡先を見る',
};
