// 名簿：届出、受付、取外し、変更の履歴。再委託先。
export const roster = {
  title: '名簿', open: '名簿を開く', of: '{{name}}の名簿', none: '名簿は空です。名簿に載り、担当課が受け付けた人だけが、この業務の情報を扱えます。', subcontractorOf: '再委託先（{{name}}の）',
  waiting: '受付を待っている届出 {{count}}件', waitingMore: '受け付けるまで、この人は何も扱えません。', submit: '名簿に届け出る', submitMore: '担当課が受け付けると、この業務の情報を扱えるようになります。', submitted: '届け出ました。担当課の受付を待っています。受け付けられるまで、この人は何も扱えません。',
  accept: '受け付ける', acceptFor: '{{name}}さんの届出を受け付ける', accepted: '{{name}}さんを受け付けました。開始日から、この業務の情報を扱えます。', acceptedNew: '{{name}}さんを受け付けました。管理者が利用者を作ると、扱えるようになります。',
  returnIt: '返す', returnFor: '{{name}}さんの届出を返す', returnTitle: '{{name}}さんの届出を返しますか', returnMore: '理由を書いてください。事業者の取扱責任者に表示されます。', returnNow: '理由をつけて返す', notReturn: '返さない', returned: '{{name}}さんの届出を返しました。',
  withdraw: '取り下げる', withdrawFor: '{{name}}さんの届出を取り下げる', withdrawTitle: '{{name}}さんの届出を取り下げますか', withdrawMore: '担当課はこの届出を受け付けられなくなります。必要なときは、もう一度届け出てください。', withdrawNow: '取り下げる', notWithdraw: '取り下げない', withdrawn: '{{name}}さんの届出を取り下げました。',
  remove: '外す', removeFor: '{{name}}さんを名簿から外す', removeTitle: '{{name}}さんを名簿から外しますか', removeMore: 'この人はすぐにサインアウトされ、この業務の情報を受け取れなくなります。元に戻すには、もう一度届け出て受け付けます。', removeNow: '名簿から外す', notRemove: '外さない', removed: '{{name}}さんを名簿から外しました。すぐにサインアウトされました。',
  missing: 'いなければならない役割の人がいません：{{roles}}', missingMore: '取扱責任者が届け出て、担当課が受け付けます。', missingFirst: '最初の取扱責任者は、管理者が加えます。',
  person: '届け出る人', existing: '利用者の登録がある人', newcomer: '利用者の登録がない人', newcomerMore: '担当課が受け付けたあと、管理者が利用者を作ります。', who: '利用者', name: '氏名', login: '希望する利用者ID', from: '開始日', to: '終了日', toMore: '空欄なら、業務の期間の終わりまでです。終了日の翌日に、自動で名簿から外れます。', reason: '届出の理由', order: '終了日は、開始日より前にできません。', no: '届け出ない',
  training: '今年度の研修', trained: '受講', notTrained: '記録なし', cannotCollect: '受け取れません：研修', untrained: '研修の記録がない人：{{names}}', untrainedMore: '今年度（{{since}}から）の研修実施記録に受講者として載るまで、受け取れません。',
  states: { waiting: '受付待ち', 'no-account': '利用者の作成待ち', coming: '開始前', acting: '扱えます', returned: '返されました', withdrawn: '取り下げました', ended: '外れています' },
  history: '変更の履歴 {{count}}件', at: '日時', what: 'したこと', by: '人', because: '理由', gateway: '鍵箱（自動）', events: { submitted: '届出', added: '管理者が追加', accepted: '受付', returned: '返却', removed: '取外し', withdrawn: '取下げ', replaced: '新しい届出に置換え', ended: '終了日により終了' },
  tasks: '名簿の届出 {{count}}件', task: '{{contractor}}の名簿の届出 {{count}}件', taskAct: '名簿を見て受け付ける', since: '届出',
  requests: '利用者の作成を待っている人 {{count}}人', requestsMore: '担当課が名簿に受け付けた人です。利用者を作ると、名簿の開始日から扱えるようになります。', make: '利用者を作る', makeFor: '{{name}}さんの利用者を作る', engagement: '委託業務',
};
export const fields = {
  name: '名称', 'person-name': '氏名', section: '所属の担当課', 'can-approve': '承認', active: '状態', email: 'メールアドレス', telephone: '電話番号', address: '所在地', password: 'パスワード', login: '利用者ID', role: '役割',
  title: '業務名', purpose: '使いみち', 'legal-basis': '根拠', from: '開始日', to: '終了日', items: '項目', sections: '担当課', contractors: '受託事業者', terminated: '業務', roster: '名簿',
  locks: '錠', 'approval-out': '二人目の承認（区から）', 'approval-back': '二人目の承認（区へ）', gap: 'パスワード通知までの間隔', 'notice-by-another': '通知は別の人が行う', call: '電話連絡', 'collect-days': '受取期限', 'wipe-hours': '受領確認から消去まで', 'draft-days': '下書きの保存', 'max-file-bytes': '1ファイルの上限', 'max-files': 'ファイル数の上限', unscannable: '検査できないファイル',
  'route-line': '回線', 'route-media': '媒体（DVD等）', qualifications: '求める認証', subcontracting: '再委託', 'subcontractor-conditions': '再委託先の条件', 'roster-roles': '名簿の役割', terminals: '端末', downloads: '受取の回数', 'download-reason': '理由が要る受取', 'erasure-document': '消去の書類', 'erasure-after': '消去の起点', 'erasure-days': '消去の期限', returns: '返還するもの', 'print-log': '印刷ログ', printers: '使うプリンタ', 'training-first': '研修が済むまで受け取れない', 'workflow-first': '業務フローの確認が済むまで受け取れない', 'annex-needed': '特記事項の登録が済むまで授受しない', 'annex-first': '特記事項の確認が済むまで受け取れない', 'paper-check': '業務日終了後の保管の確認', inspections: '年度の立入りの回数', 'individual-numbers': '個人番号（12桁）', 'refuse-overdue': '消去の遅れがあると新しく送らない', 'medium-gap': '媒体とパスワードの間隔', 'receipt-signature': '受領書への受領者の署名', 'recipient-keys': '受け取る人の鍵', 'client-certificate': '受託事業者のクライアント証明書', networks: '使えるネットワーク', 'client-certificates': 'クライアント証明書（SHA-256指紋）', renewal: '更新', terminal: '登録した端末',
  'contact-name': '問い合わせ先の名称', 'contact-telephone': '問い合わせ先の電話番号', 'contact-hours': '受付時間', 'security-name': '事故のときの連絡先', 'security-telephone': '事故のときの電話番号',
  'second-factor-staff': '二要素認証（職員）', 'second-factor-handler': '二要素認証（取扱者）', 'second-factor-auditor': '二要素認証（監査人）', 'second-factor-administrator': '二要素認証（管理者）', 'passkey-alone-staff': 'パスキーだけのサインイン（職員）', 'passkey-alone-handler': 'パスキーだけのサインイン（取扱者）', 'passkey-alone-auditor': 'パスキーだけのサインイン（監査人）', 'passkey-alone-administrator': 'パスキーだけのサインイン（管理者）',
};
export const values = {
  factorRules: { optional: '任意', wanted: '登録を促す', required: '必須' }, can: 'できる', cannot: 'できない', cases: '{{n}}件', yes: 'あり', no: 'なし', active: '有効', disabled: '停止', running: '期間中', ended: '終了', both: '鍵とパスワードの両方', password: 'パスワードのみ', refuse: '預入を断る', exception: '未検査として預かり、もう1人の承認で渡す', seconds: '{{n}}秒', minutes: '{{n}}分', hours: '{{n}}時間', days: '{{n}}日', uptime: '{{days}}日と{{hours}}時間{{minutes}}分',
};
