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
  backFrom: '返した人', backAt: '返却の日時', backNow: { medium: '媒体の返却を記録する', notice: '通知書の返却を記録する' },
  lose: '紛失を届け出る', loseMore: 'この授受を取り消し、鍵箱の錠を直ちに破棄して、事故の記録を始めます。元に戻せません。', what: 'なくしたもの', things: { medium: '媒体', notice: 'パスワード通知書' }, lostAt: '発生した日時（分からなければ最後に見た日時）', place: '場所', happened: '状況', loseNow: '紛失として届け出る', notLost: 'やめる', lost: '{{what}}の紛失が届け出られました（{{name}}）。', keep: '保管場所を記録する', missing: '入力してください。',
  check: '戻った媒体のファイルを照合する', checkMore: '媒体のファイル（01.body、lock.pgpなど）を選ぶと、封緘したときのものと同じかを調べます。ファイルは保管しません。', checked: '{{name}}は、封緘したときと同じです。', from: '媒体で届きます', wait: '{{name}}が媒体を渡すのを待っています。', facts: { reason: '理由', written: '書込み', handedOver: '引渡し', returned: '媒体の返却', noticeReturned: '通知書の返却' }, times: '（{{count}}回目）',
};
export const calls = {
  title: '電話連絡', none: '電話の記録はありません。', open: '電話連絡がまだの送付', openMore: '電話で相手と話すまで、送付は完了しません。', caller: '掛けた人', to: '相手', record: '電話を記録する', recordNow: 'この電話を記録する', at: '日時', telephone: '電話番号', result: '結果', missing: '入力してください。',
  sending: '送付', states: { open: '送付の途中', 'call-missing': '電話連絡がまだです（送付は完了していません）', complete: '送付完了' },
};
