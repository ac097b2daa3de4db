// 保存と消去：何年残し、次に何を消し、何を消したか。
export const retention = {
  title: '保存と消去', more: '完了した業務の記録に書かれた文と氏名は、保存年数を過ぎると自動で消去します。台帳の記録そのものは消えません。消去したことは台帳に残ります。', next: '次に消去するもの', noNext: '消去を待っている業務はありません。', engagement: '委託業務', closed: '完了した日時', due: '消去する日', stops: '消去を止めているもの', noStops: 'ありません',
  stop: { hold: '保全中', duty: '期限のある務め', record: '終わっていない記録', transfer: '消去していない授受', week: '未確認の週' },
  holds: '保全', noHolds: '保全中の業務はありません。', heldBy: '始めた人・日時', reason: '理由', reasonMore: '台帳に残ります。個人の情報は書かないでください。', reasonGone: '理由の文は、保存期間の満了により消去済みです。', ownHold: '保全は、始めた人とは別の人が解除します。', lift: '保全を解除する', setHold: '保全を始める', setHoldMore: '保全の間は、保存年数を過ぎても消去しません。', chooseEngagement: '委託業務を選んでください。', choose: '選んでください',
  erased: '消去したもの', noErased: 'まだ何も消去していません。', number: '番号', whole: '団体全体', what: '対象', items: '件数', count_one: '{{count}}件', count_other: '{{count}}件', at: '消去した日時', entry: '台帳の記録', entryOf: '{{index}}番', nothing: 'なし（対象なし）', rules: '保存の決まり', kept: '消去しないもの', keptWhy: '消去しない理由', source: '根拠', why: '残す理由', left: '消去した後に残るもの',
  years: '保存年数', yearsNow: 'いまは{{years}}年です（初めは{{usual}}年）。業務が完了した年度の終わりから数えます。', setYears: '保存年数を変える', yearsNeeded: '1から30までの数を、半角で入れてください。', yearUnit: '年', reasonNeeded: '理由を書いてください。', held: '保全を始めました。台帳に記録しました。', lifted: '保全を解除しました。台帳に記録しました。', changed: '保存年数を変えました。台帳に記録しました。', yearsReason: '変える理由', holdReason: '始める理由', liftReason: '解除する理由',
};
