// 新しい授受、預入、パスワード通知、日付の欄。
export const dates = { calendar: '暦から選ぶ', noDay: '年・月・日を入力してください。', noDayChosen: '日付を指定していません。', noTime: '時・分を入力してください。', time: '時刻', after: { year: '年', month: '月', day: '日' }, era: { M: '明治', T: '大正', S: '昭和', H: '平成', R: '令和' } };
export const combo = { open: '一覧を開く', nothing: '合うものがありません。' };
export const contents = {
  title: '新しい授受', steps: '手順', step1: '送付先と内容', step2: 'ファイル', step3: '確認', noEngagement: 'いま使える委託業務がありません。管理者に連絡してください。',
  engagement: '委託業務', engagementMore: '自分の課の業務だけが表示されます。', engagementMoreOwn: '名簿に載っている業務だけが表示されます。', pick: '選んでください', recipientsMore: 'この業務の受託事業者だけが表示されます。', sectionsMore: 'この業務の担当課だけが表示されます。',
  form: '帳票', quantity: '数量', titleField: '件名', titleMore: '住民の氏名を書かないでください。', purpose: '使いみち', fromEngagement: '（業務から）',
  keyConfirmed: '鍵{{count}}本は照合済み（{{day}} {{name}}）', last: '前回の送付先', lastOn: '前回の送付先（{{day}}）', similar: 'よく似た名称の事業者があります：{{names}}', several: '複数の送付先に渡す', lastQuantity: '前回（{{day}}）は{{n}}でした。今回の数量を入力してください。', like: '授受 {{number}} と同じ内容を入れました。', likeMore: '数量は入れていません。送付先と受取期限も確かめて、ファイルへ進んでください。',
  closed: { 'no-certificate': '選べません：鍵が登録されていません。登録され、「鍵」の画面で照合されると選べます。', 'unconfirmed-certificate': '選べません：鍵の照合が済んでいません。「鍵」の画面で、電話で聞いた言葉と数字を照合すると選べます。', 'engagement-closed': '選べません：委託業務の期間外です。', 'no-annex': '選べません：特記事項が登録されていません。業務の画面で登録すると選べます。', 'routes-closed': '選べません：認証が有効でないため、回線も媒体も使えません。' },
  saveAndClose: '下書きを保存して閉じる', toFiles: 'ファイルへ進む', saved: '下書きを保存しました。まだ送っていません。',
  missing: { engagement: '委託業務を選んでください。', recipients: '送付先を選んでください。', form: '帳票を選んでください。', quantity: '数量を1以上の数字で入力してください。', until: '受取期限には、今より後の日時を入力してください。' },
};
export const files = {
  title: '渡すファイル', drop: 'ここにファイルかフォルダを置いてください', choose: 'ファイルを選ぶ', chooseFolder: 'フォルダを選ぶ', limit: '1ファイル {{size}}（{{bytes}}バイト）まで', none: 'ファイルを1つ以上加えてください。',
  caption: '渡すファイル', name: 'ファイル名', size: '大きさ', changed: '更新日時', state: '状態', sealed: '封緘済み', notSent: 'まだ送っていません', removeHead: '外す', remove: '外す', removeNamed: '{{file}} を外す', back: '戻って直す', toCheck: '確認へ進む',
  reading: '読み取っています', counting: '行を数えています', counted: '{{rows}}行・{{columns}}列（このパソコンの中で数えました）', countedBelow: '見出しのほか{{rows}}行・{{columns}}列（このパソコンの中で数えました）', headings: '見出し：{{headings}}', folder: 'フォルダ {{folder}}', unreadable: '読み取れないファイルがあるため、加えていません。', unreadableMore: '別のソフトで開いていないか、フォルダを読む権限があるかを確かめて、もう一度置いてください。',
  refused: '加えられなかったファイルが{{count}}つあります。', why: { system: '『{{file}}』は、パソコンが作る管理用のファイルのため、加えていません。', tooBig: '『{{file}}』は大きすぎるため、加えていません。{{size}}（{{bytes}}バイト）で、上限は{{limit}}です。', empty: '『{{file}}』は空（0バイト）のため、加えていません。', twice: '『{{file}}』は、同じ名前のファイルがすでにあるため、加えていません。', tooMany: '『{{file}}』は、ファイル数の上限を超えるため、加えていません。' },
  slot: '{{recipient}}に渡すファイル', slotAll: 'すべての送付先に同じものを渡すファイル', slotAllMore: '送付先ごとに違うファイルは、上のそれぞれの欄に置いてください。', slotsMore: '送付先ごとに別のファイルを渡します。ほかの送付先には、ファイルの名前も届きません。', slotEmpty: 'まだファイルがない送付先があります：{{recipients}}', sameForAll: '同じファイルを{{count}}か所に渡します。', notOpen: 'この授受は、もう下書きではありません。', toTransfer: '授受 {{number}} を見る',
};
export const sending = {
  title: '預け入れています', stopped: '送信が止まりました', to: '{{recipients}}あて', all: '全体', total: '{{percent}}%　{{sent}}／{{total}}', speed: '毎秒 {{speed}}', secondsLeft: '残り約{{count}}秒', minutesLeft: '残り約{{count}}分', submitting: 'ファイルはすべて届きました。預入を確定しています。',
  stage: { waiting: '待っています', sending: '送信中', cut: '通信が切れています', sealing: '検査・封緘中', kept: '封緘済み', failed: '届いていません' }, stayHere: 'この画面を閉じると送信が止まります。', cancelAll: 'すべて中止する', again: '続きから送る', leaveOut: 'このファイルを外す', leaveOutNamed: 'このファイルを外す：{{file}}', failedMore: '届いた分は、暗号化して保管しています。相手には何も届いていません。', goOnMore: '「続きから送る」を押すと、届いたところの続きから送ります。',
  leaveTitle: '送信中です', leaveMore: '離れると止まります。届いた分は暗号化して保管します。途中のファイルは、同じファイルを選び直すと続きから送れます。',
};
export const notice = {
  title: 'パスワード通知', listTitle: 'パスワード通知', toMake: 'パスワードを渡すもの', noneToMake: 'パスワードを渡すものはありません。', toRecord: '渡したことを記録していないもの', noneToRecord: '記録していないものはありません。', begin: 'パスワードを渡す', record: '渡したことを記録する', madeAt: '作成', notBefore: 'この時刻から',
  to: '渡す相手', samePassword: '（同じ相手の{{count}}件に、同じパスワードを使います）', why: 'パスワードはこの画面で作ります。データとは別の機会に、別の方法で渡すためです。片方が漏れても、もう片方がなければ開けません。', tooEarly: 'まだパスワードを作れません。', tooEarlyMore: 'データは封緘して保管しています。預け入れとは別の機会になるよう、この時刻のあとにサインインし直して作ってください：', together: 'この通知にまとめる授受', togetherMore: '同じ相手の授受は、1つのパスワード・1枚の通知書にまとめられます。', fromThen: '{{at}} から作れます', nothingChosen: '授受が選ばれていません。',
  alone: 'まわりにほかの人がいません', printer: 'すぐに印刷物を取りに行けます', tickFirst: '確かめて、印をつけてください。', make: 'パスワードを作って表示する', password: 'パスワード', group: '{{count}}組', round: '{{count}}回目',
  notShown: 'パスワードは表示していません。', notShownMore: '表示できるのは作ったときだけです。もう一度必要なときは、新しいパスワードに作り直してください。今のものは使えなくなります。',
  renew: '新しいパスワードに作り直す', renewed: '新しいパスワードに作り直しました。', renewedMore: '前のパスワードは使えません。前に印刷した紙は、すぐに裁断してください。',
  leaveTitle: 'この画面を離れますか', leaveMore: 'この画面を離れると、次に表示するときは新しいパスワードになり、今のものは使えません。印刷物で渡すときは、そのまま離れてかまいません。',
  recordTitle: '渡したことの記録', how: '渡した方法', method: { 'in-person': '手渡し', 'registered-post': '簡易書留', oral: '口頭・電話', other: 'その他' }, tracking: '追跡番号', telephoneField: '電話番号', result: '結果', results: { talked: '通話して伝えた', absent: '不在', 'call-back': '折り返し待ち' }, reason: '理由',
  toWhom: '渡した相手', fromRoster: '{{name}}（名簿から）', when: '渡した日', recordMeans: '記録すると、表示も作り直しもできなくなります。', recordNow: '渡したことを記録する', recorded: '渡したことを記録しました。', recordedMore: '確認書を作りました。パスワードは鍵箱に残っていません。',
  callRecorded: '電話の結果を記録しました。', callRecordedMore: 'パスワードはまだ渡していません。渡したら、もう一度記録してください。',
  missing: { method: '渡した方法を選んでください。', tracking: '追跡番号を入力してください。', telephone: '電話番号を入力してください。', reason: '理由を入力してください。', to: '渡した相手を選んでください。', day: '渡した日と時刻を入力してください。' },
  sheet: 'パスワード通知書', honorific: '様', telephone: '電話 {{telephone}}', rule1: 'この通知書は、データとは別の鍵付きキャビネットに保管してください。', rule2: '業務が終わったら、この通知書を返却してください。', rule3: '紛失したときは、すぐに上の電話番号へ連絡してください。', rule4: '0（ゼロ）・1（いち）・I（アイ）・O（オー）は使っていません。', received: '受領者署名',
};
