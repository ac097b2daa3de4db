// 監査：ホーム、台帳、授受の経過、図表、検証、書き出し。
export const audit = {
  title: '監査', nav: { reviews: 'ログの確認', plots: '図表', verify: '検証', export: '書き出し' },
  signed: '署名済みの台帳', signedTo: '記録 {{count}}件、{{when}}まで', own: 'この団体の記録 {{n}}件', week: 'この7日間', transfers: '預入', refusals: '拒否', strangers: '外からの試行', strangersMore: '{{count}}分間にありました（鍵箱全体で数えたもの）',
  now: 'いま', running: '進行中の授受', overdue: '期限超過', wipeFailed: '消去失敗', next: 'できること',
  toLedger: '台帳をさがす', toPlots: '図表を見る', toVerify: '書き出しを検証する', toExport: '台帳を書き出す', readOnly: '授受の内容と状態は、監査からは変えられません。台帳・経過・図表の閲覧は、台帳に記録されます。',
};
export const ledger = {
  title: '台帳をさがす', read: 'この閲覧も記録されます。', noMatch: '条件に合う記録はありません。', none: '記録はまだありません。', shown: '{{total}}件のうち{{shown}}件を表示しています', from: '期間（から）', to: '期間（まで）', actor: 'だれが', act: '行為', result: '結果', done: '成立', refused: '拒否', refusedWith: '拒否：{{reason}}', search: 'さがす', index: '番号', at: '日時', object: '対象',
  engagement: '委託業務', contractor: '受託事業者', oneTransfer: '1つの授受の記録だけを表示しています。', story: 'この授受の経過を見る',
  bytes: '記録そのもの', bytesMore: '照合値は、この1行に対するものです。ファイル名などの文字は入っておらず、照合値だけが入っています。', proof: '台帳の証明', saveEntry: '記録を保存する', saveProof: 'この記録の証明を保存する', back: '台帳に戻る', strangers: 'サインインしていない人の試行 {{count}}件（{{from}}の1分間）', failedSignIns: 'サインイン失敗 {{count}}件（{{from}}の1分間）', wiped: '消去した文字 {{count}}件（照合値のみ残る）',
};
export const witness = {
  title: '立会人', none: '立会人は登録されていません。登録すると、台帳の書き換えを別の端末が見張ります。', name: '名前', vouches: '副署した記録', upTo: '{{count}}件まで', notYet: 'まだありません', waits: '副署を待っています', from: '発生', answered: '最後の応答', state: '状態', good: '応じています',
  silent: '応答がありません', unknown: 'この台帳を知りません', refused: '台帳が続いていないと拒みました', ahead: 'より長い台帳に副署しています', forgot: '前の副署を忘れています', wrong: '合わない副署を返しました',
  bring: '副署したファイルを渡す', bringMore: '接続せずに副署する立会人のファイル（末尾が .cosigned）を選びます。確かめてから台帳に記録します。', taken: '{{count}}件までの副署を記録しました。',
};
export const exporting = { more: '台帳のすべての記録と検証点を、1つのファイルに書き出します。ほかの団体の記録は照合値だけになります。検証は、「検証」の画面か、検証の命令で行います。どちらも、このファイルのほかに何も使いません。', run: '台帳を書き出して保存する', saved: '台帳を書き出しました（{{size}}）。', verify: '検証の命令を使うときは、次のように実行してください。', command: '検証の命令', checkpoint: '最新の検証点', checkpointMore: '写しをとり、別の場所に保管してください。あとの書き出しがこれと合うことを確かめられます。', saveCheckpoint: '検証点を保存する' };
export const plots = {
  title: '図表', from: '期間（から）', to: '期間（まで）', show: '表示する', figure: '図', table: '表', switch: '{{title}}の見せ方', csv: 'CSVで保存する', csvOf: '{{title}}をCSVで保存する', of: '{{title}}の図。{{sentence}}', nothing: 'この期間の記録はありません。', shownOf: '{{total}}件のうち{{shown}}件を表示しています。', inTable: '図には{{shown}}件だけを描いています。すべては表にあります。', marks: '図の印を押すと、その記録を開きます。', period: '期間を正しく選んでください。終わりは始まりより後、長さは2年までです。',
  day: '日', transfers: '預入', refusals: '拒否', reason: '主な理由', number: '授受番号', party: '相手', state: '状態', count: '{{n}}件', hour: '時', side: '側', sideOf: { ward: '職員用', contractor: '受託事業者用' }, days_one: '{{count}}日', days_other: '{{count}}日', today: '本日', offHours: '勤務時間外', deadline: '期限', limit: '上限', still: '保管中',
  activity: { title: '授受と拒否', all: '拒否はありません。預入は{{transfers}}件です。', worst: '拒否{{refusals}}件のうち{{count}}件が{{day}}です。預入は{{transfers}}件です。' },
  releases: { title: '承認から受取まで', sentence: '{{total}}件のうち{{collected}}件が受け取られました。まん中の値は{{median}}、いちばん長いものは{{longest}}です。', none: '{{total}}件のうち、受け取られたものはありません。', n: '件数', median: 'まん中の値', longest: '最長', uncollected: '未受取', recipient: '受け取る側', axis: { hour: '1時間', day: '1日', week: '1週間' } },
  overdue: { title: '期限を過ぎたもの', sentence: '{{count}}件が期限を過ぎました。いちばん長いものは{{party}}の{{duty}}で、{{days}}です。', none: '期限を過ぎたものはありません。', duty: 'すること', due: '期限', days: '超過', duties: { approve: '承認', notice: 'パスワード通知', collect: '受取', confirm: '受領確認' }, ended: '期限切れで終了', waiting: '待っています', bar: '{{duty}} {{days}}' },
  signIns: { title: 'サインイン失敗の時刻', sentence: '{{day}}からの失敗は{{count}}回です。そのうち{{off}}回が勤務時間（8時から18時）の外です。', none: '{{day}}からのサインイン失敗はありません。', more: '鍵箱全体で数えたもので、団体や業務では分けられません。', failures: '失敗', refused: 'ほかの拒否', hourOf: '{{hour}}時' },
  copies: { title: '鍵箱に残った日数', sentence: '{{total}}件のうち{{late}}件が、消去の上限を過ぎて残りました。いちばん長いものは{{longest}}です。', deposit: '預入', end: '消去', limitOf: '消去の上限', days: '日数', failures: '消去の失敗', none: 'この期間に保管したものはありません。' },
};
