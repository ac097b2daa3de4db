// ログの確認：週ごとに、目安を超えた記録を見て、監査人が確認を記録する。
export const reviews = {
  title: 'ログの確認', more: '終わった週ごとに記録を確かめ、確認したことを日付と氏名で残します。週は月曜日から日曜日までです。', left: '未確認の週', toReviews: 'ログを確認する',
  waiting: '未確認の週', noneWaiting: '未確認の週はありません。', older_one: 'このほか、ここに示した週より前に、未確認の週が{{count}}週あります。台帳で確かめてください。', older_other: 'このほか、ここに示した週より前に、未確認の週が{{count}}週あります。台帳で確かめてください。', rest: '確認済みの週と今週',
  weeks_one: '{{count}}週', weeks_other: '{{count}}週', week: '週', state: '状態', not: '未確認', done: '確認済み', running: '今週（途中）', fired: '目安以上の項目', firedOf_one: '{{count}}項目', firedOf_other: '{{count}}項目', signed: '確認した人・日時', anomalyShort: '異常あり', noAnomalyShort: '異常なし', openOf: '{{from}}からの週を開く', open: '開く',
  weekTitle: 'ログの確認：{{from}}〜{{to}}', runningMore: 'この週はまだ終わっていません。確認は次の月曜日から記録できます。', findings: '見つかったもの', quiet: '目安以上の項目はありません。', loud_one: '{{count}}項目が目安以上です。記録を開いて確かめてください。', loud_other: '{{count}}項目が目安以上です。記録を開いて確かめてください。',
  over: '目安以上', rule: '見るもの', under: '目安未満の項目', counted: '数えたもの', times: '{{count}}件', threshold: '目安', perWeek: '1週間に{{count}}件', perPerson: '1人で{{count}}件', both: '{{week}}、または{{person}}', most: 'いちばん多い人', mostOf: '{{name}}（{{count}}件）', entries: '記録', noEntries: 'なし', entry: '{{index}}番', entryOf: '{{index}}番の記録（{{act}}）', first: '初めの{{count}}件だけを示しています。ほかは台帳でさがせます。', why: '目安の理由',
  told: 'ログの確認 {{label}}：{{from}}からの週、異常なし', toldAnomaly: 'ログの確認 {{label}}：{{from}}からの週、異常あり',
  queue: '確認を待っている週', queueMore_one: 'ほかに{{count}}週あります。', queueMore_other: 'ほかに{{count}}週あります。', firedShort_one: '{{count}}項目が目安以上', firedShort_other: '{{count}}項目が目安以上',
  thresholds: '見つけるための目安', toThresholds: '目安を見る・変える', toRetention: '保存と消去', thresholdsMore: '記録を数え、目安以上になったものを週の確認に示します。目安は、理由を書けば変えられます。変えたことは台帳に残り、まだ確認していない週から使います。', usual: '初めの目安', asUsual: '変えていません', changedBy: '変えた人・理由', reasonGone: '理由の文は、保存期間の満了により消去済みです。', change: '変える', changeOf: '変える：{{rule}}の目安', thresholdSet: '目安を変えました。台帳に記録しました。',
  weekField: '1週間の件数', personField: '1人の件数', unit: '件', reason: '変える理由', reasonMore: '週の確認に、この理由を示します。個人の情報は書かないでください。', set: '目安を変える', countNeeded: '1から1,000,000までの数を、半角で入れてください。', reasonNeeded: '変える理由を書いてください。', usuallyBy: '初めは{{threshold}}（{{by}}が変更）', changedWhy: '目安を変えた理由',
  form: '確認を記録する', anomaly: '異常', yes: '異常あり', no: '異常なし', assessment: '所見', assessmentMore: '何を見て、どう判断したかを書いてください。', action: '対応', actionMore: '異常への対応を書いてください（連絡した相手、調べること、期限など）。', sign: '確認を記録する', signMore: '記録すると、あとから変えられません。氏名と日時は自動で入ります。台帳にも残ります。',
  chooseAnomaly: '異常の有無を選んでください。', writeAssessment: '所見を書いてください。', writeAction: '異常への対応を書いてください。', saved: 'ログの確認 {{label}} を記録しました。', review: '確認の記録', number: '番号', by: '確認した人', at: '確認した日時', inLedger: '台帳の記録', back: '週の一覧に戻る', changed: '確認した後に、この週の記録か目安が変わっています。記録にある照合値（seen）は、確認したときのものです。',
};
export const urgent = {
  title: 'すぐに確かめるもの', since: '発生', more: '記録は、その週の確認を記録するまで、ここに示します。',
};
