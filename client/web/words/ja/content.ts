// 照会と回答の組、再度の受取、ファイルの中身の確認。
export const pair = {
  answer: '照会への回答', asked: 'もとの照会', mine: 'あなたの番です。この照会に回答してください。', toInquiry: '照会 {{number}} を見る', toAnswer: '回答 {{number}} を見る', none: 'まだ回答はありません。', owed: 'まだ回答していません。', send: '回答を送る', title: '照会 {{number}} への回答',
  answering: '照会 {{number}}（{{sender}}）への回答です。', answeringMore: '業務・送付先・帳票・件名を入れました。数量と受取期限を確かめて、ファイルへ進んでください。', cannot: '照会 {{number}} には、ここから回答できません。すでに回答があるか、業務の期間外です。',
};
export const again = {
  title: 'このファイルは、すでに最後まで受け取っています。', more: '複写を防ぐため、もう一度受け取るときは理由を記録します（{{round}}回目、{{allowed}}回まで）。', reason: 'もう一度受け取る理由', reasonMore: '氏名など、住民が分かることは書かないでください。', go: '理由を記録して受け取る',
  usedUp: '受け取れる回数（{{count}}回）に達しました。', askSender: '必要なときは、{{sender}}に再度の預入を依頼してください。', callSender: '必要なときは、{{sender}}（電話 {{tel}}）に再度の預入を依頼してください。',
};
export const look = { not: '中身の確認：対象外の形式のため、個人番号などの有無を調べていません。', part: '中身の確認：一部のみ調べました。' };
export const goOn = {
  goesOn: '続きから送ります（{{size}}まで届いています）', another: '前に途中まで送ったものとは別のファイルです。最初から送ります', unfinishedTitle: '途中まで届いているファイルがあります。', unfinishedMore: '続きから送るには、次のファイルを選び直してください。', unfinishedArrived: '{{arrived}}／{{size}}まで届いています', unfinishedUntil: '{{at}}まで保管', unfinishedChanged: '更新日時 {{at}}', discardNamed: '届いた分を捨てる：{{file}}', discard: '届いた分を捨てる', cutMore: '{{sent}}まで送りました。この画面を開いたままお待ちください。', cut: '通信が切れました。つながり次第、続きから送ります。', busy: '鍵箱が混み合っています。{{count}}秒後に、続きから自動で送ります。', busySoon: '鍵箱が混み合っています。まもなく、続きから自動で送ります。', filesKept: '{{kept}}／{{all}}ファイル', many: '封緘済み {{kept}}ファイル、待っているもの {{waiting}}ファイル',
};
