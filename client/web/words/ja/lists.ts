// 一覧の条件、ホームの見出し、気をつけること。
export const filter = {
  label: '授受をさがす', search: 'さがす', searchMore: '授受番号・件名・帳票・相手の名称', narrowed: '{{name}}：{{words}}', or: '・', remove: '{{name}}の条件を外す', turn: '次にする人', turns: { mine: '自分', waiting: 'ほかの人' }, creator: '作成した人',
  order: '並べ方', orders: { created: '作成した日時', collectBy: '受取期限', quantity: '数量', number: '授受番号' }, ways: { desc: '（大きい・新しい順）', asc: '（小さい・古い順）' },
};
export const home = { picks: 'しぼり込む', pick: '{{name}} {{count}}', kinds: { overdue: '期限超過', approve: '承認', password: 'パスワード通知', collect: '受取・受領確認', draft: '下書き・差戻し', duty: '書類・期限' }, more: 'ほか{{count}}件を一覧で見る' };
export const doubt = {
  namesOther: 'ファイルの中に、ほかの事業者の名前があります：{{name}}', sameToSeveral: '同じ内容のファイルを、ほかの送付先にも渡します：{{recipients}}', undeclared: '委託業務の項目にない列があります：{{columns}}', forbidden: '収集が禁止されている内容と見られる列があります：{{columns}}', 
  similarShort: 'よく似た名称', similar: 'よく似た名称の事業者があります：{{names}}', firstTime: 'この送付先へは、はじめて送ります', changed: '前回（{{day}}）の送付先は{{recipient}}でした', tenTimes: '前回は{{previous}}、今回は{{now}}です。けた違いではありませんか',
  namedForOther: 'ファイル名に、別の事業者の名前が入っています：{{name}}', sentBefore: '{{day}}に{{recipient}}へ送ったファイルと、名前か中身が同じです',
};
export const next = { person: '{{name}}さん', party: '{{name}}' };
