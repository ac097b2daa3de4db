// 確認書、媒体での受渡し、電話連絡。
export const confirmations = {
  title: '確認書', nothing: '待っている確認書はありません。', ward: '取扱者（区）', contractor: '取扱者（受託事業者）', standing: '状態', version: '第{{count}}版', older: '前の版（{{count}}）',
  standings: { superseded: '改められた版', void: '受け渡していません', difference: '差の説明待ち', 'awaiting-contractor': '確認待ち', closed: '確認済み' },
  choose: '確認する確認書', chooseOne: '確認書を1つ以上選んでください。', confirm: '内容を確認した', confirmSome: '選んだ確認書の内容を確認した', confirmed: '確認書{{labels}}を確認しました。', correct: '直す', correctTitle: '確認書{{label}}を直す',
  correctMore: '新しい版を作ります。前の版も残ります。受託事業者は、新しい版をもう一度確認します。', writeVersion: '新しい版を作る', namesMore: '何人かのときは「、」で区切ります。', reason: '直す理由', difference: '数量の差の説明', differenceMore: '送った数量は{{sent}}、受け取った側の数量は{{received}}です。氏名などは書かないでください。',
  explain: '差を説明する', counted: '受け取った側の数量 {{n}}', reasonWas: '直した理由：{{reason}}', differenceWas: '差の説明：{{text}}', missing: '入力してください。', wrongNumber: '0以上の整数で入力してください。', todo: '確認書の確認', todoMore: '確認していない確認書が{{count}}件あります。', todoWard: '数量の差を説明する確認書が{{count}}件あります。',
  content: '情報の内容', quantity: '数量', unit: '単位',
};
export const medium = {
  title: '媒体での受渡し {{number}}', section: '媒体での受渡し', use: '媒体での受渡しに切り替える', useMore: '回線では受け取れなくなります。封緘済みのファイルをDVDなどに書き込んで渡します。元には戻せません。', useNow: '媒体に切り替える', keepLine: '回線のままにする', reason: '理由',
  reasons: { 'line-down': '回線の障害', 'no-line': '相手が回線に対応していない', other: 'その他' }, text: '理由の補足', reasonMissing: '理由を選んでください。', textMissing: '理由を書いてください。',
  steps: { notice: 'パスワードを作る', write: '媒体に書き込む', handOver: '媒体を渡す', tell: 'パスワード通知書を渡す（{{minutes}}分以上あける）', receipt: '受領を確認する', back: '媒体を返してもらう', backNotice: '通知書を返してもらう' },
  done: '済み', next: '次', later: 'まだ', why: '媒体とパスワードは、作るときも渡すときも別の機会にします。',
  writeMore: 'パスワードを作ったときとは別の機会に行います。書込みを始めたら、ZIPを保存し、中のフォルダーをそのまま媒体に書き込みます。', writeNow: '書込みを始める', writeAgain: 'もう一度書き込む', zip: '媒体に書き込むファイルを保存する（ZIP）', label: 'ラベルを印刷する（PDF）', noPassword: 'ファイルにもラベルにも、パスワードは入っていません。', voided: 'パスワードを作り直したため、前に書き込んだ媒体は開けません。もう一度書き込んでください。',
  to: '渡した相手', method: '渡し方', methods: { 'in-person': '手渡し', 'registered-post': '簡易書留', other: 'その他' }, tracking: '追跡番号', count: '枚数', sheets: '枚', at: '渡した日時', handOverNow: '媒体を渡したことを記録する',
  receiptTitle: '紙の確認書による受領', receiptMore: '受託事業者が紙で確認したときだけ、ここに記録します。', receiptBy: '確認した人', quantity: '確認した数量', opened: 'ファイルを開けたと確認した', receiptReason: '数量が違う・開けない理由', receiptNow: '受領を記録する',
  backFrom: '返した人', backCount: '戻った媒体の枚数', backAt: '返却の日時', backNow: { medium: '媒体の返却を記録する', notice: '通知書の返却を記録する' },
  lose: '紛失を届け出る', loseMore: 'この授受を取り消し、鍵箱の錠を直ちに破棄して、事故の記録を始めます。元に戻せません。', what: 'なくしたもの', things: { medium: '媒体', notice: 'パスワード通知書' }, lostAt: '発生した日時（分からなければ最後に見た日時）', place: '場所', happened: '状況', loseNow: '紛失として届け出る', notLost: 'やめる', lost: '{{what}}の紛失が届け出られました（{{name}}）。', keep: '保管場所を記録する', missing: '入力してください。',
  check: '戻った媒体のファイルを照合する', checkMore: '媒体のファイル（01.body、lock.pgpなど）を選ぶと、封緘したときのものと同じかを調べます。ファイルは保管しません。', checked: '{{name}}は、封緘したときと同じです。', from: '媒体で届きます', wait: '{{name}}が媒体を渡すのを待っています。', facts: { reason: '理由', written: '書込み', handedOver: '引渡し', returned: '媒体の返却', noticeReturned: '通知書の返却' }, times: '（{{count}}回目）',
};
export const calls = {
  title: '電話連絡', none: '電話の記録はありません。', open: '電話連絡がまだの送付', openMore: '電話で相手と話すまで、送付は完了しません。', caller: '掛けた人', to: '相手', record: '電話を記録する', recordNow: 'この電話を記録する', at: '日時', telephone: '電話番号', result: '結果', missing: '入力してください。',
  sending: '送付', states: { open: '送付の途中', 'call-missing': '電話連絡がまだです（送付は完了していません）', complete: '送付完了' },
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
export const sending = {
  title: '預け入れています', stopped: '送信が止まりました', to: '{{recipients}}あて', all: '全体', total: '{{percent}}%　{{sent}}／{{total}}', speed: '毎秒 {{speed}}', secondsLeft: '残り約{{count}}秒', minutesLeft: '残り約{{count}}分', submitting: 'ファイルはすべて届きました。預入を確定しています。',
  stage: { waiting: '待っています', sending: '送信中', cut: '通信が切れています', busy: '鍵箱が混み合っています', sealing: '検査・封緘中', kept: '封緘済み', failed: '届いていません' }, stayHere: 'この画面を閉じると送信が止まります。', cancelAll: 'すべて中止する', again: '続きから送る', leaveOut: 'このファイルを外す', leaveOutNamed: 'このファイルを外す：{{file}}', failedMore: '届いた分は、暗号化して保管しています。相手には何も届いていません。', goOnMore: '「続きから送る」を押すと、届いたところの続きから送ります。',
  leaveTitle: '送信中です', leaveMore: '離れると止まります。届いた分は暗号化して保管します。途中のファイルは、同じファイルを選び直すと続きから送れます。',
};
