// 一覧の条件、ホームの見出し、気をつけること。
export const filter = {
  label: '授受をさがす', search: 'さがす', searchMore: '授受番号・件名・帳票・相手の名称', narrowed: '{{name}}：{{words}}', or: '・', remove: '{{name}}の条件を外す', turn: '次にする人', turns: { mine: '自分', waiting: 'ほかの人' }, creator: '作成した人',
  order: '並べ方', orders: { created: '作成した日時', collectBy: '受取期限', quantity: '数量', number: '授受番号' }, ways: { desc: '（大きい・新しい順）', asc: '（小さい・古い順）' },
};
export const home = { picks: 'しぼり込む', pick: '{{name}} {{count}}', kinds: { overdue: '期限超過', approve: '承認', password: 'パスワード通知', collect: '受取・受領確認', draft: '下書き・差戻し', duty: '書類・期限' }, more: 'ほか{{count}}件を一覧で見る' };
export const next = { person: '{{name}}さん', party: '{{name}}' };
