// 授受の経過（監査）。その画面だけが使う。
export const story = {
  title: '授受の経過 {{number}}', tab: '授受の経過', took: '{{time}}', people_one: '関わった人 {{count}}人', people_other: '関わった人 {{count}}人', refusals: '拒否 {{count}}件', running: '途中です。', waitsFor: '次は{{act}}を待っています。', waitsForWho: '次は{{who}}の{{act}}を待っています。', line: '時間の順', quantity: '数量', files: 'ファイル', party: '送付先', sender: '送り主', engagement: '委託業務', period: '期間', who: '関わった人', person_one: '{{name}}（記録{{count}}件）', person_other: '{{name}}（記録{{count}}件）',
  gap_one: '{{count}}日間、記録はありません', gap_other: '{{count}}日間、記録はありません', evidence: 'この授受の証拠一式を保存する', evidenceMore: '記録のすべてと、1件ごとの証明、署名済みの書類を1つのファイルにします。「検証」の画面で確かめられます。', evidenceSaved: '証拠一式を保存しました（{{size}}）。', toLedger: '台帳でこの授受の記録を見る', entry: '記録 {{index}}', entrySpan: '記録 {{first}}〜{{last}}', print: '印刷する',
  record: '確認書 {{label}}（授受）を作りました', recordPassword: '確認書 {{label}}（パスワード通知）を作りました', recordConfirmed: '確認書 {{label}}（授受）を作りました。受託事業者は {{when}} に確認しました', receipt: '受領書 第{{label}}号', certificate: '消去証明書 第{{label}}号', back: '授受の経過に戻る',
  span: { minutes: '{{count}}分', hours: '{{count}}時間', days_one: '{{count}}日', days_other: '{{count}}日', daysHours_one: '{{count}}日と{{hours}}時間', daysHours_other: '{{count}}日と{{hours}}時間', hoursMinutes: '{{hours}}時間{{minutes}}分' },
  refused: '{{actor}}さんの「{{act}}」を受け付けませんでした：{{reason}}',
  did: {
    draft: '{{actor}}さんが{{recipient}}あての下書きを作りました（{{quantity}}）', 'add-file': '{{actor}}さんがファイルを加えました（{{size}}）', record: '{{actor}}さんが記録 {{number}} を書きました', 'correct-record': '{{actor}}さんが記録 {{number}} を訂正しました', 'add-files': '{{actor}}さんが{{count}}つのファイルを加えました（合わせて{{size}}）', 'remove-file': '{{actor}}さんがファイルを1つ外しました',
    deposit: '{{actor}}さんが{{recipient}}あてに{{files}}を預け入れました', 'deposit-standing': '{{actor}}が{{recipient}}あてに{{files}}を預け入れました。継続承認 第{{number}}号（作成 {{by}}さん、確認 {{agreed}}さん）による承認済みです', discard: '{{actor}}さんが下書きを破棄しました', approve: '{{actor}}さんが3項目を確認して承認しました（預入から{{after}}）', 'allow-unscanned': '{{actor}}さんが未検査の{{count}}ファイルを認めました（承認 {{approver}}さん）', return: '{{actor}}さんが差し戻しました',
    notice: '{{actor}}さんがパスワードを作りました', 'renew-notice': '{{actor}}さんがパスワードを作り直しました（{{count}}回目）', call: '{{actor}}さんが{{to}}さんへの電話の結果を記録しました', handover: '{{actor}}さんが{{to}}さんにパスワードを渡したことを記録しました',
    'start-collecting': '{{actor}}さんが受取を始めました', 'interrupt-collecting': '受取が途中で切れました（{{size}}まで）', collect: '{{actor}}さんが{{files}}をすべて受け取りました（{{size}}）', 'collect-again': '{{actor}}さんがもう一度受取を始めました', 'collected-again': '{{actor}}さんがもう一度すべて受け取りました',
    confirm: '{{actor}}さんが受領を確認しました（数えた数量 {{quantity}}）', 'confirm-unopened': '{{actor}}さんが理由を添えて受領を確認しました（数えた数量 {{quantity}}、開いていません）', recall: '{{actor}}さんが取り消しました（理由：{{reason}}）。まだ受け取られていません', 'recall-late': '{{actor}}さんが取り消しました（理由：{{reason}}）。すでに受け取られた分があります',
    expire: '期限を過ぎたため、鍵箱が終わらせました', 'sweep-draft': '下書きの期限を過ぎたため、鍵箱が破棄しました', 'begin-wipe': '鍵箱が消去を始めました', 'fail-wipe': '消去が終わりませんでした。鍵箱がやり直します', wipe: '鍵箱が{{files}}を消去し、残っていないことを確かめました', 'wipe-texts': '鍵箱がファイル名などの文字を消去しました（照合値だけが残ります）',
    'use-media': '{{actor}}さんが媒体（DVD等）での受渡しに切り替えました', 'write-medium': '{{actor}}さんが媒体に書き込みました（{{count}}回目）', 'take-medium': '{{actor}}さんが媒体に書き込むデータを取り出しました', 'hand-over-medium': '{{actor}}さんが{{to}}さんに媒体を渡したことを記録しました', 'check-medium': '{{actor}}さんが媒体の内容を照合しました',
    'return-medium': '{{actor}}さんが{{from}}さんから媒体が戻ったことを記録しました', 'return-notice': '{{actor}}さんが{{from}}さんからパスワード通知書が戻ったことを記録しました', 'lose-medium': '{{actor}}さんが媒体の紛失を届け出ました', 'lose-notice': '{{actor}}さんがパスワード通知書の紛失を届け出ました',
    deliver: '{{actor}}さんが納品を記録しました（{{quantity}}）', 'confirm-paper': '{{actor}}さんが確認書 {{label}}（第{{version}}版）を確認しました', 'open-paper': '鍵箱が確認書 {{label}} を作りました', 'correct-paper': '{{actor}}さんが確認書 {{label}} を第{{version}}版に改めました',
    'issue-receipt': '鍵箱が受領書 第{{number}}号を発行し、その照合値を台帳に残しました', 'issue-wipe-certificate': '鍵箱が消去証明書 第{{number}}号を発行し、その照合値を台帳に残しました',
    other: '{{actor}}：{{act}}',
  },
};
