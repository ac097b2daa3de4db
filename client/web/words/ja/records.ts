// 書類（記録）と期限。
export const records = {
  title: '書類', one: '書類', new: '書類を始める', tabs: { label: '書類と期限', duties: '期限', records: '書類' },
  groups: { contract: '契約', people: '人・名簿', 'hand-over': '授受・媒体', printing: '印刷', erasure: '消去・返却', oversight: '監督・報告', incident: '事故・苦情' },
  state: { mine: 'あなたの番', ward: '担当課の番', contractor: '受託事業者の番', open: '受付中', closed: '完了' },
  turns: { mine: '次は、あなたの番です。', ward: 'あなたがすることはありません。担当課の番です。', contractor: 'あなたがすることはありません。受託事業者の番です。', party: 'あなたがすることはありません。{{name}}の番です。', nobody: '決まった次の手続きはありません。' },
  filter: { label: '書類をさがす', mine: '自分の番', open: '完了していないもの', group: '分類', kind: '種類', year: '年度', yearOf: '令和{{era}}年度', oneTransfer: '1つの授受', oneContractor: '1つの事業者', oneKind: '1つの種類' },
  none: '書類はまだありません。', noMatch: '条件に合う書類はありません。', fromEngagement: '委託業務の画面から始められます。', what: '種類・番号', about: '相手・委託業務', last: '最後の記録', dueOn: '期限',
  openPaper: '書類を開く（PDF）', corrected: '訂正しました。理由：{{reason}}', older_one: '訂正前の記録 {{count}}件', older_other: '訂正前の記録 {{count}}件', correct: '訂正する', correctNamed: '『{{title}}』を訂正する', correctMore: '訂正前の記録も残ります。台帳に、訂正したことを加えます。', reason: '訂正の理由', correctNow: '訂正を記録する',
  toForm: '記入欄へ進む', choose: '記録する手続き', recorded: '記録しました。', correctedDone: '訂正を記録しました。訂正前の記録も残っています。', begun: '「{{title}}」{{label}} を記録しました。台帳の記録 {{entry}} に残しました。',
  cannotBegin: 'この書類は、ここから始められません。種類や委託業務が違うか、あなたの役割では始められないものです。', backToEngagement: '委託業務を見る', theTransfer: 'この授受を見る', goOn: '次へ進む',
  allOfEngagement: 'この委託業務の書類を一覧で見る', count: '{{count}}件', countOpen: '{{count}}件（途中{{open}}件）', begin: '始める', beginNamed: '{{title}}を始める', beginIt: 'を始める', ofTransfer: 'この授受の書類',
};
export const recordForm = {
  proposed: '鍵箱が入れました。', yes: 'はい', no: 'いいえ', pick: '選んでください', remove: '外す', ready: '次の内容で記録します。', change: '内容を直す', cancel: 'やめる',
  missing: { cell: '{{row}}行目の『{{column}}』を直してください。', range: '『{{label}}』は、{{min}}から{{max}}までの数にしてください。', few: '『{{label}}』は{{least}}つ以上必要です。', fewPeople: '『{{label}}』は{{least}}人以上必要です。', fewRows: '『{{label}}』は{{least}}行以上必要です。', unread: '『{{label}}』を読み取れません。書き方を確かめてください。', sending: '『{{label}}』のファイルを送っています。終わるまでお待ちください。', file: '『{{label}}』のファイルを選んでください。' },
  people: { nobody: '選べる人がいません。名簿を確かめてください。', other: 'ほかの人の氏名', name: '氏名', add: '氏名を加える', added: '{{name}}さんを加えました。', remove: '{{name}}さんを外す' },
  files: { more: '選ぶとすぐに送り、ウイルスを検査して保管します。', choose: 'ファイルを選ぶ', chooseMore: 'ほかのファイルを選ぶ', remove: '{{file}}を外す', stage: { sending: '送信中 {{percent}}%', checking: '検査中', kept: '保管済み', failed: '保管していません' } },
  rows: { more: '表計算ソフトのセルをコピーして、左上の欄に貼り付けられます。', number: '行', acts: '行の操作', row: '{{row}}行目', cell: '{{column}} {{row}}行目', dayLike: '例 R8.7.9', momentLike: '例 R8.7.9 17:00', add: '行を加える', copy: '写す', copyNamed: '{{row}}行目を写す', removeNamed: '{{row}}行目を外す', pasted_one: '{{count}}行を貼り付けました。', pasted_other: '{{count}}行を貼り付けました。', count_one: '{{count}}行', count_other: '{{count}}行' },
  read: { choose: 'CSVファイルから読み込む', more: '見出しのあるCSV（UTF-8・Shift_JIS）。今ある行のあとに加えます。', done_one: '「{{file}}」から{{count}}行を読み込みました。まだ提出していません。', done_other: '「{{file}}」から{{count}}行を読み込みました。まだ提出していません。', refused: '「{{file}}」は読み込んでいません。今ある行に変わりはありません。', tooLarge: '空でない、{{bytes}}バイトまでのファイルを選んでください。長い印刷ログは分けて提出できます。', mend_one: '次の{{count}}か所を直してから、もう一度読み込んでください。', mend_other: '次の{{count}}か所を直してから、もう一度読み込んでください。', troubles: '直すところ', column: '列', expected: '必要な書き方', came: '書かれていたもの', empty: '（空）' },
  leaveTitle: '入力中の内容があります', leaveMore: 'この画面を離れると、入力した内容は残りません。まだ記録していません。',
};
export const duties = {
  nav: '書類と期限', title: '期限', filter: '期限をさがす', subject: '授受・書類', mine: '自分', what: 'すること', owedBy: 'する人', sides: { ward: '担当課', contractor: '受託事業者' }, overdue: '期限超過 {{count}}件', none: '期限のあるものはありません。', noMatch: '条件に合うものはありません。',
  go: { begin: '記録を始める', record: '書類を開く', transfer: '授受を開く' }, goNamed: '{{act}}：{{what}}', owed: '提出・記録するもの', later: 'このあと期限が来るもの {{count}}件', more: '期限をすべて見る',
};
