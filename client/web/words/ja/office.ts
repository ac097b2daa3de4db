// 管理、台帳の行為の名前。
export const admin = {
  people: '利用者', sections: '担当課', contractors: '受託事業者', addPerson: '利用者を加える', addNow: 'この利用者を加える', name: '氏名', role: '役割', of: '所属', canApprove: '承認できる人にする', canApproveShort: '（承認できる）', roles: { staff: '職員', handler: '受託事業者の取扱者', auditor: '監査人', administrator: '管理者' }, loginRule: '半角の英小文字・数字・ピリオド・ハイフン・下線、2〜64文字。',
  active: '有効', disabled: '停止', notYetIn: '未サインイン', reset: '初期パスワードを発行する', disable: '停止する', resetTitle: '{{name}}さんの初期パスワードを発行しますか', resetMore: '今のパスワードは使えなくなり、サインアウトされます。新しい初期パスワードは一度だけ表示します。', disableTitle: '{{name}}さんを停止しますか', disableMore: 'すぐにサインアウトされ、サインインできなくなります。', no: '変更しない',
  made: '{{name}}さんの初期パスワードを発行しました。', madeMore: '表示は一度だけです。印刷して本人に渡してください。最初のサインインで新しいパスワードに変わります。', initial: '初期パスワード', validUntil: '有効期限', page: '専用ページ', added: '{{name}}を加えました。',
  sectionName: '担当課の名称', telephone: '電話番号', addSection: '担当課を加える', addSectionNow: 'この担当課を加える', noSections: '担当課はまだありません。', contractorName: '受託事業者の名称', address: '所在地', addContractor: '受託事業者を加える', addContractorNow: 'この受託事業者を加える', noContractors: '受託事業者はまだありません。',
  addEngagement: '委託業務を加える', addEngagementNow: 'この委託業務を加える', noEngagements: '委託業務はまだありません。', preset: 'ひな形', presetMore: '資料の委託業務から選びます。', from: '開始日', to: '終了日', periodRule: '終了日は開始日より後にしてください。', assumptions: '資料に値がないため仮に決めたもの {{count}}件',
  addToRoster: '名簿に加える', addToRosterNow: '名簿に加える', remove: '名簿から外す', removeTitle: '{{name}}さんを名簿から外しますか', removeMore: '外すと、この人はすぐにサインアウトされ、受け取れなくなります。',
};
export const acts = {
  other: 'その他の操作', read: '閲覧', 'sign-in': 'サインイン', 'sign-out': 'サインアウト', 'change-password': 'パスワード変更', 'found-municipality': '団体の開設', draft: '下書き', 'add-file': 'ファイルの追加', 'remove-file': 'ファイルの取外し', deposit: '預入', discard: '下書きの破棄', approve: '承認', return: '差戻し', notice: 'パスワード通知', 'renew-notice': 'パスワードの作り直し', call: '電話の記録', handover: 'パスワードの手渡し', 'start-collecting': '受取の開始', 'interrupt-collecting': '受取の中断', collect: '受取', 'collect-again': '受取のやり直し', 'collected-again': '再度の受取', confirm: '受領確認', recall: '取消', expire: '期限切れ',
  'use-media': '媒体への切替え', 'write-medium': '媒体への書込み', 'take-medium': '媒体用データの取出し', 'hand-over-medium': '媒体の引渡し', 'return-medium': '媒体の返却', 'return-notice': '通知書の返却', 'lose-medium': '媒体・通知書の紛失', 'check-medium': '媒体の照合', deliver: '納品の記録', 'confirm-paper': '確認書の確認', 'correct-paper': '確認書の訂正',
  'begin-wipe': '消去の開始', 'fail-wipe': '消去の失敗', wipe: '消去', 'wipe-texts': '文字の消去', 'add-engagement': '委託業務の追加', 'add-roster-entry': '名簿への追加', 'remove-roster-entry': '名簿からの取外し', 'submit-roster-entry': '名簿の届出', 'accept-roster-entry': '名簿の受付', 'return-roster-entry': '名簿の返却', 'add-subcontractor': '再委託先の追加', 'add-account': '利用者の追加', 'reset-password': '初期パスワードの発行', 'disable-account': '利用者の停止', 'add-section': '担当課の追加', 'add-contractor': '受託事業者の追加', 'change-account': '利用者の変更', 'change-section': '担当課の変更', 'change-contractor': '受託事業者の変更', 'change-engagement': '委託業務の変更', 'change-settings': '設定の変更',
  'register-certificate': '鍵の登録', 'confirm-certificate': '鍵の照合', 'withdraw-certificate': '鍵の取下げ', strangers: '外からの試行', 'search-ledger': '台帳の閲覧', 'export-ledger': '台帳の書き出し', 'read-story': '授受の経過の閲覧', 'read-figures': '図表の閲覧', record: '記録', 'correct-record': '記録の訂正', 'add-attachment': '添付資料の追加', 'save-evidence': '証拠一式の保存', 'clock-leap': '時計の異常', 'sweep-draft': '下書きの期限切れ', expired: '期限切れ',
};
/** 拒否の理由。 */
export const reasons = {
  ERASURE_OVERDUE: '消去の報告が期限を過ぎている',
  RECORD_INCOMPLETE: '記録の不足', RECORD_REFUSED: '記録できない内容', STAGE_NOT_NEXT: 'その段階ではない', STAGE_NOT_YOURS: '記録する役割でない', STAGE_FINAL: '訂正しない決定', ANOTHER_PERSON: '別の人が必要', KIND_NOT_OFFERED: '使わない記録',
  ATTACHMENT_FORM_REFUSED: '添付できない形式', ATTACHMENTS_UNUSED: '未使用の添付が多い',
  VERSION_REPLACED: '新しい版がある', ROUTE_CLOSED: '媒体は使えない業務', ROUTE_IS_MEDIA: '媒体での授受', MEDIUM_NOT_WRITTEN: '媒体に未書込み', MEDIUM_HANDED_OVER: '媒体は引渡し済み', MEDIUM_SAME_OCCASION: '同じ機会の書込み', MEDIUM_GAP: '別の機会でない', MEDIUM_INCOMPLETE: '媒体の記録の不足', MEDIUM_DIFFERS: '媒体の内容の不一致', ALREADY_RETURNED: '返却済み', NO_CALL_ABOUT: '送付前か終了後',
  NOT_FOUND: '見つからない', WRONG_STATE: 'いまはできない操作', NOT_APPROVER: '承認できる人でない', NOT_SENDER: '送る側でない', NOT_RECIPIENT: '受け取る側でない', CHECKS_CHANGED: '内容が変わった',
  NO_FILES: 'ファイルなし', TOO_MANY_FILES: 'ファイルが多い', FILE_TOO_BIG: '大きすぎる', FILE_EMPTY: '空のファイル', FILE_NAME_REFUSED: '使えないファイル名', UPLOAD_CUT: '送信の中断',
  INDIVIDUAL_NUMBER_FOUND: '個人番号あり', ANONYMOUS_COLUMNS: '匿名の帳票に合わない列', ANSWER_MISFIT: '照会と合わない回答', REPEAT_NEEDS_REASON: '再度の受取に理由がない', DOWNLOADS_USED_UP: '受取の回数の上限', VIRUS_FOUND: 'ウイルス検出', NOT_SCANNED: '検査できない', IDEMPOTENCY_KEY_REUSED: '同じ鍵の使い回し', RECIPIENT_HAS_NO_CERTIFICATE: '相手に鍵がない', CERTIFICATES_CHANGED: '相手の鍵が変わった', COLLECT_BY_PAST: '期限が過去',
  SAME_OCCASION: '同じ機会', ANOTHER_PERSON_REQUIRED: '別の人が必要', DIFFERENT_RECIPIENTS: '相手が異なる', HANDED_OVER: '手渡し済み', HANDOVER_INCOMPLETE: '記録の不足', NOT_AN_ADDRESSEE: '名簿にない相手',
  QUANTITY_DIFFERS: '数量の不一致', NOT_OPENED: '開いていない', NOT_COLLECTED: '受け取っていない', RECALLED: '取消済み', EXPIRED: '期限切れ', DISCARDED: '破棄済み',
  ALREADY_WIPED: '消去済み', ALREADY_CONFIRMED: '確認済み', CHANGED_MEANWHILE: '途中で変わった', ENGAGEMENT_NOT_OPEN: '業務の期間外', NOT_ON_ROSTER: '名簿にない', NOT_ROSTER_MANAGER: '取扱責任者でない', ROSTER_ENTRY_WAITING: '届出の重複', ROSTER_ENTRY_DECIDED: '処理済みの届出', FORM_NOT_IN_SCOPE: '承諾の範囲外', NOT_TRAINED: '研修の記録なし', CERTIFICATE_REFUSED: '使えない鍵',
  CERTIFICATE_TAKEN: '登録済みの鍵', CERTIFICATE_SELF_CONFIRMED: '自分での照合', FINGERPRINT_DIFFERS: '指紋の不一致', SIGN_IN_FAILED: 'サインイン失敗', NOT_ALLOWED: '権限なし', ROLE_MISMATCH: '役割の不一致', NOTHING_CHANGED: '変更なし', OWN_ACCOUNT: '自分自身の停止', LAST_ADMINISTRATOR: '最後の管理者',
};
