// 送る前の確認、承認、疑わしい点、事業者のはじめの画面。送る人と受け取る人の部だけが読み込む。
export const contractorHome = {
  title: '受け取るもの', nothing: '受け取るものはありません。', confirm: '受領確認がまだのもの {{count}}件', rest: 'そのほかにすること', noKey: '鍵を用意してください。', noKeyMore: '鍵がないと、送られたファイルを開けません。はじめに一度だけ、鍵を作るか、持っている鍵を登録します。', prepareKey: '鍵を用意する',
  keyWaits: '鍵は、まだ担当課との照合が済んでいません。', keyWaitsMore: '鍵の言葉と数字を、担当課に電話で伝えてください。照合が済むまで、この鍵あてには送られません。',
};
export const check = {
  title: '預け入れる前の確認', what: '渡すもの', files: 'ファイル', lastCount: '（前回 {{n}}、{{day}}）', keys_one: '鍵{{count}}本あて（照合済み）', keys_other: '鍵{{count}}本あて（すべて照合済み）', noKey: '照合済みの鍵がありません。このままでは預け入れられません。',
  sameAsLast: '前回（{{day}}）と同じ送付先です', manager: '取扱責任者 {{names}}', comparedBy: '　最新は{{day}}に{{name}}さんが電話で照合', then: 'そのあと', thenApproval: 'もう1人が承認し、別の機会にパスワードを渡します。', thenNotice: '別の機会にパスワードを渡します。',
  tick: { 'file-names-other': '『{{file}}』の中身を、この送付先に渡してよいことを確かめました', 'same-to-several': '『{{file}}』を、複数の送付先に渡すことを確かめました', 'column-not-declared': '『{{file}}』の列が、この業務に必要なものであることを確かめました', 'column-forbidden': '『{{file}}』の収集が禁止されている列を、渡す根拠があることを確かめました', 'first-time': '初めての送付先で、間違いないことを確かめました', 'changed-recipient': '送付先が前回と違うことを確かめました', 'ten-times': 'この数量で合っています', 'file-named-for-other': '『{{file}}』を、この送付先に渡してよいことを確かめました', 'file-sent-before': '『{{file}}』は、この送付先に渡すものであることを確かめました' }, tickThis: '確かめて、印をつけてください。', ticksLeft: '確かめていないところが{{count}}か所あります。まだ送っていません。',
  doubted: 'ファイルは届きましたが、まだ預け入れていません。', doubtedMore: '届いたファイルに、確かめていただきたいことがあります。ファイルは暗号化して下書きに保管しています。相手には何も届いていません。', chooseAgain: 'ファイルが選ばれていません。画面を読み込み直したときは、もう一度選んでください。', toFiles: 'ファイルを選ぶ画面へ',
  stop: 'この内容で預け入れます。受け取られる前なら取り消せます。', back: '戻って直す', submit: '{{recipient}}に預け入れる', submitSeveral: '{{count}}つの送付先に、別々に封緘して預け入れる',
  done: { approval: '預け入れました。まだ相手は受け取れません。次は承認です。承認できる人：{{who}}', other: '預け入れました。まだ相手は受け取れません。次は、別の機会にパスワードを渡します（渡すのは {{who}}）。' },
};
export const approval = {
  title: '承認 {{number}}', listTitle: '承認', none: '承認を待っているものはありません。', madeBy: '作成 {{name}}', left: '{{checks}}の確認が残っています。', tickLeft: '根拠を見て、確認してください。', items: '項目', sealed: '中身は封緘済みのため表示できません。',
  check: { destination: '送付先', content: '送付内容', attachments: '添付ファイル' }, tick: { destination: '送付先を確認しました（{{number}}）', content: '送付内容を確認しました（{{number}}）', attachments: '添付ファイルを確認しました（{{number}}）' },
  approve: '承認して、{{recipient}}が受け取れるようにする', done: '承認しました。次は、別の機会にパスワードを渡します（渡すのは {{who}}）。', returned: '差し戻しました。作成した人が、直したものを新しく作ります。', notWaiting: 'この授受は、承認を待っていません。', already: '{{name}}さんが承認しています。',
  named: '『{{check}}』', several: '{{count}}件を承認する', severalDone: '{{count}}件を承認しました。', severalPartly: '{{count}}件を承認しました。{{refused}}件は承認していません。理由は、それぞれの授受にあります。', noneTicked: '3つとも確認した授受がありません。まだ何も承認していません。', someLeft: '確認が残っている授受があります。まだ何も承認していません。', next: '残りの{{count}}件を表示する', ticks: '確認 {{ticked}}／{{all}}', sendBack: '差し戻す', sendBackTitle: '{{name}}さんに差し戻しますか', sendBackMore: '理由を書いてください。相手には何も届きません。', notBack: '差し戻さない', sendBackNow: '理由をつけて差し戻す',
};
export const doubt = {
  namesOther: 'ファイルの中に、ほかの事業者の名前があります：{{name}}', sameToSeveral: '同じ内容のファイルを、ほかの送付先にも渡します：{{recipients}}', undeclared: '委託業務の項目にない列があります：{{columns}}', forbidden: '収集が禁止されている内容と見られる列があります：{{columns}}', 
  similarShort: 'よく似た名称', similar: 'よく似た名称の事業者があります：{{names}}', firstTime: 'この送付先へは、はじめて送ります', changed: '前回（{{day}}）の送付先は{{recipient}}でした', tenTimes: '前回は{{previous}}、今回は{{now}}です。けた違いではありませんか',
  namedForOther: 'ファイル名に、別の事業者の名前が入っています：{{name}}', sentBefore: '{{day}}に{{recipient}}へ送ったファイルと、名前か中身が同じです',
};
export const exception = {
  why: { 'too-large': '検査できる大きさを超えています', limits: '圧縮の段数や展開後の大きさが、検査できる範囲を超えています', encrypted: 'パスワード付きのため、中を検査できません' },
  waiting: '{{count}}ファイル（例外の承認待ち）', allowed: '{{count}}ファイル：{{name}}さんが例外を認めました',
  title: 'ウイルス検査をしていないファイルがあります（{{count}}ファイル）', more: '検査できないファイルを例外として渡すには、もう1人の承認が必要です。認めるまで、相手は受け取れません。相手の画面と書類にも「未検査」と出ます。', approvedBy: 'この授受は{{name}}さんが承認しています。', files: '未検査のファイル',
  reason: '検査せずに渡す理由', reasonMore: '台帳に、あなたと承認した人の名前とともに残ります。個人の名前は書かないでください。', tick: '検査していないファイルを、このまま渡すことを確かめました（{{number}}）', tickLeft: '未検査のファイルを見て、確認してください。', allow: '未検査のまま、{{recipient}}が受け取れるようにする',
  waits: '未検査のファイルについて、もう1人の承認を待っています：{{who}}', next: '承認しました。未検査のファイルがあるため、もう1人が認めるまで相手は受け取れません（認められる人：{{who}}）。', listTitle: '未検査の例外',
  open: 'ウイルス検査をしていないファイルがあります（未検査）', openMore: '鍵箱では中を検査できませんでした。開く前に、お手元のウイルス対策ソフトで検査してください。',
};
