// 管理：変更の確認、変更の記録、設定、稼働状況。
export const changing = {
  emailMore: '期限のお知らせを送ります。内容は件数とページのアドレスだけです。空にすると送りません。',
  change: '変更する', changeOf: '{{name}}の内容を変更する', check: '変更を確認する', review: '変更の確認', reviewMore: '変更前と変更後を見くらべて、理由を書いてから保存してください。まだ保存していません。', field: '項目', before: '変更前', after: '変更後', effect: 'いつから',
  reason: '変更の理由', reasonMore: '台帳に残ります。住民の氏名を書かないでください。', back: '戻って直す', save_one: '{{count}}件の変更を保存する', save_other: '{{count}}件の変更を保存する', saved_one: '{{count}}件の変更を保存しました。', saved_other: '{{count}}件の変更を保存しました。',
  none: '（なし）', tooLong: '{{max}}文字以内で入力してください。今は{{count}}文字です。', count: '1以上の数で入力してください。', countZero: '0以上の数で入力してください。', most: '{{most}}以下にしてください。',
};
export const effects = {
  'at-once': 'すぐに', 'signs-out': 'すぐに。この人はサインアウトされます', 'new-transfers': '新しい授受から。作成済みの授受は変わりません', 'next-deposit': 'これから預け入れる授受から', 'next-file': 'これから加えるファイルから', 'next-notice': 'まだパスワードを渡していない授受から',
  'next-confirmation': 'これから受領確認する授受から', 'at-once-everywhere': 'すぐに、すべての画面とこれから作る書類で。作成済みの書類は変わりません', 'stops-transfers': 'すぐに。進行中の授受はすべて取り消され、消去と返還の期限が始まります', 'next-collection': 'これからの受取から', 'next-sign-in': 'これからのサインインと受取から', 'next-duty': 'これから期限が決まるものから',
};
export const past = { title: '変更の記録', none: '変更はまだありません。', more: 'もっと前を表示する', what: 'したこと', when: '日時', who: '変更した人', reason: '理由', entry: '記録 {{entry}}', change: '{{field}}：{{before}} → {{after}}' };
export const keeping = {
  firmAt: '{{name}}（{{address}}）', alike: 'よく似た名称の事業者が、すでに登録されています。', alikeMore: '同じ事業者なら、登録しないでください。別の事業者なら、次の項目に印を付けて、もう一度押してください。', alikeTick: '別の事業者であることを、名称と所在地で確かめました',
  search: '氏名・利用者ID・所属でさがす', noMatch: '条件に合う利用者はありません。', found: '{{total}}人のうち{{found}}人', lastSignIn: '最後のサインイン', never: 'まだありません', details: '内容', disableNow: 'すぐに停止する', copyPage: '専用ページのアドレスをコピーする', pageCopied: 'コピーしました',
  conditionValue: '値', conditionChange: '変更できるか', note: '備考', open: '変更できます：{{effect}}', fixed: '変更できません。短くすると、作成中の下書きが破棄されるためです。',
  assumed: '資料に値がないため仮の値です', running: '進行中の授受', runningCount: '{{count}}件', about: '業務の内容', period: '期間', joining: '当事者を加える', joiningMore: '加えた当事者は、外せません。', itemsMore: '1行に1項目ずつ入力してください。', addSections: '加える担当課', addContractors: '加える受託事業者', noneToAdd: '加えられるものはありません。', megabytes: 'MB',
  end: 'この業務を終了する', endTitle: '業務の終了', endMore: '契約の解除などで、期間の途中に業務を終えるときに使います。終了すると、新しい授受は作れません。進行中の授受はすべて取り消してデータを消去し、事業者の人はサインアウトされ、消去と返還の期限が始まります。元に戻せません。', endRunning: '進行中の授受が{{count}}件あります。', ended: '終了',
};
export const settings = {
  title: '設定', contacts: '問い合わせ先', contactsMore: 'サインインの画面とヘルプに表示します。', contact: '操作の問い合わせ先', security: '事故のときの連絡先', unset: 'まだ設定していません。', hoursMore: '例：平日 8:30から17:15まで', standing: 'この画面では変更できない設定', standingMore: '由来が「起動の設定」のものは、起動の設定を直して再起動すると変わります。', key: '項目', value: '値', source: '由来', touches: '影響する人',
  sources: { environment: '起動の設定', assumed: '資料に値がないため仮の値です' }, people: { everyone: '全員', auditors: '監査人', 'staff-and-contractors': '職員と受託事業者' },
  keys: { 'max-file-bytes': '1ファイルの上限（鍵箱全体）', 'ledger-origin': '台帳の名前', scanner: 'ウイルス検査', 'ward-address': '職員用のアドレス', 'contractor-address': '受託事業者用のアドレス', storage: '保管場所の機器', 'session-idle': '操作がないときのサインアウト', 'session-longest': '続けて使える時間', 'initial-password-days': '初期パスワードの有効期限', 'password-shortest': 'パスワードの最短の長さ' },
  characters: '{{n}}文字', toRetention: '保存と消去', scannerNone: '使っていません',
};
export const health = {
  title: '稼働状況', at: '{{time}}現在', verdict: { good: '良好', look: '注意', act: '対応が必要' }, whole: { good: '問題は見つかっていません。', look: '注意して見るものがあります。', act: '対応が必要なものがあります。' }, what: '見たもの', judged: '判定', figures: '数値', todo: 'すること', nothing: 'ありません', onlyCounts: '件数だけを表示します。ファイルや授受の内容は、管理者には表示しません。',
  rows: { program: 'プログラム', database: 'データベース', space: '空き容量', vault: '封緘したデータ', scanner: 'ウイルス検査', ledger: '台帳', wipes: '消去', clock: '期限の処理', drafts: '下書き', alarms: '警報', forwarding: '台帳の転送', witnesses: '立会人', lines: '外への接続', keys: '鍵の交換' },
  figure: { version: '版', schema: 'データの形式', uptime: '稼働時間', size: '大きさ', log: '書込みの控え', free: '空き', total: '全体', bodies: '本体', bytes: '大きさ', locks: '鍵の部品', kind: '検査プログラム', patterns: '定義の日時', entries: '記録', signed: '最新の署名', unsigned: '署名待ち', failed: '消去に失敗した授受', overdue: '遅れている処理', oldest: '最も古い期限', waiting: '作成中', sweptSoon: '24時間以内に破棄', codes: '警報', unsent: '転送待ち', sentUntil: '転送を確かめた日時', failure: '失敗の理由', asked: '登録した立会人', vouched: '最新の副署', troubled: '応じていない立会人', clear: '暗号化していない接続', 'ledger-due': '台帳の鍵の期限', 'waiting-due': '待機中の鍵の期限', 'signing-due': '署名の鍵の期限' },
  failures: { refused: '受け取る機械が接続を断っています。受け取るプログラムが動いているか確かめてください。', name: '受け取る機械の名前が見つかりません。起動の設定と、名前の登録を確かめてください。', silent: '受け取る機械が答えません。電源と通信を確かめてください。', unreachable: '受け取る機械まで通信が届きません。ネットワークを確かめてください。', cut: '受け取る機械が通信を切りました。受け取る側の動作を確かめてください。', certificate: '受け取る機械の証明書を確かめられません。期限と、起動の設定を確かめてください。', other: '転送できません。保守の担当に連絡してください。' },
  advice: {
    'log-big': '読み出しが長く続いています。鍵箱を再起動し、続くときは保守の担当に連絡してください。', 'space-short': '空きが20%を切りました。保管場所を増やす準備をしてください。', 'space-gone': '空きが10%を切りました。いっぱいになると預け入れができません。すぐに保管場所を増やしてください。',
    'no-scanner': 'ウイルス検査をしていません。検査プログラムを入れ、起動の設定で指定してください。', 'scanner-silent': '検査プログラムが答えません。検査プログラムが動いているか確かめてください。それまで新しいファイルは預けられません。', 'patterns-old': '定義が古くなっています。定義の更新が動いているか確かめてください。',
    unsigned: '台帳の署名が10分以上遅れています。鍵箱を再起動し、続くときは保守の担当に連絡してください。', 'wipe-failed': '消去が終わっていない授受があります。自動でやり直しています。保管場所に書き込めるか確かめてください。', 'clock-late': '期限の処理が遅れています。鍵箱の時計と、動作を確かめてください。', 'drafts-end': 'まもなく破棄される下書きがあります。作成した人の画面に期限を表示しています。', alarm: '警報が出ています。内容を控えて、保守の担当に連絡してください。', 'witness-refused': '立会人が、台帳が前の検証点に続いていないと答えました。台帳が書き換えられたおそれがあります。何も変えず、データフォルダーの写しを取り、監査人に知らせてください。', 'witness-silent': '立会人が答えていないか、この台帳を知りません。立会人の端末が動いているか、通信できるかを確かめてください。授受は止まりません。',
    'syslog-silent': '台帳を10分以上転送できていません。受け取る機械と通信を確かめてください。台帳は鍵箱に残っており、つながれば続きから送ります。',
    'key-soon': '30日以内に交換する鍵があります。鍵箱を止める日を決め、運用の手引きの「鍵の交換」のとおりに準備してください。署名の鍵は、先に予告してください。', 'key-due': '交換の期限を過ぎた鍵があります。鍵箱を止め、運用の手引きの「鍵の交換」のとおりに交換してください。授受は、それまで続けられます。',
    cleartext: 'ほかの機械への接続が暗号化されていません（mail はメール、syslog は台帳の転送、witness は立会人）。起動の設定で暗号化し、KAGIBAKO_CLEARTEXT_TO から外してください。',
  },
};
export const sheet = { staff: '利用開始通知書', handler: '専用ページ利用通知書', honorific: '様', address: 'サインインするアドレス', rule1: 'この通知書は、本人だけが使ってください。初期パスワードは、最初のサインインで一度だけ使えます。', rule2: '最初のサインインで、新しいパスワード（15文字以上）を決めてください。決めたら、この通知書を細断してください。', rule3: '期限までに使わなかったとき、なくしたときは、問い合わせ先に連絡してください。', contact: '問い合わせ先', contactHours: '受付 {{hours}}' };
export const resets = {
  ask: 'リセットを依頼する', askOf: '{{name}}さんのリセットを依頼する', more: '本人であることを電話や窓口で確かめてから依頼してください。別の管理者が承認するまで、何も変わりません。', what: 'リセットするもの', whats: { password: 'パスワード', 'second-factor': '二要素認証' },
  whatMore: { password: '新しい初期パスワードを発行します。二要素認証はそのまま残ります。', 'second-factor': '認証アプリ、予備コード、パスキーの登録をすべて外します。パスワードはそのまま残ります。' }, reason: '依頼の理由', askNow: '依頼する', asked: '{{name}}さんのリセットを依頼しました。別の管理者の承認を待っています。',
  policy: 'サインインの決まり', policyMore: '二要素認証（認証アプリの確認コード）を、役割ごとに決めます。「必須」にすると、登録していない人は、次の操作から、登録するまでほかの操作ができません。「パスキーだけのサインイン」を認めると、登録したパスキーがあれば、パスワードを入力せずにサインインできます。',
};
export const requests = {
  title: '管理者の承認', titleMore: 'パスワードや二要素認証のリセットと、管理者の追加・再開は、管理者が2人で行います。1人が依頼し、別の管理者が自分のパスワードを入力して承認すると、その場で行われます。', waiting: '承認を待っている依頼 {{count}}件', none: '承認を待っている依頼はありません。', past: '決まった依頼（30日分）',
  what: '依頼の内容', whats: { password: 'パスワードのリセット', 'second-factor': '二要素認証のリセット', 'new-administrator': '管理者の追加', 'administrator-again': '管理者の再開' },
  askedBy: '依頼した人', decidedBy: '決めた人', until: '承認の期限', notYou: 'この依頼は、ほかの管理者が承認します。', near: 'あなたと依頼した人の一方がもう一方の初期パスワードを、又は1人の管理者が2人の初期パスワードを渡したばかりです。渡してから7日間は2人と数えないため、この依頼は、ほかの管理者が承認します。',
  approve: '承認する', approveOf: '{{name}}さんの「{{what}}」を承認する', refuse: '却下する', refuseOf: '{{name}}さんの「{{what}}」を却下する', withdraw: '取り下げる', withdrawOf: '{{name}}さんの「{{what}}」を取り下げる', no: '決めずに戻る', password: 'あなたのパスワード',
  approveTitle: '{{name}}さんの「{{what}}」を承認しますか', approveMore: { password: '今のパスワードは使えなくなり、サインアウトされます。新しい初期パスワードを、あなたに一度だけ表示します。本人に渡してください。', 'second-factor': '二要素認証の登録がすべて外れ、サインアウトされます。元に戻せません。', 'new-administrator': 'この人が実在し、管理者になることを、依頼した人とは別に確かめてください。承認すると利用者ができ、初期パスワードを、あなたに一度だけ表示します。本人に直接渡してください。', 'administrator-again': 'この人が管理者に戻ることを、依頼した人とは別に確かめてください。承認すると、停止する前のパスワードでサインインできます。' },
  approveNow: { password: 'リセットする', 'second-factor': 'リセットする', 'new-administrator': '管理者に加える', 'administrator-again': '再開する' },
  refuseTitle: '{{name}}さんの「{{what}}」を却下しますか', withdrawTitle: '{{name}}さんの「{{what}}」を取り下げますか', refuseMore: '何も変わりません。必要なときは、もう一度依頼できます。', refuseNow: '却下する', withdrawNow: '取り下げる', refused: '{{name}}さんの「{{what}}」を却下しました。', withdrawn: '{{name}}さんの「{{what}}」を取り下げました。',
  removed: '{{name}}さんの二要素認証の登録を外しました。次のサインインはパスワードだけで行います。', enabled: '{{name}}さんの利用を再開しました。停止する前のパスワードでサインインできます。', states: { waiting: '承認待ち', approved: '実施', refused: '却下', withdrawn: '取下げ', late: '期限切れ', void: '無効（依頼した人が停止中）' },
  newMore: '管理者は、別の管理者が承認するまで利用者になりません。初期パスワードは、承認した管理者に表示されます。7日以内に承認されないと、依頼は期限切れになります。', newReason: '依頼の理由', newNow: '管理者の追加を依頼する', newAsked: '{{name}}さんを管理者に加えることを依頼しました。別の管理者の承認を待っています。',
  alone: '承認できる管理者がほかにいません', aloneMore: '2人目の管理者は、鍵箱を動かしている部署が、機器の上で加えます。鍵箱を止めて行うので、時刻を決めて、次のことを頼んでください。行った人の氏名は、台帳に残ります。', aloneCommand: 'kagibako admin administrator --code 団体コード --login 利用者ID --name 氏名 --by 行う人の氏名',
  again: '再開を依頼する', againTitle: '{{name}}さんの再開を依頼しますか', againMore: '停止した管理者は、別の管理者が承認するまでサインインできません。', againAsked: '{{name}}さんの再開を依頼しました。別の管理者の承認を待っています。', againNo: '依頼しない', againOnly: '停止した管理者の再開には、別の管理者の承認が必要です。この人の画面の「再開を依頼する」から依頼してください。',
};
export const terminal = {
  title: '登録した端末', more: '業務の条件が「登録した端末だけ」のとき、ここに登録した場所からだけサインインと受取ができます。', none: '登録した端末はありません。', address: 'アドレス', addressMore: '例：192.0.2.7、または 192.0.2.0/24', label: '端末の名前', reason: '理由', since: '登録した日', add: '端末を登録する', added: '{{address}}を登録しました。', remove: '外す', removeOf: '{{address}}を外す', removeTitle: '{{address}}を外しますか', removeMore: 'この場所からは、サインインも受取もできなくなります。', removeNow: '端末を外す', no: '外さない', removed: '{{address}}を外しました。',
};
export const renewal = {
  open: '次の期間を作る', title: '次の期間を作る', more: '業務の内容・帳票・条件・当事者を引き継いで、次の期間の業務を作ります。名簿と再委託は引き継ぎません。', from: '開始日', to: '終了日', reason: '理由', now: '次の期間を作る', done: '{{title}}の次の期間を作りました。名簿は、事業者に届け出てもらってください。', rule: '今の期間（{{to}}まで）より後に始まり、終了日が開始日より後になるようにしてください。', never: 'この業務は更新しない契約です。', closedAt: '完了',
};
