// サインインの設定：二要素認証、予備コード、パスワード。
export const factors = {
  title: 'サインインの設定', more: '変更するときは、パスワードをもう一度入力します。変更すると、ほかの端末ではサインアウトされます。', state: '状態', none: '登録していません', since: '登録済み', no: '変更しない',
  codes: '認証アプリ（二要素認証）', rule: '団体の決まり', rules: { optional: '登録は任意です', wanted: '登録をお願いしています', required: '登録が必要です' },
  enrol: '認証アプリを登録する', enrolAnew: '別の認証アプリに登録し直す', enrolTitle: '認証アプリを登録する', againMore: '本人であることを確かめるため、今のパスワードを入力してください。', goOn: '登録に進む', enrolNow: '登録する',
  scan: 'スマートフォンの認証アプリで、この図を読み取ってください。', qr: '認証アプリに登録するための二次元コード', typed: '読み取れないときは、認証アプリに次の文字を入力してください。', showCode: '認証アプリに表示された6桁の数字を、下に入力してください。入力するまで登録されません。',
  codesMade: '予備コードを10個作りました。', codesMore: '表示は一度だけです。印刷するか書き写して、スマートフォンとは別の、鍵のかかる場所に保管してください。スマートフォンをなくしたとき、1個につき1回だけサインインに使えます。前に作った予備コードは使えません。', kept: '予備コードを保管しました。続ける',
  remove: '認証アプリの登録を外す', removeTitle: '認証アプリの登録を外しますか', removeMore: '外すと、ほかに登録がなければ、次からパスワードだけでサインインすることになります。今のパスワードを入力してください。', removeNow: '登録を外す', removed: '認証アプリの登録を外しました。',
  recovery: '予備コード', left: '残り', leftOf: '{{count}}個', renew: '予備コードを作り直す', renewTitle: '予備コードを作り直しますか', renewMore: '前の予備コードは、すべて使えなくなります。今のパスワードを入力してください。', renewNow: '作り直す',
  passkeys: 'パスキー', passkeysMore: '端末の指紋・顔・PINで本人を確かめる方法です。確認コードの代わりに使えます。偽の画面にだまされて入力することがありません。', passkeysNot: 'このブラウザーか、開いているアドレスでは、パスキーを登録できません。', passkeyName: 'パスキーの名前', passkeyNameMore: '例：執務室の端末', used: '最後の使用', unused: 'まだありません',
  addPasskey: 'パスキーを登録する', addMore: '名前と今のパスワードを入力して「登録する」を押すと、端末が指紋・顔・PINのどれかをたずねます。', addNow: '登録する', passkeyAdded: 'パスキーを登録しました。', passkeyRemoved: 'パスキーを外しました。', removeShort: '外す', removeOf: '{{name}}を外す', removePasskeyTitle: '{{name}}を外しますか',
  password: 'パスワードの変更', mustTitle: '二要素認証の登録', mustMore: 'サインインのとき、パスワードに加えて認証アプリの確認コードを使う決まりです。登録するまで、ほかの操作はできません。',
};
/** サインインの状況：サインイン中の端末と、アカウントのお知らせ。 */
export const own = {
  title: 'サインインの状況', sessions: 'サインイン中の端末', which: '端末', here: 'この端末', hereMore: '「サインアウト」で終わります', address: '接続元', since: 'サインイン', lastSeen: '最後の操作', device: '{{system}}の{{browser}}',
  browsers: { edge: 'Edge', chrome: 'Chrome', firefox: 'Firefox', safari: 'Safari', program: 'プログラム', unknown: 'ブラウザー' }, systems: { windows: 'Windows', mac: 'Mac', ios: 'iPhone・iPad', android: 'Android', linux: 'Linux', unknown: '不明な機器' },
  end: '終了する', endOf: '{{device}}のサインインを終了する', endOthers: 'ほかの端末のサインインをすべて終了する', onlyHere: 'ほかの端末ではサインインしていません。', ended: 'サインインを終了しました。終了した端末では、もう操作できません。',
  endTitle: '{{device}}のサインインを終了しますか', endOthersTitle: 'ほかの端末のサインインをすべて終了しますか', endMore: '入力の途中のものは失われることがあります。本人であることを確かめるため、今のパスワードを入力してください。', endNow: '終了する', endNot: '終了しない',
  happened: 'アカウントのお知らせ', happenedMore: '心当たりのないものがあるときは、すぐにパスワードを変更し、管理者か担当課に電話で知らせてください。', nothing: 'お知らせはありません。', at: '日時', what: '内容', by: '行った人', new: '新着', newAddress: 'はじめての接続元',
  byYou: 'あなたの利用者ID', byNobody: '分かりません', byMachine: '鍵箱の機器の担当者',
  whats: {
    'signed-in': 'サインイン', 'signed-in-recovery': '予備コードによるサインイン', 'factor-wrong': 'パスワードは合い、確認コードかパスキーが違ったサインイン', 'passkey-wrong': 'パスキーだけのサインインで、パスキーを確かめられなかったもの', 'factor-not-shown': 'パスワードは合い、確認コードの前で終わったサインイン（{{count}}回）', 'place-refused': 'パスワードは合い、接続元のために断られたサインイン',
    'tries-refused': 'パスワードの違うサインイン（この日に{{count}}回）', 'again-refused': '設定の変更のときの、パスワードの違い', 'sessions-ended': '別の端末のサインインの終了（{{count}}件）', 'password-changed': 'パスワードの変更', 'password-reset': 'パスワードのリセット', 'codes-enrolled': '認証アプリの登録',
    'codes-removed': '認証アプリの取外し', 'recovery-renewed': '予備コードの作り直し', 'passkey-added': 'パスキーの登録', 'passkey-removed': 'パスキーの取外し', 'factor-reset': '二要素認証のリセット', 'reset-asked': 'リセットの依頼', 'reset-refused': 'リセットの依頼の却下か取下げ', 'email-changed': 'メールアドレスの変更',
  },
};
