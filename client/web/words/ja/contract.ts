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
  individualNumbers: { refuse: '預入を断る', allowed: '認める' }, clientCertificate: { none: '求めない', required: '登録したものが必要（なければファイルを扱えない）' }, receiptSignature: { asked: '求める（なくても受領確認はできる）', required: '必要（なければ受領確認はできない）' }, renewal: { yearly: '次の期間を作れる', none: '更新しない' }, roles: { manager: '取扱責任者', handler: '取扱者', 'security-officer': '情報セキュリティ責任者' }, erasure: '{{document}}（{{after}}{{days}}日以内）', downloads: '{{allowed}}回まで（{{reasonFrom}}回目から理由を書く）', times: '{{n}}回', none: 'ありません', printersMore: '印刷ログに出る名前を1行に1台ずつ。ここにないプリンタでの印刷は、行に理由が要ります。書かなければ確かめません。', fieldsMore: '変更した条件は、変更の確認でいつから効くかを示します。',
};
