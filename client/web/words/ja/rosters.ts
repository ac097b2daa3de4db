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
