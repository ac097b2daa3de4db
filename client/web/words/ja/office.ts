// 管理、台帳の行為の名前。
export const admin = {
  people: '利用者', unattended: '自動転送端末', sections: '担当課', contractors: '受託事業者', addPerson: '利用者を加える', addNow: 'この利用者を加える', name: '氏名', role: '役割', of: '所属', canApprove: '承認できる人にする', canApproveShort: '（承認できる）', roles: { staff: '職員', handler: '受託事業者の取扱者', auditor: '監査人', administrator: '管理者' }, loginRule: '半角の英小文字・数字・ピリオド・ハイフン・下線、2〜64文字。',
  active: '有効', disabled: '停止', notYetIn: '未サインイン', disable: '停止する', disableTitle: '{{name}}さんを停止しますか', disableMore: 'すぐにサインアウトされ、サインインできなくなります。', no: '変更しない',
  made: '{{name}}さんの初期パスワードを発行しました。', noticeMore: '本人に通知したあと、担当課の職員が、業務の画面の「専用ページ利用通知」で、通知した相手・日時・方法を記録します。', noticePaper: 'パスワードの入らない利用通知書を開く（PDF）', madeMore: '表示は一度だけです。印刷して本人に渡してください。最初のサインインで新しいパスワードに変わります。', initial: '初期パスワード', validUntil: '有効期限', page: '専用ページ', added: '{{name}}を加えました。',
  sectionName: '担当課の名称', telephone: '電話番号', addSection: '担当課を加える', addSectionNow: 'この担当課を加える', noSections: '担当課はまだありません。', contractorName: '受託事業者の名称', address: '所在地', addContractor: '受託事業者を加える', addContractorNow: 'この受託事業者を加える', noContractors: '受託事業者はまだありません。',
  addEngagement: '委託業務を加える', addEngagementNow: 'この委託業務を加える', noEngagements: '委託業務はまだありません。', preset: 'ひな形', presetMore: '資料の委託業務から選びます。', from: '開始日', to: '終了日', periodRule: '終了日は開始日より後にしてください。', assumptions: '資料に値がないため仮に決めたもの {{count}}件',
  networksMore: '1行に1つ、192.0.2.0/24 の形で。ここからだけサインインして使えます。空なら限りません。', networksOpen: '限っていません', certificatesMore: '1行に1つ、16進64文字。クライアント証明書を求める業務では、この一覧にあるものだけが使えます。消した証明書は、すぐに使えなくなります。', certificatesNone: '登録していません',
  addToRoster: '名簿に加える', addToRosterNow: '名簿に加える', remove: '名簿から外す', removeTitle: '{{name}}さんを名簿から外しますか', removeMore: '外すと、この人はすぐにサインアウトされ、受け取れなくなります。',
};
// 行為と拒否の理由は、書類にも同じ言葉で印刷する。
export { acts, reasons } from '../../../../server/ledger/act-names.ts';
