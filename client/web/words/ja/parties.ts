// 授受の一覧・詳細・承認・書類・委託業務。
export const nav = { home: 'ホーム', transfers: '授受', approvals: '承認', notices: 'パスワード通知', engagements: '委託業務', keys: '鍵', send: '担当課へ送る', roster: '委託業務・名簿', ownKeys: '鍵', ledger: '台帳', export: '台帳の書き出し' };
export const transfer = {
  new: '新しい授受を作る', recipient: '送付先', sender: '送り主', collectBy: '受取期限', passwordOnly: 'パスワードだけで開けます（鍵は使いません）',
  act: { 'add-files': 'ファイルを加える', submit: '預け入れる', discard: '作り直す', approve: '承認する', 'allow-unscanned': '未検査の例外を認める', return: '差し戻す', recall: '取り消す', notice: 'パスワードを渡す', handover: '渡したことを記録する', 'write-medium': '媒体に書き込む', 'hand-over-medium': '媒体を渡す', collect: '受け取る', confirm: '受領を確認する', 'wait-wipe': '消去を待つ', none: 'ありません' },
};
export const todo = {
  title: '対応が必要なもの', count: '{{count}}件', caption: '対応が必要なもの', until: '期限', noDeadline: '期限なし', act: 'すること', transfer: '授受', party: '相手', comesFrom: 'から', goesTo: 'あて', actFor: '{{act}} {{number}}', andMore: 'ほか{{count}}件',
  nothing: '対応が必要なものはありません。', nothingButWaiting: '対応が必要なものはありません。ほかの人を待っている授受が{{count}}件あります。', waiting: 'ほかの人を待っているもの {{count}}件', previousSignIn: '前回のサインイン', happened: '前回のサインインから、あなたのアカウントについてお知らせが{{count}}件あります。', seeHappened: 'お知らせを確かめる',
};
export const list = {
  title: '授受一覧', state: '状態', every: 'すべて', clear: '条件をすべて外す', noMatch: '条件に合う授受はありません。', none: '授受はまだありません。', all: '{{total}}件', some: '{{total}}件のうち{{some}}件',
  number: '授受番号', parties: '送付先', from: '{{sender}}から', quantity: '数量', collectBy: '受取期限', madeBy: '作成',
};
export const detail = {
  approved: '承認', standing: '継続承認 第{{n}}号による（作成 {{by}}、確認 {{agreed}}）',
  loading: '授受', title: '授受 {{number}}', next: '次にすること', until: '期限', notBefore: 'この時刻から行えます：', mine: 'あなたの番です。{{act}}', nothingToDo: 'あなたがすることはありません。', willBeWiped: '鍵箱のデータを消去する日時：', waitsFor: '{{who}}の{{act}}を待っています。', again: '同じ内容でもう一度送る', toCome: 'これから：', byItself: '鍵箱が自動で行います', notYetBy: 'まだです（{{who}}）',
  waiting: { 'add-files': 'ファイルの追加', submit: '預入', discard: '手直し', approve: '承認', 'allow-unscanned': '未検査の例外の承認', return: '差戻し', recall: '取消', notice: 'パスワード通知', handover: '通知の記録', 'write-medium': '媒体への書込み', 'hand-over-medium': '媒体の引渡し', collect: '受取', confirm: '受領確認', 'wait-wipe': '消去', none: '完了' },
  go: { 'add-files': 'ファイルを加える', submit: 'ファイルを選んで預け入れる', discard: '直したものを新しく作る', approve: '3つの確認をして承認する', 'allow-unscanned': '未検査のファイルを確かめる', return: '差し戻す', recall: '取り消す', notice: 'パスワードを作って{{recipient}}に渡す', handover: '渡したことを記録する', 'write-medium': '媒体に書き込む', 'hand-over-medium': '媒体を渡したことを記録する', collect: '受け取って開く', confirm: '受領を確認する', 'wait-wipe': '待つ', none: '見る' },
  editFiles: 'ファイルを直す', discard: 'この下書きを破棄する', discardTitle: 'この下書きを破棄しますか', discardMore: '預けたファイルは消去します。相手には何も届いていません。元に戻せません。', keepDraft: '破棄しない',
  wipeFailed: '消去が終わっていません。', wipeFailedMore: '開くための錠は破棄したので、残っている本体だけでは開けません。自動でやり直し、管理者に知らせました。終わるまで証明書は出ません。', wipeFailedLock: '開くための錠をまだ破棄できていません。鍵とパスワードがあれば、まだ開けます。自動でやり直し、管理者に知らせました。終わるまで証明書は出ません。',
  returned: '{{name}}さんが差し戻しました。', makeAnew: '直したものを新しく作り、この授受は破棄してください。', recalled: '取り消しました。だれも受け取っていません。', recalledAfter: '取り消しましたが、すでに受け取られた分は取り戻せません。',
  particulars: '送付先・数量・使いみち', timeline: '経過', whoCanOpen: 'データを開ける人', copy: '鍵箱のデータ',
  open: { 'nobody-yet': 'いません（パスワード未通知）', 'recipient-with-key-and-password': '{{recipient}}の取扱者（鍵とパスワードの両方が必要）', 'recipient-with-password': '{{recipient}}の取扱者、およびパスワードを知る人（パスワードだけで開けます）', 'nobody-any-more': 'いません' },
  copyState: { none: 'まだありません', kept: '保管中（暗号化）', 'being-wiped': '消去中', 'wipe-failed': '消去失敗（やり直しています）', wiped: '消去済み' },
  nameChange: { path: 'フォルダー名を除いて保管しました。', marks: '見えない文字（向きを変える文字など）を除きました。', reserved: 'Windowsで使えない名前のため、変えて保管しました。', short: '長すぎるため、短くして保管しました。', empty: '名前がないため、仮の名前で保管しました。', trailing: '末尾の空白や点を除きました。', replaced: '使えない文字を置き換えました。', numbered: '同じ名前のファイルがあるため、番号を付けました。' },
  refused: '拒否：{{reason}}', entry: '記録 {{index}}', entries: '記録 {{first}}〜{{last}}のうち{{times}}件', nothingMore: 'このあとの予定はありません。', nameWiped: '（消去済みのファイル名）', warning: '注意：', hash: '照合値（SHA-256）', scanClean: 'ウイルス検査 検出なし（{{by}}）', patterns: '定義',
};
export const recall = {
  open: '取り消す', title: 'この授受を取り消しますか', no: '取り消さない', yes: '取り消して消去する', reason: '理由', text: '理由の補足',
  reasons: { 'wrong-recipient': '送付先の誤り', 'wrong-content': '内容の誤り', 'not-needed': '不要になった', 'engagement-ended': '業務の終了', restored: '鍵箱を写しから復元したため（ファイルは残っていません。もう一度預け入れてください）', other: 'その他' },
  beforeNotice: '{{recipient}}の画面には、まだ表示されていません。取り消すと、鍵箱のデータを消去します。元に戻せません。',
  beforeCollection: '{{recipient}}は、まだ受け取っていません。取り消すと受け取れなくなり、鍵箱のデータを消去します。元に戻せません。',
  duringCollection: '{{recipient}}が受取の途中です。すでに届いた分は取り戻せません。取り消すと続きは受け取れなくなり、鍵箱のデータを消去します。元に戻せません。',
  afterCollection: '{{recipient}}がすでに受け取っています。取り消してもデータは戻りません。鍵箱のデータだけを消去します。電話でも連絡してください。',
};
export const papers = {
  title: '書類', none: '確認書はまだありません。', records: '確認書', label: '番号', kind: '種類', at: '日時', handlers: '取扱者', content: '情報の内容', quantity: '数量', confirmed: '受託事業者の確認', notYet: 'まだです',
  kinds: { 'hand-over': '授受', password: 'パスワード通知', medium: '媒体の引渡し', delivery: '納品', 'medium-return': '媒体の返却', 'notice-return': '通知書の返却' }, receipt: '受領書', bothSigned: '受領者の署名は gpg --import recipient.asc、gpg --verify statement.json.asc statement.json で確かめられます。', saveStatement: '受領者の申告を保存する', saveStatementSignature: '受領者の署名を保存する', saveRecipientKey: '受領者の証明書を保存する', wipeCertificate: '消去証明書', backToTransfer: '授受に戻る', number: '番号', numberOf: '{{era}} 第{{number}}号', entry: '台帳',
  saveDocument: '書類を保存する', saveSignature: '署名を保存する', saveProof: '台帳の証明を保存する', keepThem: '書類・署名・証明の3つをそろえて保管すると、あとから台帳の書換えがないことを確かめられます。',
};
export const documentField = {
  kind: '書類', number: '番号', transferNumber: '授受番号', engagement: '委託業務', sender: '送り主', recipient: '送付先', quantity: '数量', collected: '受取',
  confirmed: '受領確認', why: '終わった理由', endedAt: '終わった日時', wipedAt: '消去した日時', attempts: '試行回数', method: '方法', technique: '技法', tool: '用いた道具',
  verification: '検証', performedBy: '実施者', validatedBy: '確認者', name: '名前', by: '人', at: '日時', from: 'から', to: 'まで',
  date: '日付', opened: '開いて確かめた', verdict: '判定', media: '媒体', files: 'ファイル', size: '大きさ（バイト）', sha256: '照合値', bodySize: '封緘後の大きさ（バイト）',
  bodySha256: '封緘後の照合値', manufacturer: '製造者', model: '型式', serialNumber: '製造番号', propertyNumber: '管理番号', type: '種類', source: '由来', place: '場所',
  contact: '連絡先', confidentiality: '機密性', limits: '限界', digest: '内容の照合値', entry: '台帳の記録', signedBy: '署名', unscanned: '未検査', approvedBy: '承認した人', allowedBy: '例外を認めた人', note: '注記', version: '書式の版',
  municipality: '団体', transfer: '授受', person: '受領した人', statement: '受領者の申告', statementSignature: '受領者の署名', recipientFingerprint: '受領者の鍵の指紋', title: '名称', id: '識別子',
};
export const documentWord = { confirmed: '受領確認', recalled: '取消', expired: '期限切れ', discarded: '破棄', 'recipient-and-gateway': '受領者と鍵箱', gateway: '鍵箱', none: 'なし' };
export const engagement = {
  none: '委託業務はまだありません。', standing: '継続承認を見る', title: '業務名', open: '有効', closed: '期間外', period: '期間', contractors: '受託事業者', contractor: '受託事業者', sections: '担当課', legalBasis: '根拠', items: '項目', roster: '名簿', policy: '取扱条件', noRoster: '名簿は空です。名簿にない人は受け取れません。', person: '氏名', role: '役割', since: '期間', removed: '外されました',
  roles: { manager: '取扱責任者', handler: '取扱者', 'security-officer': '情報セキュリティ責任者' },
};
export const policy = {
  yes: 'あり', no: 'なし', locks: '錠', lock: { both: '鍵とパスワードの両方', password: 'パスワードのみ' }, approvalOut: '二人目の承認（区から）', approvalBack: '二人目の承認（区へ）', gap: 'パスワード通知までの間隔', minutes: '{{n}}分', otherPerson: '通知は別の人が行う', call: '電話連絡', collect: '受取期限', days: '{{n}}日', wipe: '受領確認から消去まで', hours: '{{n}}時間', draft: '下書きの保存', size: '1ファイルの上限', files: 'ファイル数の上限',
};
