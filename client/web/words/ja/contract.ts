// 契約：特記事項、業務フロー、認証、契約の条件、登録端末、更新、業務の終わり。
export const contract = {
  title: '契約', annexes: '特記事項', annexMissing: '特記事項がまだ登録されていません：{{names}}', annexMissingMore: '登録するまで、この業務の授受は作れません。', addAnnex: '特記事項を登録する', newAnnex: '新しい版を登録する', number: '番号', signedOn: '契約した日', law: '根拠', documents: '文書', hash: '照合値', firm: '受託事業者', name: '名称',
  acknowledge: '特記事項を読んで確認してください', acknowledgeMore: '確認するまで、この業務のデータは受け取れません。', acknowledgeOpen: '特記事項を読む', acknowledgements: '特記事項の確認', acknowledgedOf: '{{all}}人のうち{{done}}人が確認しました', notYet: 'まだです', person: '氏名', acknowledgedAt: '確認した日時',
  pageTitle: '特記事項の確認', readAll: '次の文書を開いて、終わりまで読んでください。', secrecy: '特記事項を読み、守ります。知り得た個人情報は、この業務が終わったあとも、退職したあとも、他に漏らしません。', penalties: '罰則', acknowledgeNow: '読みました。守ります', acknowledged: '特記事項を確認しました。この業務のデータを受け取れます。', nothingToAcknowledge: '確認が必要な特記事項はありません。', ofEngagement: '{{title}}：特記事項を読んで確認してください',
  workflows: '業務フロー', workflowMissing: '業務フローがまだ示されていません：{{names}}', workflowMissingMore: '区が業務フローを示し、取扱責任者が確認するまで、受け取れません。', addWorkflow: '業務フローを示す', workflowWaits: '業務フローを確認してください', workflowWaitsMore: '取扱責任者が確認するまで、この業務のデータは受け取れません。', workflowOpen: '業務フローを見て確認する', acknowledgedBy: '取扱責任者の確認', by: '{{name}}（{{day}}）',
  qualifications: '認証', addQualification: '認証を登録する', kind: '認証', kinds: { 'p-mark': 'プライバシーマーク', 'lgwan-asp': 'LGWAN-ASP認証' }, neededFor: '求めるもの', needed: { 'every-route': '回線・媒体の両方', line: '回線' }, until: '有効期限', state: '状態',
  states: { valid: '有効', expiring: 'あと{{days}}日', today: '本日まで', expired: '期限切れ', missing: '登録なし' },
  closedLine: '{{name}}への回線は閉じています', closedLineMore: '認証が有効でないためです。預け入れたデータは、媒体（DVD等）で渡せます。', closedAll: '{{name}}との授受はできません', closedAllMore: '認証が有効でないか、契約の条件で回線・媒体とも使えないためです。',
  recipient: { expiring: '{{kind}}の期限まで、あと{{days}}日です（{{until}}）。', 'line-closed': '{{kind}}が有効でないため、回線は使えません。媒体（DVD等）で渡してください。', 'routes-closed': '{{kind}}が有効でないため、授受できません。' },
  ended: { period: '業務の期間は{{day}}に終わりました', terminated: '業務は{{day}}に終了しました' }, endedMore: '授受はできません。消去と返還が済んでから、担当課が業務を完了します。', orders: '終わりにともなう務め', owedBy: '受託事業者', what: 'すること', due: '期限', do: '始める', doNamed: '{{what}}を始める', noOrders: '消去と返還は済んでいます。', close: '業務を完了する', closed: '業務は{{day}}に完了しています',
};
export const terms = {
  title: '契約の条件', each: '送信のたびに複数名で確認', more: '資料や契約で決まっている条件です。変更するときは、契約を確かめてください。', routes: '使える方法', line: '回線', media: '媒体（DVD等）', qualifications: '求める認証', noQualification: '求めません', qualification: '{{kind}}（{{needed}}）',
  subcontracting: { forbidden: '禁止', 'with-consent': '区の承諾があれば可', none: '使わない（1社で行う）' }, terminals: { any: '問わない', registered: '登録した端末だけ' }, erasureAfter: { delivery: '納品のあと', 'engagement-end': '業務の終了のあと' }, printLog: { none: '求めません', literal: '2枚以上は理由を書く（枚数）', copies: '2部以上は理由を書く（部数）', 'over-plan': '予定より多いときは理由を書く' },
  individualNumbers: { refuse: '預入を断る', allowed: '認める' }, receiptSignature: { asked: '求める（なくても受領確認はできる）', required: '必要（なければ受領確認はできない）' }, renewal: { yearly: '次の期間を作れる', none: '更新しない' }, roles: { manager: '取扱責任者', handler: '取扱者', 'security-officer': '情報セキュリティ責任者' }, erasure: '{{document}}（{{after}}{{days}}日以内）', downloads: '{{allowed}}回まで（{{reasonFrom}}回目から理由を書く）', times: '{{n}}回', none: 'ありません', fieldsMore: '変更した条件は、変更の確認でいつから効くかを示します。',
};
export const terminal = {
  title: '登録した端末', more: '業務の条件が「登録した端末だけ」のとき、ここに登録した場所からだけサインインと受取ができます。', none: '登録した端末はありません。', address: 'アドレス', addressMore: '例：192.0.2.7、または 192.0.2.0/24', label: '端末の名前', reason: '理由', since: '登録した日', add: '端末を登録する', added: '{{address}}を登録しました。', remove: '外す', removeOf: '{{address}}を外す', removeTitle: '{{address}}を外しますか', removeMore: 'この場所からは、サインインも受取もできなくなります。', removeNow: '端末を外す', no: '外さない', removed: '{{address}}を外しました。',
};
export const renewal = {
  open: '次の期間を作る', title: '次の期間を作る', more: '業務の内容・帳票・条件・当事者を引き継いで、次の期間の業務を作ります。名簿と再委託は引き継ぎません。', from: '開始日', to: '終了日', reason: '理由', now: '次の期間を作る', done: '{{title}}の次の期間を作りました。名簿は、事業者に届け出てもらってください。', rule: '今の期間（{{to}}まで）より後に始まり、終了日が開始日より後になるようにしてください。', never: 'この業務は更新しない契約です。', closedAt: '完了',
};
export const fields = {
  name: '名称', 'person-name': '氏名', section: '所属の担当課', 'can-approve': '承認', active: '状態', email: 'メールアドレス', telephone: '電話番号', address: '所在地', password: 'パスワード', login: '利用者ID', role: '役割',
  title: '業務名', purpose: '使いみち', 'legal-basis': '根拠', from: '開始日', to: '終了日', items: '項目', sections: '担当課', contractors: '受託事業者', terminated: '業務', roster: '名簿',
  locks: '錠', 'approval-out': '二人目の承認（区から）', 'approval-back': '二人目の承認（区へ）', gap: 'パスワード通知までの間隔', 'notice-by-another': '通知は別の人が行う', call: '電話連絡', 'collect-days': '受取期限', 'wipe-hours': '受領確認から消去まで', 'draft-days': '下書きの保存', 'max-file-bytes': '1ファイルの上限', 'max-files': 'ファイル数の上限', unscannable: '検査できないファイル',
  'route-line': '回線', 'route-media': '媒体（DVD等）', qualifications: '求める認証', subcontracting: '再委託', 'subcontractor-conditions': '再委託先の条件', 'roster-roles': '名簿の役割', terminals: '端末', downloads: '受取の回数', 'download-reason': '理由が要る受取', 'erasure-document': '消去の書類', 'erasure-after': '消去の起点', 'erasure-days': '消去の期限', returns: '返還するもの', 'print-log': '印刷ログ', 'training-first': '研修が済むまで受け取れない', 'workflow-first': '業務フローの確認が済むまで受け取れない', 'annex-needed': '特記事項の登録が済むまで授受しない', 'annex-first': '特記事項の確認が済むまで受け取れない', 'paper-check': '業務日終了後の保管の確認', inspections: '年度の立入りの回数', 'individual-numbers': '個人番号（12桁）', 'refuse-overdue': '消去の遅れがあると新しく送らない', 'medium-gap': '媒体とパスワードの間隔', 'receipt-signature': '受領書への受領者の署名', renewal: '更新', terminal: '登録した端末',
  'contact-name': '問い合わせ先の名称', 'contact-telephone': '問い合わせ先の電話番号', 'contact-hours': '受付時間', 'security-name': '事故のときの連絡先', 'security-telephone': '事故のときの電話番号',
};
export const values = {
  can: 'できる', cannot: 'できない', cases: '{{n}}件', yes: 'あり', no: 'なし', active: '有効', disabled: '停止', running: '期間中', ended: '終了', both: '鍵とパスワードの両方', password: 'パスワードのみ', refuse: '預入を断る', seconds: '{{n}}秒', minutes: '{{n}}分', hours: '{{n}}時間', days: '{{n}}日', uptime: '{{days}}日と{{hours}}時間{{minutes}}分',
};
